"""Public tests: students get this file and run it themselves, so it may not use `reference`."""

import torch

from grader.suite import check, hint, points


@points(2)
@hint("The columns have the means 2 and 4.", zh="两列的均值分别是 2 和 4。")
def test_the_worked_example(student):
    """[[1, 2], [3, 6]] becomes [[-1, -2], [1, 2]]. / [[1, 2], [3, 6]] 变成 [[-1, -2], [1, 2]]。"""
    X = torch.tensor([[1.0, 2.0], [3.0, 6.0]])
    check.close(student.centre(X), torch.tensor([[-1.0, -2.0], [1.0, 2.0]]))
