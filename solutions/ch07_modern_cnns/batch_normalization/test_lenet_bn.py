"""LeNet with batch normalization: its layers, and what they compute in both modes."""

import torch
from torch import nn

from grader.suite import after, check, hint, on, points


def a_pair(student, reference):
    """The student's network with our parameters, by their places and names, and ours. gamma and beta are as learning
    leaves them."""
    mine, right = student.lenet_bn(), reference.lenet_bn()
    with torch.no_grad():
        for name, p in right.named_parameters():
            if name.endswith(("gamma", "beta")):
                p.copy_(torch.rand(p.shape) + 0.5)
        theirs = right.state_dict()
        for name, p in mine.named_parameters():
            if name in theirs:
                p.copy_(theirs[name].reshape(p.shape))
    return mine, right


@points(2)
@hint(
    "A BatchNorm before each of the four sigmoids; the linear layers come behind nn.Flatten().",
    zh="四个 sigmoid 之前各有一个 BatchNorm；线性层在 nn.Flatten() 之后。",
)
def test_the_layers(student):
    """The network is an nn.Sequential of the 16 layers in order. / 网络是由这 16 层依次组成的 nn.Sequential。"""
    net, pool = student.lenet_bn(), nn.AvgPool2d(2, stride=2)
    layers = [nn.Conv2d(1, 6, 5), nn.Module, nn.Sigmoid, pool, nn.Conv2d(6, 16, 5), nn.Module, nn.Sigmoid, pool]
    layers += [nn.Flatten, nn.Linear(256, 120), nn.Module, nn.Sigmoid, nn.Linear(120, 84), nn.Module, nn.Sigmoid]
    check.layers(net, [*layers, nn.Linear(84, 10)])
    check.that(isinstance(net, nn.Sequential), "It is not an nn.Sequential.", zh="返回的不是 nn.Sequential。")


@points(3)
@hint(
    "num_dims is 4 behind a convolution and 2 behind a linear layer; the normalization comes before the sigmoid.",
    zh="卷积层之后 num_dims 为 4，线性层之后为 2；规范化在 sigmoid 之前。",
)
def test_training(student, reference):
    """In training the network computes what ours does. / 训练模式下，结果与我们的网络相同。"""
    mine, right = a_pair(student, reference)
    X = torch.randn(5, 1, 28, 28)
    check.close(mine(X).detach(), right(X).detach(), rtol=1e-4, atol=1e-4)


@points(2)
@hint("After eval() every BatchNorm uses its moving statistics.", zh="eval() 之后，每个 BatchNorm 都使用移动统计量。")
def test_evaluation_after_training(student, reference):
    """After three batches and eval() an image gets what ours gives. / 训练三个批量并调用 eval() 之后，结果与我们的网络相同。"""
    mine, right = a_pair(student, reference)
    for scale in 1, 2, 3:
        X = scale * torch.randn(6, 1, 28, 28)
        mine(X)
        right(X)
    X = torch.randn(1, 1, 28, 28)
    with torch.no_grad():
        check.close(mine.eval()(X), right.eval()(X), rtol=1e-4, atol=1e-4)


@points(1)
@after(test_training)
@hint("gamma and beta are learned, too.", zh="gamma 和 beta 也要学习。")
def test_every_parameter_learns(student):
    """A gradient reaches every layer's weight, every gamma and every beta. / 梯度能传到每层的权重，以及每个 gamma 和 beta。"""
    net = student.lenet_bn()
    net(torch.randn(6, 1, 28, 28)).square().sum().backward()
    # A bias before a normalization gets no gradient but for rounding.
    learned = [p for name, p in net.named_parameters() if not name.endswith("bias") and p.requires_grad]
    reached = [p.grad is not None and bool((p.grad != 0).any()) for p in learned]
    check.equal(reached, [True] * 13)


@points(1)
@after(test_training)
@on("cuda")
@hint("Layers inside nn.Sequential move with it.", zh="nn.Sequential 中的层会随它一起移动。")
def test_on_the_gpu(student, device):
    """After .to(device) the network works on that device. / 调用 .to(device) 之后，网络在该设备上工作。"""
    Y = student.lenet_bn().to(device)(torch.randn(2, 1, 28, 28, device=device))
    check.shape(Y, (2, 10))
    check.device(Y, device)
