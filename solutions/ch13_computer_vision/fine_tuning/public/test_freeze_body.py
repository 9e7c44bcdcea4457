from collections import OrderedDict

from torch import nn

from grader.suite import check, hint, points, spies


@points(1)
@hint("requires_grad says whether a parameter is trained.", zh="requires_grad 表示参数是否参与训练。")
def test_two_layers(student):
    """Of two layers, only fc can be trained. / 两层之中，只有 fc 能训练。"""
    net = nn.Sequential(OrderedDict(body=nn.Linear(4, 3), fc=nn.Linear(3, 2)))
    remote = spies.over_there(student, net)
    student.freeze_body(remote)
    check.equal([p.requires_grad for p in remote.parameters()], [False, False, True, True])
