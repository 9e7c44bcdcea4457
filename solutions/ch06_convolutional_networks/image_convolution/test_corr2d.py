import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The window at (i, j) is X[i:i+kh, j:j+kw], and there are (h - kh + 1, w - kw + 1) of them.",
    zh="位于 (i, j) 的窗口是 X[i:i+kh, j:j+kw]，一共有 (h - kh + 1, w - kw + 1) 个。",
)
def test_it_agrees_with_the_definition(student, reference, device):
    """Square or not, odd or even: image and kernel give what the definition says.

    不论图像和卷积核是否为正方形，边长是奇数还是偶数，结果都与定义一致。"""
    for image, kernel in [((5, 5), (2, 2)), ((6, 9), (2, 3)), ((9, 6), (4, 1))]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.corr2d(X, K), reference.corr2d(X, K))


@points(1)
@hint("A convolutional layer does not flip its kernel.", zh="卷积层并不翻转卷积核。")
def test_it_is_what_a_convolutional_layer_computes(student, device):
    """The result is what torch's own conv2d computes. / 结果与 torch 自带的 conv2d 相同。"""
    X, K = torch.randn(8, 7, device=device), torch.randn(3, 3, device=device)
    expected = torch.nn.functional.conv2d(X[None, None], K[None, None])[0, 0]
    check.close(student.corr2d(X, K), expected)


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "A kernel as large as the image fits in exactly one place: the result still has two dimensions, (1, 1).",
    zh="与图像一样大的卷积核只有一个位置可放：结果仍是二维的，形状为 (1, 1)。",
)
def test_the_smallest_and_the_largest_kernel(student, reference, device):
    """A kernel of one entry, and one as large as the image. / 只有一个元素的卷积核，以及与图像一样大的卷积核。"""
    for kernel in [(1, 1), (4, 6)]:
        X, K = torch.randn(4, 6, device=device), torch.randn(kernel, device=device)
        check.close(student.corr2d(X, K), reference.corr2d(X, K))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "torch.zeros makes float32 unless you say dtype=X.dtype.", zh="torch.zeros 默认是 float32，除非写明 dtype=X.dtype。"
)
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in [(5, 6), (2, 3)])
    check.close(student.corr2d(X, K), reference.corr2d(X, K))


@points(2)
@after(test_it_agrees_with_the_definition)
@hint(
    "Learning a kernel needs its gradient: .item(), .tolist(), .data and .detach() cut it off.",
    zh="要学习卷积核就需要它的梯度：.item()、.tolist()、.data 和 .detach() 都会切断梯度。",
)
def test_the_gradient_reaches_image_and_kernel(student, reference, device):
    """The gradient reaches both the image and the kernel. / 梯度既能传到图像，也能传到卷积核。"""
    X, K = torch.randn(5, 6, device=device), torch.randn(2, 3, device=device)
    check.same_gradient(student.corr2d, reference.corr2d, X, K)


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "A slice of X is a window onto X itself: what you write there is written into X.",
    zh="X 的切片就是 X 本身的一部分：往切片里写，就是往 X 里写。",
)
def test_the_inputs_are_left_alone(student, device):
    """Your function changes neither the image nor the kernel. / 函数既不改变图像，也不改变卷积核。"""
    check.leaves_alone(student.corr2d, torch.randn(5, 6, device=device), torch.randn(2, 3, device=device))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "A transposed image is not contiguous: ask X.stride() instead of assuming (w, 1), and use reshape instead of view.",
    zh="转置后的图像在内存中不连续：步长要问 X.stride()，别假定是 (w, 1)；view 要换成 reshape。",
)
def test_transposed_inputs_are_welcome(student, reference, device):
    """A transposed (non-contiguous) image and kernel work too. / 转置得到的（不连续的）图像和卷积核也能算对。"""
    X, K = torch.randn(7, 5, device=device).T, torch.randn(3, 2, device=device).T
    check.close(student.corr2d(X, K), reference.corr2d(X, K))


@points(1)
@after(test_it_agrees_with_the_definition)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """An image on a GPU gives a result on the same GPU. / 图像在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn(5, 6, device=device), torch.randn(2, 3, device=device)
    check.close(student.corr2d(X, K), reference.corr2d(X, K))
