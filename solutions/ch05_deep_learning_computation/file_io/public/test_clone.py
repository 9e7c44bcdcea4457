import torch
from torch import nn

from grader.suite import check, files, hint, points
from grader.suite.spies import over_there


@points(2)
@hint(
    "Save the dictionary of the net's parameters, not the net itself: torch.save takes any object.",
    zh="要保存的是网络的参数字典，而不是网络本身：torch.save 可以保存任何对象。",
)
def test_the_state_dict_is_saved(student):
    """The file holds the state_dict() of the net. / 文件中是网络的 state_dict()。"""
    net = nn.Sequential(nn.Linear(3, 2), nn.ReLU())
    student.save_parameters(over_there(student, net), "net.params")
    saved = files(student).load("net.params")
    check.equal(
        {name: torch.equal(value, net.state_dict()[name]) for name, value in saved.items()},
        {"0.weight": True, "0.bias": True},
    )
