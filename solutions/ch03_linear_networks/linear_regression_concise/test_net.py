import torch
from torch import nn

from grader.suite import after, check, hint, points


@points(2)
@hint("nn.Sequential(nn.Linear(2, 1))", zh="nn.Sequential(nn.Linear(2, 1))")
def test_the_model(student):
    """A Sequential of one linear layer, 2 to 1. / 由一个线性层（2 到 1）构成的 Sequential。"""
    check.layers(student.net, [nn.Linear(2, 1)])
    check.that(isinstance(student.net, nn.Sequential), "net is not an nn.Sequential.", "net 不是 nn.Sequential。")
    check.every_parameter_learns(student.net, torch.randn(4, 2))


@points(2)
@after(test_the_model)
@hint("Mean 0 and standard deviation 0.01, drawn at random.", zh="均值 0、标准差 0.01，随机抽取。")
def test_the_weights(student):
    """The weights start at random, with a standard deviation of 0.01. / 权重的初值随机，标准差为 0.01。"""
    weight = student.net[0].weight.detach()
    check.normal(weight, 0.0, 0.01)
    # A right pair is that close to zero or that much alike once in a million: |w| < 5e-9 and |w1 - w2| < 5e-9.
    check.that(
        bool(weight.abs().max() > 5e-9) and bool((weight[0, 0] - weight[0, 1]).abs() > 5e-9),
        "The weights are not drawn at random.",
        "权重不是随机抽取的。",
    )


@points(1)
@after(test_the_model)
@hint("The bias starts at zero.", zh="偏置从零开始。")
def test_the_bias(student):
    """The bias starts at zero. / 偏置从零开始。"""
    check.that(bool((student.net[0].bias == 0).all()), "The bias is not zero.", "偏置不为零。")
