import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "The window that starts at (i, j) is X[i:i+kh, j:j+kw]; j runs faster than i.",
    zh="从 (i, j) 开始的窗口是 X[i:i+kh, j:j+kw]；j 比 i 变得快。",
)
def test_values(student, reference, device):
    """The windows stand in the right order, for any shapes. / 各窗口的次序正确，形状任意。"""
    for image, kernel in [((5, 7), (2, 3)), ((6, 4), (3, 1)), ((3, 4), (3, 4)), ((2, 3), (1, 1))]:
        X = torch.randn(image, device=device)
        check.close(student.im2col(X, kernel), reference.im2col(X, kernel))


@points(1)
@after(test_values)
@hint(
    "Times a flattened kernel, the matrix gives the cross-correlation.",
    zh="这个矩阵乘以展平的卷积核，就得到互相关的结果。",
)
def test_it_makes_a_convolution(student, device):
    """The product with a flattened kernel is what torch's conv2d computes. / 与展平的卷积核相乘，结果与 torch 的 conv2d 相同。"""
    X, K = torch.randn(6, 8, device=device), torch.randn(3, 2, device=device)
    expected = torch.nn.functional.conv2d(X[None, None], K[None, None]).reshape(-1)
    check.close(student.im2col(X, (3, 2)) @ K.reshape(-1), expected)


@points(1)
@after(test_values)
@hint(
    "A transposed image is not contiguous: reshape instead of view, X.stride() instead of (w, 1).",
    zh="转置后的图像不连续：用 reshape 而不是 view，用 X.stride() 而不是 (w, 1)。",
)
def test_transposed_and_in_double_precision(student, reference, device):
    """A transposed image in double precision works too. / 转置得到的双精度图像也可以。"""
    X = torch.randn(5, 6, dtype=torch.float64, device=device).T
    check.close(student.im2col(X, (2, 3)), reference.im2col(X, (2, 3)))


@points(1)
@after(test_values)
@hint("Copy entries without .item(), .tolist() or .data.", zh="复制元素时不要用 .item()、.tolist() 或 .data。")
def test_the_gradient(student, reference, device):
    """A pixel's gradient is the sum over all windows that hold it. / 像素的梯度是所有包含它的窗口的梯度之和。"""
    X = torch.randn(4, 5, device=device)
    check.same_gradient(lambda X: student.im2col(X, (2, 2)), lambda X: reference.im2col(X, (2, 2)), X)


@points(1)
@after(test_values)
def test_the_input_is_left_alone(student, device):
    """X is the same after the call as before. / 调用前后 X 保持不变。"""
    check.leaves_alone(lambda X: student.im2col(X, (2, 2)), torch.randn(4, 5, device=device))


@points(1)
@on("cuda")
@after(test_values)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_on_the_gpu(student, reference, device):
    """An image on the GPU gives a matrix on the GPU. / 图像在 GPU 上，得到的矩阵也在 GPU 上。"""
    X = torch.randn(4, 5, device=device)
    check.close(student.im2col(X, (2, 2)), reference.im2col(X, (2, 2)))
