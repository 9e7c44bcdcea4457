import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The window of X[i, j] begins at row i * stride and column j * stride of the result.",
    zh="X[i, j] 的窗口从结果的第 i * stride 行、第 j * stride 列开始。",
)
def test_strides(student, reference, device):
    """Strides of 1 to 4, with windows that overlap or stand apart. / 步幅 1 到 4，窗口有重叠的，也有分开的。"""
    for image, kernel, stride in [((3, 4), (2, 3), 1), ((3, 4), (3, 2), 2), ((2, 3), (4, 5), 3), ((3, 2), (2, 1), 4)]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.trans_conv_strided(X, K, 0, stride), reference.trans_conv_strided(X, K, 0, stride))


@points(2)
@hint(
    "Y[padding : rows - padding]: with padding 0, Y[padding:-padding] would be empty.",
    zh="Y[padding : rows - padding]：padding 为 0 时，Y[padding:-padding] 会是空的。",
)
def test_paddings(student, reference, device):
    """Paddings of 0 to 2 take rows and columns away at every side. / 填充 0 到 2，在每一边去掉相应的行和列。"""
    for image, kernel, padding in [((3, 4), (2, 3), 0), ((4, 3), (3, 2), 1), ((4, 5), (3, 4), 2)]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.trans_conv_strided(X, K, padding, 1), reference.trans_conv_strided(X, K, padding, 1))


@points(1)
@after(test_strides, test_paddings)
@hint(
    "The layer of a fully convolutional network has kernel 2s, padding s / 2 and stride s.",
    zh="全卷积网络中的转置卷积层：卷积核 2s，填充 s / 2，步幅 s。",
)
def test_both_as_torch_does(student, device):
    """Padding and stride together give what torch's own layer gives; 2s, s / 2 and s enlarge s times.

    填充与步幅同时使用，结果与 torch 自带的层相同；取 2s、s / 2 和 s 时放大 s 倍。"""
    for image, kernel, padding, stride in [((3, 5), 4, 1, 2), ((2, 3), 8, 2, 4), ((5, 4), 3, 2, 2)]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, kernel, device=device)
        expected = torch.nn.functional.conv_transpose2d(X[None, None], K[None, None], stride=stride, padding=padding)
        check.close(student.trans_conv_strided(X, K, padding=padding, stride=stride), expected[0, 0])


@points(1)
@after(test_strides, test_paddings)
@hint(
    "Make the result with the dtype of X, and stay within autograd.", zh="结果要用 X 的 dtype，计算不要离开自动求导。"
)
def test_double_precision_and_gradients(student, reference, device):
    """Double precision is kept, and the gradient reaches input and kernel. / 保持双精度，梯度传到输入和卷积核。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in [(3, 3), (3, 2)])
    check.same_gradient(student.trans_conv_strided, reference.trans_conv_strided, X, K, padding=1, stride=2)


@points(1)
@after(test_strides, test_paddings)
def test_the_inputs_are_left_alone(student, device):
    """Your function changes neither the input nor the kernel. / 函数既不改变输入，也不改变卷积核。"""
    X, K = torch.randn(3, 4, device=device), torch.randn(3, 3, device=device)
    check.leaves_alone(student.trans_conv_strided, X, K, padding=1, stride=2)


@points(1)
@after(test_strides, test_paddings)
@on("cuda")
@hint("New tensors, the padding included, go to X.device.", zh="新建的张量都要放到 X.device 上。")
def test_the_result_stays_on_the_device(student, reference, device):
    """An input on a GPU gives a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn(3, 4, device=device), torch.randn(3, 3, device=device)
    check.close(student.trans_conv_strided(X, K, 1, 2), reference.trans_conv_strided(X, K, 1, 2))
