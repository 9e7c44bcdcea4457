import torch
from torch import nn

from grader.suite import after, check, hint, on, points
from grader.suite.spies import over_there


@points(3)
@hint(
    "Put two axes of size 1 in front of X, call the layer, and take the two axes away again: only those.",
    zh="在 X 前面加两个大小为 1 的轴，调用该层，再把这两个轴去掉：只去掉这两个。",
)
def test_values(student):
    """Layers of several kinds give what they should, and a result of one row keeps its axes.

    各种层都给出应有的结果；结果只有一行时，轴也保留着。"""
    for layer, shape in [
        (nn.Conv2d(1, 1, 3, padding=1), (8, 8)),
        (nn.Conv2d(1, 1, (5, 3), padding=(2, 1), stride=(1, 2)), (6, 9)),
        (nn.Conv2d(1, 1, (1, 4)), (1, 7)),
        (nn.Conv2d(1, 1, 3), (3, 3)),
    ]:
        X = torch.randn(shape)
        check.close(student.comp_conv2d(layer, X).detach(), layer(X[None, None])[0, 0].detach())


@points(1)
@after(test_values)
@hint(
    "Call the layer once, with a batch of one image of one channel.", zh="只调用一次该层，给它含一幅单通道图像的批量。"
)
def test_what_the_layer_gets(student):
    """The layer is called once, with a batch of one image. / 该层只被调用一次，得到的是一幅图像的批量。"""
    shapes = []

    def layer(X):
        shapes.append(tuple(X.shape))
        return X[:, :, 1:] * 2

    student.comp_conv2d(layer, torch.randn(4, 5))
    check.equal(shapes, [(1, 1, 4, 5)])


@points(1)
@after(test_values)
@hint("A transposed image is not contiguous: reshape, not view.", zh="转置后的图像不连续：用 reshape，不要用 view。")
def test_a_transposed_image(student):
    """A transposed image in double precision works too. / 转置得到的双精度图像也可以。"""
    layer = nn.Conv2d(1, 1, 2).double()
    X = torch.randn(4, 6, dtype=torch.float64).T
    check.close(student.comp_conv2d(layer, X).detach(), layer(X[None, None])[0, 0].detach())


@points(1)
@after(test_values)
@hint("Return what the layer gave, without .detach() or .data.", zh="返回层给出的结果，不要用 .detach() 或 .data。")
def test_the_gradient(student):
    """Gradients pass through to the layer and the image. / 梯度能传到层和图像。"""
    layer = nn.Conv2d(1, 1, 2).double()
    X = torch.randn(4, 6, dtype=torch.float64)
    check.same_gradient(lambda X: student.comp_conv2d(layer, X), lambda X: layer(X[None, None])[0, 0], X)


@points(1)
@on("cuda")
@after(test_values)
@hint("Reshape X itself: a new tensor would be on the CPU.", zh="对 X 本身改变形状：新建的张量会在 CPU 上。")
def test_on_the_gpu(student, device):
    """An image on the GPU goes through a layer on the GPU. / GPU 上的图像通过 GPU 上的层。"""
    layer = over_there(student, nn.AvgPool2d(2))  # a layer without parameters works wherever its input is
    Y = student.comp_conv2d(layer, torch.randn(5, 6, device=device))
    check.shape(Y, (2, 3))
    check.device(Y, device)
