import torch
from torch import nn

from grader.suite import after, check, hint, on, points

SIZES = (1, 4, 5, 2, 0), (3, 2, 3, 1, 1), (2, 5, 4, 3, 2)


@points(3)
@hint(
    "Kernel size, stride and padding are those of the first convolution alone; a ReLU follows each of the three.",
    zh="核的大小、步幅和填充只用于第一个卷积层；三个卷积层之后各有一个 ReLU。",
)
def test_the_layers(student):
    """The block is an nn.Sequential of the six layers in order. / 块是由这六层依次组成的 nn.Sequential。"""
    for ins, outs, kernel, strides, padding in SIZES:
        block = student.nin_block(ins, outs, kernel, strides, padding)
        pixelwise = nn.Conv2d(outs, outs, 1)
        first = nn.Conv2d(ins, outs, kernel, strides, padding)
        check.layers(block, [first, nn.ReLU, pixelwise, nn.ReLU, pixelwise, nn.ReLU])
        check.that(isinstance(block, nn.Sequential), "It is not an nn.Sequential.", zh="返回的不是 nn.Sequential。")


@points(3)
@hint("Each of the three convolutions has weights of its own.", zh="三个卷积层各有自己的权重。")
def test_values(student, reference):
    """With our parameters the block computes what ours does. / 换上我们的参数，结果与我们的块相同。"""
    for sizes in SIZES:
        X = 2 * torch.randn(2, sizes[0], 9, 11)
        check.same_model(student.nin_block(*sizes), reference.nin_block(*sizes), X)


@points(1)
@after(test_values)
@hint("A gradient reaches every layer: nothing is detached.", zh="梯度能传到每一层：不要 detach。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    net = student.nin_block(2, 8, 3, 1, 1)
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
    Y = student.nin_block(2, 4, 3, 2, 1).to(device)(torch.randn(2, 2, 6, 6, device=device))
    check.shape(Y, (2, 4, 3, 3))
    check.device(Y, device)
