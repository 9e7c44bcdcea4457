import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("Both get X itself; torch.cat joins what they return.", zh="两个块得到的都是 X；用 torch.cat 连结它们的结果。")
def test_the_worked_example(student):
    """[-1, 2] becomes [-1, 2, 0, 2]. / [-1, 2] 变成 [-1, 2, 0, 2]。"""
    block = student.MyParallel(nn.Identity(), nn.ReLU())
    check.close(block(torch.tensor([[-1.0, 2.0]])), torch.tensor([[-1.0, 2.0, 0.0, 2.0]]))
