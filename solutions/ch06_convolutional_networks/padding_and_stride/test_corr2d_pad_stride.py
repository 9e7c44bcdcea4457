import torch

from grader.suite import after, check, hint, on, points

CASES = [  # image, kernel, padding, stride
    ((8, 8), (3, 5), (0, 1), (3, 4)),
    ((5, 7), (2, 3), (2, 0), (1, 2)),
    ((6, 4), (3, 3), (1, 3), (2, 1)),
    ((4, 9), (4, 2), (0, 0), (3, 3)),
]


def drawn(image, kernel, **kwargs):
    return torch.randn(image, **kwargs), torch.randn(kernel, **kwargs)


@points(1)
@hint("By default nothing is padded and every step is one.", zh="默认没有填充，每步移动一格。")
def test_by_default(student, reference, device):
    """Without padding and stride, it is the plain cross-correlation. / 没有填充和步幅时，就是普通的互相关运算。"""
    X, K = drawn((5, 6), (2, 3), device=device)
    check.close(student.corr2d_pad_stride(X, K), reference.corr2d_pad_stride(X, K))


@points(3)
@hint(
    "The window of entry (i, j) begins at (i * sh, j * sw) in the padded image.",
    zh="元素 (i, j) 的窗口在填充后的图像中从 (i * sh, j * sw) 开始。",
)
def test_both(student, reference, device):
    """Paddings and strides of their own for both axes. / 两个轴各有自己的填充和步幅。"""
    for image, kernel, padding, stride in CASES:
        X, K = drawn(image, kernel, device=device)
        check.close(
            student.corr2d_pad_stride(X, K, padding, stride), reference.corr2d_pad_stride(X, K, padding, stride)
        )


@points(1)
@after(test_both)
@hint("padding=1 is (1, 1), and stride=2 is (2, 2).", zh="padding=1 就是 (1, 1)，stride=2 就是 (2, 2)。")
def test_it_is_what_a_convolutional_layer_computes(student, device):
    """With single numbers for both, the result is that of torch's conv2d. / 两者都是单个数时，结果与 torch 的 conv2d 相同。"""
    X, K = drawn((7, 10), (3, 2), device=device)
    expected = torch.nn.functional.conv2d(X[None, None], K[None, None], stride=3, padding=2)[0, 0]
    check.close(student.corr2d_pad_stride(X, K, 2, 3), expected)


@points(1)
@after(test_both)
@hint("Padding may make room for a kernel that is larger than the image.", zh="填充之后，比图像还大的卷积核也放得下。")
def test_a_kernel_larger_than_the_image(student, reference, device):
    """A kernel that only fits because of the padding. / 因为有填充才放得下的卷积核。"""
    X, K = drawn((2, 3), (4, 5), device=device)
    check.close(student.corr2d_pad_stride(X, K, (2, 1)), reference.corr2d_pad_stride(X, K, (2, 1)))


@points(1)
@after(test_both)
@hint(
    "torch.zeros makes float32 unless you say dtype=X.dtype.", zh="torch.zeros 默认是 float32，除非写明 dtype=X.dtype。"
)
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = drawn((5, 6), (2, 3), device=device, dtype=torch.float64)
    check.close(student.corr2d_pad_stride(X, K, 1, 2), reference.corr2d_pad_stride(X, K, 1, 2))


@points(2)
@after(test_both)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient_reaches_image_and_kernel(student, reference, device):
    """The gradient reaches image and kernel. / 梯度既能传到图像，也能传到卷积核。"""
    X, K = drawn((5, 6), (2, 3), device=device)
    check.same_gradient(
        lambda X, K: student.corr2d_pad_stride(X, K, (1, 0), 2),
        lambda X, K: reference.corr2d_pad_stride(X, K, (1, 0), 2),
        X,
        K,
    )


@points(1)
@after(test_both)
@hint("Pad into a new tensor.", zh="填充时要新建张量。")
def test_the_inputs_are_left_alone(student, device):
    """Neither X nor K changes. / X 和 K 都不变。"""
    X, K = drawn((5, 6), (2, 3), device=device)
    check.leaves_alone(lambda X, K: student.corr2d_pad_stride(X, K, 0, 2), X, K)


@points(2)
@on("cuda")
@after(test_both)
@hint(
    "Both the padded image and the result must be made on the device of X.",
    zh="填充后的图像和结果都要建在 X 所在的设备上。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """An image on a GPU gives a result on the same GPU. / 图像在 GPU 上，结果也在同一块 GPU 上。"""
    for padding in 0, 1:
        X, K = drawn((5, 6), (2, 3), device=device)
        check.close(student.corr2d_pad_stride(X, K, padding, 2), reference.corr2d_pad_stride(X, K, padding, 2))
