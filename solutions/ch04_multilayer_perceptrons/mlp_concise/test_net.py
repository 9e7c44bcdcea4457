import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(2)
@hint("net.apply(init_weights), after the model is made.", zh="模型建好之后调用 net.apply(init_weights)。")
def test_the_start(student):
    """The weights start normally distributed with standard deviation 0.01. / 权重初值服从标准差 0.01 的正态分布。"""
    for p in student.net.parameters():
        if p.dim() == 2:
            check.spread(p, 0.01, mean=0.0, of=4)
            check.normal(p, 0.0, 0.01, of=4)


@points(3)
@hint("Flatten, Linear(784, 256), ReLU, Linear(256, 10).", zh="Flatten、Linear(784, 256)、ReLU、Linear(256, 10)。")
def test_the_layers(student):
    """The model is an nn.Sequential of the four layers in order. / 模型是由这四层依次组成的 nn.Sequential。"""
    check.layers(student.net, [nn.Flatten, nn.Linear(784, 256), nn.ReLU, nn.Linear(256, 10)])
    check.that(isinstance(student.net, nn.Sequential), "net is not an nn.Sequential.", zh="net 不是 nn.Sequential。")


@points(2)
@after(test_the_layers)
@hint("Nothing comes after the last linear layer.", zh="最后一个线性层之后没有别的层。")
def test_values(student, reference):
    """With our weights, the model computes what ours does. / 换上我们的权重，结果与我们的模型相同。"""
    check.same_model(student.net, reference.net, torch.randn(3, 1, 28, 28))


@points(1)
@after(test_the_layers)
@hint("All four parameters take part.", zh="四个参数都要起作用。")
def test_every_parameter_learns(student):
    """A gradient reaches every parameter. / 梯度能传到每个参数。"""
    check.every_parameter_learns(student.net, torch.randn(4, 1, 28, 28))
