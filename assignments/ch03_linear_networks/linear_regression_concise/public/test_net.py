import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("Draw the weight in place, and set the bias to zero.", zh="就地抽取权重，并把偏置设为零。")
def test_one_linear_layer(student):
    """One linear layer from two inputs to one output, which starts close to zero. / 一个两输入一输出的线性层，初值接近零。"""
    check.layers(student.net, [nn.Linear(2, 1)])
    # Weights above 0.08 are eight standard deviations out.
    check.close(student.net(torch.tensor([[1.0, 0.0], [0.0, 1.0]])).detach(), torch.zeros(2, 1), rtol=0, atol=0.08)
