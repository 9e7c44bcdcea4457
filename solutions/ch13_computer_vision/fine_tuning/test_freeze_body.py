from collections import OrderedDict

import torch
from torch import nn

from grader.suite import after, check, hint, on, points, spies


def model():
    block = nn.Sequential(nn.Linear(6, 6), nn.BatchNorm1d(6))
    return nn.Sequential(OrderedDict(first=nn.Linear(4, 6), block=block, act=nn.Tanh(), fc=nn.Linear(6, 3)))


def frozen(student, net):
    """The net in the student's room, frozen there."""
    remote = spies.over_there(student, net)
    student.freeze_body(remote)
    return remote


def flags(net):
    return {name: p.requires_grad for name, p in net.named_parameters()}


def right(net):
    return {name: name in ("fc.weight", "fc.bias") for name, _ in net.named_parameters()}


@points(3)
@hint(
    "All parameters of the body: nested layers, biases and batch normalisation too.",
    zh="主干的全部参数：嵌套的层、偏置和批量规范化也算。",
)
def test_the_body_is_frozen(student):
    """Nothing but fc can be trained. / 除 fc 外都不能训练。"""
    net = model()
    check.equal(flags(frozen(student, net)), right(net))


@points(2)
@after(test_the_body_is_frozen)
@hint("Say it of net.fc as well: requires_grad = True.", zh="对 net.fc 也要写明：requires_grad = True。")
def test_whatever_was_before(student):
    """It does not matter what could be trained before. / 与之前哪些参数能训练无关。"""
    net = model()
    net.requires_grad_(False)
    net.block.requires_grad_(True)
    check.equal(flags(frozen(student, net)), right(net))


@points(1)
@after(test_the_body_is_frozen)
@hint("Change no numbers.", zh="不要改变数值。")
def test_only_the_head_learns(student):
    """The net learns by its head alone, and computes what it did. / 网络只有输出层学习，计算结果不变。"""
    net, X = model().eval(), torch.randn(5, 4)
    expected = net(X).detach()
    remote = frozen(student, net)
    found = remote(X)
    check.close(found.detach(), expected)
    found.sum().backward()
    check.equal([name for name, p in remote.named_parameters() if p.grad is not None], ["fc.weight", "fc.bias"])


@points(1)
@after(test_the_body_is_frozen)
@on("cuda")
@hint("Nothing need be moved.", zh="什么都不用移动。")
def test_on_the_device(student, device):
    """A net on a GPU stays there. / 网络在 GPU 上，就留在 GPU 上。"""
    Y = frozen(student, model().to(device))(torch.randn(5, 4, device=device))
    check.shape(Y, (5, 3))
    check.device(Y, device)
