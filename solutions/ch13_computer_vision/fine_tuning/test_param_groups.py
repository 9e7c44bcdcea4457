from collections import OrderedDict

import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies


def model():
    block = nn.Sequential(nn.Linear(6, 6), nn.BatchNorm1d(6))
    return nn.Sequential(OrderedDict(first=nn.Linear(4, 6), block=block, act=nn.Tanh(), fc=nn.Linear(6, 3)))


def steps(student, learning_rate):
    """How far each parameter moves against a gradient of ones."""
    net = model()
    groups = student.param_groups(spies.over_there(student, net), learning_rate)
    before = {name: p.detach().clone() for name, p in net.named_parameters()}
    for p in net.parameters():
        p.grad = torch.ones_like(p)
    torch.optim.SGD(list(groups), lr=learning_rate).step()
    return {name: before[name] - p.detach() for name, p in net.named_parameters()}


@points(3)
@hint(
    "Everything that is not in net.fc, with the plain learning rate.", zh="不属于 net.fc 的全部参数，用原来的学习率。"
)
def test_the_body(student):
    """Every parameter of the body learns with the learning rate. / 主干的每个参数都以该学习率学习。"""
    for rate in (0.5, 0.01):
        found = {name: step for name, step in steps(student, rate).items() if not name.startswith("fc.")}
        check.close(found, {name: torch.full_like(step, rate) for name, step in found.items()})


@points(3)
@hint("net.fc has a weight and a bias; both learn ten times as fast.", zh="net.fc 有权重和偏置；二者的学习率都是十倍。")
def test_the_head(student):
    """Weight and bias of the head learn ten times as fast. / 输出层的权重和偏置以十倍的学习率学习。"""
    for rate in (0.5, 0.01):
        found = {name: step for name, step in steps(student, rate).items() if name.startswith("fc.")}
        check.close(found, {name: torch.full_like(step, 10 * rate) for name, step in found.items()})


@points(1)
@after(test_the_body, test_the_head)
@on("cuda")
@hint("The parameters themselves, where they are.", zh="就是参数本身，在原来的地方。")
def test_on_the_device(student, device):
    """Parameters on a GPU stay there. / 参数在 GPU 上，就留在 GPU 上。"""
    groups = student.param_groups(spies.over_there(student, model().to(device)), 0.1)
    for group in groups:
        for p in group["params"]:
            check.device(p, device)
