import re

import torch
from torch import nn

from grader.suite import check, hint, points
from grader.suite.spies import over_there


@points(1)
@hint(
    "Print type(layer).__name__ and the shape of what the layer returned.",
    zh="打印 type(layer).__name__ 和该层返回值的形状。",
)
def test_two_layers(student):
    """Flatten and Linear: two lines, with their shapes. / Flatten 与 Linear：两行，各有其形状。"""
    student.get_net_outshape(over_there(student, nn.Sequential(nn.Flatten(), nn.Linear(6, 3))), torch.ones(2, 1, 2, 3))
    lines = [line.strip() for line in check.printed(student).splitlines() if line.strip()]
    found = [(line.split()[0].rstrip(":,"), [int(n) for n in re.findall(r"\d+", line)]) for line in lines]
    check.equal(found, [("Flatten", [2, 6]), ("Linear", [2, 3])])
