from collections import OrderedDict

import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "With all parameters at zero there is nothing to decay: the bias of fc moves by 10 * 0.1 * 0.5.",
    zh="所有参数为零时没有可衰减的：fc 的偏置移动 10 * 0.1 * 0.5。",
)
def test_one_step(student):
    """One step from zero: the bias of the head moves by one half in each direction. / 从零走一步：输出层的偏置各移动二分之一。"""
    net = nn.Sequential(OrderedDict(body=nn.Linear(1, 1), fc=nn.Linear(1, 2)))
    with torch.no_grad():
        for p in net.parameters():
            p.zero_()
    student.train_fine_tuning(net, 0.1, [(torch.ones(1, 1), torch.tensor([0]))], 1)
    check.close(net.fc.bias.detach(), torch.tensor([0.5, -0.5]))
