import torch
from torch import nn

from grader.suite import check, hint, points
from grader.suite.spies import over_there


@points(1)
@hint("nn.init has functions that change a tensor in place.", zh="nn.init 里有就地修改张量的函数。")
def test_a_large_weight_becomes_small(student):
    """A weight of 5 becomes a number close to zero. / 权重 5 变成一个接近零的数。"""
    layer = nn.Linear(1, 1)
    with torch.no_grad():
        layer.weight.fill_(5.0)
    layer = over_there(student, layer)
    student.init_weights(layer)
    check.close(layer.weight.detach(), torch.zeros(1, 1), rtol=0, atol=0.08)  # eight standard deviations
