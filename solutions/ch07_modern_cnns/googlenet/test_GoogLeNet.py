import torch
from torch import nn

from grader.suite import after, check, hint, on, points


@points(3)
@hint("Compare with the first table, child by child.", zh="逐个子模块与第一张表对照。")
def test_shapes(student):
    """The network has six children, with the shapes of the table. / 网络有六个子模块，形状与表格一致。"""
    shapes = [(64, 24, 24), (192, 12, 12), (480, 6, 6), (832, 3, 3), (1024,), (10,)]
    check.shapes(student.GoogLeNet(), torch.randn(1, 1, 96, 96), [(1, *shape) for shape in shapes])


@points(5)
@hint(
    "A ReLU follows every convolution, those of the first two children too. Each of the four pooling layers takes the maximum.",
    zh="每个卷积层之后都有 ReLU，前两个子模块中的也不例外。四个汇聚层取的都是最大值。",
)
def test_values(student, reference):
    """With our parameters a narrow network computes what ours does. / 换上我们的参数，窄网络的结果与我们的相同。"""
    right = reference.GoogLeNet(8)
    for p in right.parameters():  # as large behind the last layer as before the first: so that every layer shows
        if p.dim() > 1:
            nn.init.kaiming_normal_(p)
    check.same_model(student.GoogLeNet(8), right, torch.randn(2, 1, 72, 64), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_shapes)
@hint("The average of a channel is over all pixels that are left.", zh="平均值是对剩下的全部像素求的。")
def test_other_sizes(student):
    """Images of other sizes work as well. / 其他大小的图像同样适用。"""
    check.shape(student.GoogLeNet(8)(torch.randn(3, 1, 33, 48)), (3, 10))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.GoogLeNet(4)
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(2, 1, 33, 33))


@points(1)
@after(test_shapes)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.GoogLeNet(8).to(device)(torch.randn(2, 1, 64, 64, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
