import torch

from grader.suite import after, check, hint, on, points


def given(n, q, h, w, device=None, **kwargs):
    return torch.randn(n, q, h, w, device=device, **kwargs), torch.randint(q, (n, h, w), device=device)


@points(3)
@hint(
    "reduction='none' gives a loss for each pixel; the mean over height and width is left.",
    zh="reduction='none' 得到每个像素的损失；再对高和宽求平均。",
)
def test_values(student, reference, device):
    """Each picture has its own mean over its pixels. / 每幅图像各自对像素求平均。"""
    for sizes in [(3, 4, 2, 5), (1, 2, 3, 3), (2, 3, 4, 1)]:
        inputs, targets = given(*sizes, device=device)
        check.close(student.loss(inputs, targets), reference.loss(inputs, targets))


@points(2)
@after(test_values)
@hint("Stay within autograd, and in the dtype of the scores.", zh="计算不要离开自动求导，保持得分的 dtype。")
def test_double_precision_and_gradients(student, reference, device):
    """Double precision is kept, and the gradient reaches the scores. / 保持双精度，梯度传到得分。"""
    inputs, targets = given(2, 3, 4, 2, device=device, dtype=torch.float64)
    check.same_gradient(student.loss, reference.loss, inputs, targets)
    check.leaves_alone(student.loss, inputs, targets)


@points(1)
@after(test_values)
@on("cuda")
@hint("Do not collect the losses in a new tensor on the CPU.", zh="不要把损失收集到 CPU 上新建的张量里。")
def test_the_loss_is_on_the_device(student, reference, device):
    """Scores on a GPU give losses on the same GPU. / 得分在 GPU 上，损失也在同一块 GPU 上。"""
    inputs, targets = given(2, 3, 4, 2, device=device)
    check.close(student.loss(inputs, targets), reference.loss(inputs, targets))
