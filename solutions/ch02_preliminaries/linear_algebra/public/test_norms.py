import torch

from grader.suite import check, hint, points


@points(1)
@hint("|3| + |-4|, and the root of 9 + 16.", zh="|3| + |-4|，以及 9 + 16 的平方根。")
def test_the_worked_example(student):
    """The norms of [3, -4] are 7 and 5. / [3, -4] 的两个范数是 7 和 5。"""
    x = torch.tensor([3.0, -4.0])
    check.close(student.l1_norm(x), torch.tensor(7.0))
    check.close(student.l2_norm(x), torch.tensor(5.0))
