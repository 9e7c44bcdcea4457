from collections import OrderedDict

import torch
from torch import nn

from grader.suite import check, hint, points, spies


@points(1)
@hint(
    '{"params": ..., "lr": ...} is a group with a learning rate of its own.',
    zh='{"params": ..., "lr": ...} 就是有自己学习率的参数组。',
)
def test_the_rates(student):
    """For a learning rate of 0.5, the groups have 0.5 and 5. / 学习率为 0.5 时，各组的学习率是 0.5 和 5。"""
    net = nn.Sequential(OrderedDict(body=nn.Linear(4, 3), fc=nn.Linear(3, 2)))
    groups = student.param_groups(spies.over_there(student, net), 0.5)
    rates = [group["lr"] for group in torch.optim.SGD(list(groups), lr=0.5).param_groups for _ in group["params"]]
    check.close(sorted(float(rate) for rate in rates), [0.5, 0.5, 5.0, 5.0])
