import torch
from torch import nn

from grader.suite import after, check, hint, on, points

SMALL = (1, 2), (2, 5), (1, 3), (3, 4), (1, 6)


def layers_of(conv_arch, hidden):
    """All layers of the network, innermost first."""
    made, channels = [], 1
    for num_convs, out_channels in conv_arch:
        for _ in range(num_convs):
            made += [nn.Conv2d(channels, out_channels, 3, padding=1, device="meta"), nn.ReLU]
            channels = out_channels
        made.append(nn.MaxPool2d(2, stride=2))
    made += [nn.Module, nn.Linear(49 * channels, hidden, device="meta"), nn.ReLU, nn.Dropout(0.5)]
    made += [nn.Linear(hidden, hidden, device="meta"), nn.ReLU, nn.Dropout(0.5)]
    return [*made, nn.Linear(hidden, 10, device="meta")]


@points(4)
@hint(
    "The blocks of conv_arch, flatten, then three linear layers; ReLU and dropout behind the first two of them.",
    zh="先是 conv_arch 的各个块，展平，再是三个线性层；前两个之后各有 ReLU 和暂退法。",
)
def test_the_layers(student):
    """A small network has the right layers in order. / 一个小网络依次由正确的层组成。"""
    check.layers(student.vgg(SMALL, 30), layers_of(SMALL, 30), deep=True)
    other = ((2, 3),) * 5
    check.layers(student.vgg(other, fc_hidden_units=7), layers_of(other, 7), deep=True)


@points(3)
@hint("Each block gets what the block before it gives.", zh="每个块的输入都是前一个块的输出。")
def test_values(student, reference):
    """With our parameters a small network computes what ours does. / 换上我们的参数，小网络的结果与我们的相同。"""
    X = 2 * torch.randn(2, 1, 224, 224)
    check.same_model(student.vgg(SMALL, 30), reference.vgg(SMALL, 30), X)


@points(2)
@on("meta")
@hint(
    "fc_hidden_units is 4096 unless it is given, and the first linear layer gets 7 * 7 numbers of each channel.",
    zh="不传 fc_hidden_units 时它是 4096，第一个线性层从每个通道得到 7 * 7 个数。",
)
def test_full_size(student):
    """VGG-11, VGG-16 and VGG-19 have as many parameters as they should. / VGG-11、VGG-16 和 VGG-19 的参数个数正确。"""
    for convs, count in ((1, 1, 2, 2, 2), 128_806_154), ((2, 2, 3, 3, 3), 134_300_362), ((2, 2, 4, 4, 4), 139_610_058):
        net = student.vgg(tuple(zip(convs, (64, 128, 256, 512, 512), strict=True)))
        check.parameter_count(net, count)
        check.shape(net(torch.randn(1, 1, 224, 224)), (1, 10))


@points(2)
@hint("13 convolutions in all.", zh="一共 13 个卷积层。")
def test_vgg16(student, reference):
    """vgg16 describes VGG-16. / vgg16 描述的是 VGG-16。"""
    check.close(student.vgg16, reference.vgg16)


@points(2)
@hint("16 convolutions in all.", zh="一共 16 个卷积层。")
def test_vgg19(student, reference):
    """vgg19 describes VGG-19. / vgg19 描述的是 VGG-19。"""
    check.close(student.vgg19, reference.vgg19)


@points(1)
@after(test_values)
@hint("Every block and every layer takes part.", zh="每个块、每个层都要起作用。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.vgg(((1, 8),) * 5, 40)
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1:  # a bias of 1: else all units of a narrow layer may be off behind their ReLU, by chance
                p.fill_(1.0)
    check.every_parameter_learns(net, torch.randn(2, 1, 224, 224))


@points(1)
@after(test_values)
@on("cuda")
@hint(
    "All blocks are part of the module, or they do not move with it.", zh="所有块都要属于这个模块，否则不会随它移动。"
)
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.vgg(((1, 2),) * 5, 6).to(device)(torch.randn(2, 1, 224, 224, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
