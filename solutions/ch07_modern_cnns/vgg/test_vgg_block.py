import torch
from torch import nn

from grader.suite import after, check, hint, on, points

SIZES = (1, 3, 4), (2, 2, 5), (3, 4, 2)


def layers_of(num_convs, in_channels, out_channels):
    """What the block is made of."""
    made = []
    for i in range(num_convs):
        made += [nn.Conv2d(out_channels if i else in_channels, out_channels, 3, padding=1), nn.ReLU]
    return [*made, nn.MaxPool2d(2, stride=2)]


@points(3)
@hint(
    "num_convs times a convolution and a ReLU, then one pooling layer. Only the first convolution has in_channels.",
    zh="重复 num_convs 次卷积和 ReLU，最后一个汇聚层。只有第一个卷积层的输入通道数是 in_channels。",
)
def test_the_layers(student):
    """The block is an nn.Sequential of the right layers in order. / 块是由正确的层依次组成的 nn.Sequential。"""
    for sizes in SIZES:
        block = student.vgg_block(*sizes)
        check.layers(block, layers_of(*sizes))
        check.that(isinstance(block, nn.Sequential), "It is not an nn.Sequential.", zh="返回的不是 nn.Sequential。")


@points(3)
@hint("Each convolution has weights of its own.", zh="每个卷积层都有自己的权重。")
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in SIZES:
        X = 2 * torch.randn(2, sizes[1], 6, 8)
        check.same_model(student.vgg_block(*sizes), reference.vgg_block(*sizes), X)


@points(1)
@after(test_values)
@hint("The last odd row or column is left out by the pooling.", zh="多出的一行或一列会被汇聚层舍去。")
def test_odd_sizes(student, reference):
    """Odd heights and widths are halved and rounded down. / 高或宽为奇数时，减半后向下取整。"""
    X = torch.randn(1, 2, 7, 3)
    check.same_model(student.vgg_block(2, 2, 3), reference.vgg_block(2, 2, 3), X)
    check.shape(student.vgg_block(1, 2, 3)(X), (1, 3, 3, 1))


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.vgg_block(3, 2, 6)
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(4, 2, 8, 8))


@points(1)
@after(test_values)
@on("cuda")
@hint("Layers inside nn.Sequential move with it.", zh="nn.Sequential 中的层会随它一起移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.vgg_block(2, 3, 4).to(device)(torch.randn(2, 3, 6, 6, device=device))
    check.shape(Y, (2, 4, 3, 3))
    check.device(Y, device)
