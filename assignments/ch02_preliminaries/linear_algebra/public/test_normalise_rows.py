import torch

from grader.suite import check, hint, points


@points(1)
@hint("The row [1, 3] has the sum 4.", zh="[1, 3] 这一行的和是 4。")
def test_the_worked_example(student):
    """[1, 3] becomes [0.25, 0.75]. / [1, 3] 变成 [0.25, 0.75]。"""
    check.close(student.normalise_rows(torch.tensor([[1, 3], [2, 2]])), torch.tensor([[0.25, 0.75], [0.5, 0.5]]))
