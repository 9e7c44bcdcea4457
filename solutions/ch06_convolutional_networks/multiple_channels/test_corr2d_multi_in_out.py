import torch

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "Output channel o is corr2d_multi_in(X, K[o]).",
    zh="输出通道 o 就是 corr2d_multi_in(X, K[o])。",
)
def test_values(student, reference, device):
    """Any numbers of input and output channels. / 任意的输入、输出通道数。"""
    for image, kernel in [
        ((2, 5, 4), (3, 2, 2, 2)),
        ((3, 4, 6), (2, 3, 1, 3)),
        ((2, 3, 3), (1, 2, 2, 2)),
        ((1, 4, 4), (4, 1, 3, 2)),
    ]:
        X, K = torch.randn(image, device=device), torch.randn(kernel, device=device)
        check.close(student.corr2d_multi_in_out(X, K), reference.corr2d_multi_in_out(X, K))


@points(1)
@after(test_values)
@hint("Let the inputs decide the dtype.", zh="结果的 dtype 由输入决定。")
def test_double_precision_is_kept(student, reference, device):
    """Double precision in, double precision out. / 输入是双精度，输出也是双精度。"""
    X, K = (torch.randn(shape, device=device, dtype=torch.float64) for shape in ((2, 4, 5), (3, 2, 2, 3)))
    check.close(student.corr2d_multi_in_out(X, K), reference.corr2d_multi_in_out(X, K))


@points(2)
@after(test_values)
@hint("No .item(), .tolist(), .data or .detach() on the way.", zh="途中不要用 .item()、.tolist()、.data 或 .detach()。")
def test_the_gradient(student, reference, device):
    """The gradient reaches the image and all kernels. / 梯度能传到图像和所有的卷积核。"""
    X, K = torch.randn((2, 4, 5), device=device), torch.randn((3, 2, 2, 3), device=device)
    check.same_gradient(student.corr2d_multi_in_out, reference.corr2d_multi_in_out, X, K)


@points(1)
@after(test_values)
@hint("+= and reshaped views may write into the inputs.", zh="+= 和改变形状得到的视图可能会写进输入。")
def test_the_inputs_are_left_alone(student, device):
    """Neither X nor K changes. / X 和 K 都不变。"""
    check.leaves_alone(
        student.corr2d_multi_in_out, torch.randn((2, 4, 5), device=device), torch.randn((3, 2, 2, 3), device=device)
    )


@points(1)
@after(test_values)
@hint("This is what nn.Conv2d computes for each image of a batch.", zh="nn.Conv2d 对批量中的每幅图像算的就是它。")
def test_it_is_what_a_convolutional_layer_computes(student, device):
    """The result is what torch's own conv2d computes. / 结果与 torch 自带的 conv2d 相同。"""
    X, K = torch.randn(3, 5, 6, device=device), torch.randn(4, 3, 2, 3, device=device)
    check.close(student.corr2d_multi_in_out(X, K), torch.nn.functional.conv2d(X[None], K)[0], atol=2e-5)


@points(2)
@on("cuda")
@after(test_values)
@hint(
    "A new tensor is on the CPU unless you say device=X.device.",
    zh="新建的张量默认在 CPU 上，除非写明 device=X.device。",
)
def test_the_result_stays_on_the_device(student, reference, device):
    """Inputs on a GPU give a result on the same GPU. / 输入在 GPU 上，结果也在同一块 GPU 上。"""
    X, K = torch.randn((2, 4, 5), device=device), torch.randn((3, 2, 2, 3), device=device)
    check.close(student.corr2d_multi_in_out(X, K), reference.corr2d_multi_in_out(X, K))
