import torch

from grader.suite import check, hint, points


@points(1)
@hint("Multiply element by element, then sum.", zh="先按元素相乘，再求和。")
def test_small_numbers(student):
    """[1, 2] · [3, 4] is 11. / [1, 2] · [3, 4] 等于 11。"""
    check.close(student.dot(torch.tensor([1.0, 2.0]), torch.tensor([3.0, 4.0])), torch.tensor(11.0))
