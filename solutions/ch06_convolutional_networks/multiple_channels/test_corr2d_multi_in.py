import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Each channel of X meets the same channel of K; then everything is added up over the channels.",
    zh="X 的每个通道与 K 的同一个通道做互相关，再沿通道相加。",
)
def test_values(student, reference, device):
    """One, two or five channels, square or not. / 一个、两个或五个通道，是否为正方形都可以。"""
    for image, kernel in [
        ((2, 5, 5), (2, 2, 2)),
        ((5, 4, 7), (5, 3, 2)),
        ((1, 3, 4), (1, 2, 2)),
        ((3, 3, 5), (3, 3, 5)),
    ]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.corr2d_multi_in(X, K), reference.corr2d_multi_in(X, K))


@points(1)
@after(test_values)
@hint("Let the inputs decide the dtype.", zh="结果的 dtype 由输入决定。")
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in ((3, 4, 5), (3, 2, 3)))
    check.close(student.corr2d_multi_in(X, K), reference.corr2d_multi_in(X, K))


@points(2)
@after(test_values)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient reaches all channels of image and kernel. / 梯度能传到图像和卷积核的所有通道。"""
    X, K = torch.randn((3, 4, 5), device=device), torch.randn((3, 2, 3), device=device)
    check.same_gradient(student.corr2d_multi_in, reference.corr2d_multi_in, X, K)


@points(1)
@after(test_values)
@hint("+= and reshaped views may write into the inputs.", zh="+= 和改变形状得到的视图可能会写进输入。")
def test_the_inputs_are_left_alone(student, device):
    """Neither X nor K changes. / X 和 K 都不变。"""
    check.leaves_alone(
        student.corr2d_multi_in, torch.randn((3, 4, 5), device=device), torch.randn((3, 2, 3), device=device)
    )


@points(2)
@after(test_values)
@hint(
    "zip stops at the shorter of the two without a word. Compare len(X) with len(K) first, or use zip(..., strict=True).",
    zh="zip 遇到较短的一个就停下来，什么也不说。请先比较 len(X) 和 len(K)，或使用 zip(..., strict=True)。",
)
def test_channels_that_do_not_match(student):
    """Different numbers of channels raise ValueError. / 通道数不同时抛出 ValueError。"""
    for ci, kernels in (3, 2), (2, 3), (4, 1), (1, 4):
        check.raises(ValueError, student.corr2d_multi_in, torch.randn(ci, 4, 4), torch.randn(kernels, 2, 2))


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Inputs on a GPU give a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn((3, 4, 5), device=device), torch.randn((3, 2, 3), device=device)
    check.close(student.corr2d_multi_in(X, K), reference.corr2d_multi_in(X, K))
