import torch
from torch import nn
from torch.nn import functional as F

from grader.suite import after, check, hint, on, points


@points(3)
@hint(
    "The windows lie side by side: the stride is pool_size, the padding none.",
    zh="窗口一个挨着一个：步幅是 pool_size，没有填充。",
)
def test_windows_of_any_shape(student):
    """Windows that are not square, and images of which something is left over. / 窗口不是正方形，或图像有余数时也正确。"""
    for size, shape in [((2, 3), (4, 9)), ((3, 1), (8, 5)), ((1, 4), (2, 10)), ((1, 1), (3, 2))]:
        X = torch.randn(2, 1, *shape)
        check.close(student.avg_pool_conv(1, size)(X).detach(), F.avg_pool2d(X, size))


@points(3)
@after(test_windows_of_any_shape)
@hint(
    "Each output channel sees its own input channel alone: groups=channels, or zeros for all the others.",
    zh="每个输出通道只看自己对应的输入通道：groups=channels，或者其余的权重都为零。",
)
def test_several_channels(student):
    """The channels stay apart. / 各通道互不影响。"""
    for channels in 2, 5:
        X = torch.randn(3, channels, 6, 7)
        check.close(student.avg_pool_conv(channels, (3, 2))(X).detach(), F.avg_pool2d(X, (3, 2)))


@points(1)
@after(test_windows_of_any_shape)
@hint("Return an nn.Conv2d itself.", zh="直接返回一个 nn.Conv2d。")
def test_it_is_a_convolution(student):
    """The layer is an nn.Conv2d. / 这个层是 nn.Conv2d。"""
    layer = student.avg_pool_conv(2, (2, 2))
    check.that(isinstance(layer, nn.Conv2d), "The layer is not an nn.Conv2d.", zh="这个层不是 nn.Conv2d。")


@points(1)
@on("cuda")
@after(test_windows_of_any_shape)
@hint("layer.to(device) moves what is registered in the layer.", zh="layer.to(device) 会移动在层中注册过的一切。")
def test_on_the_gpu(student, device):
    """After .to(device), the layer works on the GPU. / 调用 .to(device) 之后，该层在 GPU 上工作。"""
    Y = student.avg_pool_conv(2, (2, 3)).to(device)(torch.randn(1, 2, 4, 6, device=device))
    check.shape(Y, (1, 2, 2, 2))
    check.device(Y, device)
