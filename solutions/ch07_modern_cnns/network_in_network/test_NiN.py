import torch
from torch import nn

from grader.suite import after, check, hint, on, points

POOL = nn.MaxPool2d(3, stride=2)


def block(ins, outs, kernel, strides, padding):
    """The layers of a block."""
    pixelwise = nn.Conv2d(outs, outs, 1)
    return [nn.Conv2d(ins, outs, kernel, strides, padding), nn.ReLU, pixelwise, nn.ReLU, pixelwise, nn.ReLU]


@points(3)
@hint(
    "Four blocks, pooling after the first three, then dropout before the last block; average and flatten at the end.",
    zh="四个块，前三个之后有汇聚层，最后一个块之前有暂退法；末尾是求平均和展平。",
)
def test_the_layers(student):
    """All layers of the network are right, in order. / 网络的所有层都正确，次序也正确。"""
    layers = [*block(1, 96, 11, 4, 0), POOL, *block(96, 256, 5, 1, 2), POOL, *block(256, 384, 3, 1, 1), POOL]
    layers += [nn.Dropout(0.5), *block(384, 10, 3, 1, 1), nn.Module, nn.Module]
    check.layers(student.NiN(), layers, deep=True)


@points(2)
@on("meta")
@hint("Compare with the table, line by line.", zh="逐行与表格对照。")
def test_shapes(student):
    """The network has ten layers, with the shapes of the table. / 网络有十层，各层的形状与表格一致。"""
    shapes = [(96, 54, 54), (96, 26, 26), (256, 26, 26), (256, 12, 12), (384, 12, 12), (384, 5, 5), (384, 5, 5)]
    shapes += [(10, 5, 5), (10, 1, 1), (10,)]
    check.shapes(student.NiN(), torch.randn(2, 1, 224, 224), [(2, *shape) for shape in shapes])


@points(3)
@hint(
    "Behind the last block comes the average over all pixels of each channel, and nothing else.",
    zh="最后一个块之后是每个通道在所有像素上的平均值，再没有别的运算。",
)
def test_values(student, reference):
    """With our parameters the network computes what ours does. / 换上我们的参数，结果与我们的网络相同。"""
    check.same_model(student.NiN(), reference.NiN(), 3 * torch.randn(1, 1, 112, 128))


@points(1)
@after(test_shapes)
@on("meta")
@hint("The size of the last pooling window is not fixed.", zh="最后一个汇聚窗口的大小不是固定的。")
def test_other_sizes(student):
    """Images of other sizes work as well. / 其他大小的图像同样适用。"""
    for height, width in (96, 96), (160, 128):
        check.shape(student.NiN()(torch.randn(2, 1, height, width)), (2, 10))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.NiN()
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(1, 1, 96, 96))


@points(1)
@after(test_shapes)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.NiN().to(device)(torch.randn(2, 1, 96, 96, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
