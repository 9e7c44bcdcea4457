import torch

from grader.suite import after, check, hint, on, points


@points(2)
@hint(
    "The window of X[i, j] is Y[i:i+kh, j:j+kw]; add X[i, j] * K there.",
    zh="X[i, j] 的窗口是 Y[i:i+kh, j:j+kw]，把 X[i, j] * K 加在那里。",
)
def test_it_agrees_with_the_definition(student, reference, device):
    """Square or not: input and kernel give what the definition says. / 不论是否为正方形，结果都与定义一致。"""
    for image, kernel in [((3, 3), (2, 2)), ((4, 5), (2, 3)), ((5, 3), (4, 1))]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.trans_conv(X, K), reference.trans_conv(X, K))


@points(1)
@hint("A transposed convolution does not flip its kernel.", zh="转置卷积并不翻转卷积核。")
def test_it_is_what_the_layer_computes(student, device):
    """The result is what torch's own conv_transpose2d computes. / 结果与 torch 自带的 conv_transpose2d 相同。"""
    X, K = torch.randn(5, 4, device=device), torch.randn(3, 3, device=device)
    expected = torch.nn.functional.conv_transpose2d(X[None, None], K[None, None])[0, 0]
    check.close(student.trans_conv(X, K), expected)


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "Nothing here asks the input to be the larger one; a result of one number is still (1, 1).",
    zh="并没有规定输入要比卷积核大；只有一个数的结果形状仍是 (1, 1)。",
)
def test_the_smallest_and_a_large_kernel(student, reference, device):
    """A kernel of one entry, a kernel larger than the input, and one number of each.

    只有一个元素的卷积核，比输入还大的卷积核，以及输入和卷积核都只有一个数。"""
    for image, kernel in [((3, 4), (1, 1)), ((2, 2), (4, 5)), ((1, 1), (1, 1))]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.trans_conv(X, K), reference.trans_conv(X, K))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint(
    "torch.zeros makes float32 unless you say dtype=X.dtype.", zh="torch.zeros 默认是 float32，除非写明 dtype=X.dtype。"
)
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in [(4, 3), (2, 3)])
    check.close(student.trans_conv(X, K), reference.trans_conv(X, K))


@points(2)
@after(test_it_agrees_with_the_definition)
@hint(
    "Such a layer learns its kernel: .item(), .tolist(), .data and .detach() cut the gradient off.",
    zh="这样的层要学习卷积核：.item()、.tolist()、.data 和 .detach() 都会切断梯度。",
)
def test_the_gradient_reaches_input_and_kernel(student, reference, device):
    """The gradient reaches both the input and the kernel. / 梯度既能传到输入，也能传到卷积核。"""
    X, K = torch.randn(3, 4, device=device), torch.randn(2, 3, device=device)
    check.same_gradient(student.trans_conv, reference.trans_conv, X, K)


@points(1)
@after(test_it_agrees_with_the_definition)
def test_the_inputs_are_left_alone(student, device):
    """Your function changes neither the input nor the kernel. / 函数既不改变输入，也不改变卷积核。"""
    check.leaves_alone(student.trans_conv, torch.randn(3, 4, device=device), torch.randn(2, 3, device=device))


@points(1)
@after(test_it_agrees_with_the_definition)
@hint("Use reshape instead of view on what may not be contiguous.", zh="对可能不连续的张量，view 要换成 reshape。")
def test_transposed_inputs_are_welcome(student, reference, device):
    """A transposed (non-contiguous) input and kernel work too. / 转置得到的（不连续的）输入和卷积核也能算对。"""
    X, K = torch.randn(4, 3, device=device).T, torch.randn(3, 2, device=device).T
    check.close(student.trans_conv(X, K), reference.trans_conv(X, K))


@points(1)
@after(test_it_agrees_with_the_definition)
@on("cuda")
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """An input on a GPU gives a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn(3, 4, device=device), torch.randn(2, 3, device=device)
    check.close(student.trans_conv(X, K), reference.trans_conv(X, K))
