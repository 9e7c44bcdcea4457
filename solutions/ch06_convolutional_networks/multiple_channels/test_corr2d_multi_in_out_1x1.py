import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "(co, ci) times (ci, h * w), and back to (co, h, w).",
    zh="(co, ci) 乘以 (ci, h * w)，再变回 (co, h, w)。",
)
def test_values(student, reference, device):
    """It agrees with the general convolution, on images that are not square too. / 与一般的卷积结果一致，图像不是正方形时也一样。"""
    for image, kernel in [
        ((3, 3, 3), (2, 3, 1, 1)),
        ((2, 4, 7), (5, 2, 1, 1)),
        ((4, 6, 2), (4, 4, 1, 1)),
        ((1, 3, 5), (1, 1, 1, 1)),
    ]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.corr2d_multi_in_out_1x1(X, K), reference.corr2d_multi_in_out_1x1(X, K))


@points(1)
@after(test_values)
@hint("Let the inputs decide the dtype.", zh="结果的 dtype 由输入决定。")
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in ((3, 4, 5), (2, 3, 1, 1)))
    check.close(student.corr2d_multi_in_out_1x1(X, K), reference.corr2d_multi_in_out_1x1(X, K))


@points(2)
@after(test_values)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient reaches the image and the kernels. / 梯度能传到图像和卷积核。"""
    X, K = torch.randn((3, 4, 5), device=device), torch.randn((2, 3, 1, 1), device=device)
    check.same_gradient(student.corr2d_multi_in_out_1x1, reference.corr2d_multi_in_out_1x1, X, K)


@points(1)
@after(test_values)
@hint("+= and reshaped views may write into the inputs.", zh="+= 和改变形状得到的视图可能会写进输入。")
def test_the_inputs_are_left_alone(student, device):
    """Neither X nor K changes. / X 和 K 都不变。"""
    check.leaves_alone(
        student.corr2d_multi_in_out_1x1, torch.randn((3, 4, 5), device=device), torch.randn((2, 3, 1, 1), device=device)
    )


@points(1)
@after(test_values)
@hint("A transposed image is not contiguous: reshape, not view.", zh="转置后的图像不连续：用 reshape，不要用 view。")
def test_a_transposed_image(student, reference, device):
    """An image whose rows and columns were swapped works too. / 行和列对换得到的图像也可以。"""
    X, K = torch.randn(3, 5, 4, device=device).transpose(1, 2), torch.randn(2, 3, 1, 1, device=device)
    check.close(student.corr2d_multi_in_out_1x1(X, K), reference.corr2d_multi_in_out_1x1(X, K))


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Inputs on a GPU give a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn((3, 4, 5), device=device), torch.randn((2, 3, 1, 1), device=device)
    check.close(student.corr2d_multi_in_out_1x1(X, K), reference.corr2d_multi_in_out_1x1(X, K))
