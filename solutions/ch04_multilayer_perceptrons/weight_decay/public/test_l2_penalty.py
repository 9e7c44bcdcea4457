import torch

from grader.suite import check, hint, points


@points(1)
@hint("(9 + 16) / 2 is 12.5.", zh="(9 + 16) / 2 等于 12.5。")
def test_three_and_four(student):
    """The penalty of [3, -4] is 12.5. / [3, -4] 的惩罚是 12.5。"""
    check.close(student.l2_penalty(torch.tensor([[3.0], [-4.0]])), torch.tensor(12.5))
