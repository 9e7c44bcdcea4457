import torch
from torch import nn

from grader.suite import after, check, hint, on, points


@points(2)
@hint("Normalization, ReLU, convolution: in this order.", zh="依次是规范化、ReLU、卷积。")
def test_the_layers(student):
    """The block is an nn.Sequential of the right layers in order. / 块是由正确的层依次组成的 nn.Sequential。"""
    for ins, outs in (3, 5), (4, 2):
        block = student.conv_block(ins, outs)
        check.layers(block, [nn.BatchNorm2d(ins), nn.ReLU, nn.Conv2d(ins, outs, 3, padding=1)])
        check.that(isinstance(block, nn.Sequential), "It is not an nn.Sequential.", zh="返回的不是 nn.Sequential。")


@points(3)
@hint("Look at the order of the layers.", zh="请检查各层的次序。")
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for ins, outs in (3, 5), (4, 2), (1, 1):
        right, X = reference.conv_block(ins, outs).double(), torch.randn(3, ins, 6, 7, dtype=torch.float64)
        right(2 * X + 1)  # it has learned from a batch
        check.same_model(student.conv_block(ins, outs).double(), right, X)


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.conv_block(3, 6), torch.randn(4, 3, 6, 6))


@points(1)
@after(test_values)
@on("cuda")
@hint("Layers inside nn.Sequential move with it.", zh="nn.Sequential 中的层会随它一起移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the block works on that device. / 调用 .to(device) 之后，块在该设备上工作。"""
    Y = student.conv_block(2, 3).to(device)(torch.randn(2, 2, 6, 4, device=device))
    check.shape(Y, (2, 3, 6, 4))
    check.device(Y, device)
