import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Y[:, :, 1:, :] - Y[:, :, :-1, :] are the differences downwards; the mean of their absolute values is one half of it.",
    zh="Y[:, :, 1:, :] - Y[:, :, :-1, :] 是纵向的差；它的绝对值的平均是其中一半。",
)
def test_values(student, reference, device):
    """High and wide pictures, one and several, give the right loss. / 高的、宽的、一幅或几幅图像，损失都正确。"""
    for shape in [(1, 3, 5, 4), (2, 1, 3, 7), (1, 2, 2, 2), (3, 3, 6, 2)]:
        Y_hat = torch.randn(shape, device=device)
        check.close(student.tv_loss(Y_hat), reference.tv_loss(Y_hat))


@points(1)
@after(test_values)
@hint("Stripes vary in one direction only.", zh="条纹只在一个方向上变化。")
def test_stripes(student, device):
    """Lying and standing stripes give one half, a flat picture nothing. / 横条纹和竖条纹都得到二分之一，单色图像得到零。"""
    stripes = torch.arange(4, device=device).remainder(2).float().expand(1, 3, 6, 4)
    found = [student.tv_loss(X.clone()) for X in (stripes, stripes.transpose(2, 3), torch.ones_like(stripes))]
    check.close(found, [torch.tensor(value, device=device) for value in (0.5, 0.5, 0.0)])


@points(2)
@after(test_values)
@hint("Slices and abs() stay within autograd; .item() does not.", zh="切片和 abs() 不会离开自动求导，.item() 会。")
def test_double_precision_and_gradients(student, reference, device):
    """Double precision is kept, and the gradient reaches the picture, which is left as it was.

    保持双精度，梯度传到图像，而图像本身不变。"""
    Y_hat = torch.randn(1, 3, 4, 5, device=device, dtype=torch.float64)
    check.same_gradient(student.tv_loss, reference.tv_loss, Y_hat)
    check.leaves_alone(student.tv_loss, Y_hat)


@points(1)
@after(test_values)
@on("cuda")
@hint("Do not make the loss a new tensor or a number.", zh="不要把损失变成新建的张量或普通的数。")
def test_the_loss_is_on_the_device(student, reference, device):
    """A picture on a GPU gives a loss on the same GPU. / 图像在 GPU 上，损失也在同一块 GPU 上。"""
    Y_hat = torch.randn(1, 3, 4, 5, device=device)
    check.close(student.tv_loss(Y_hat), reference.tv_loss(Y_hat))
