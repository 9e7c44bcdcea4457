import torch

from grader.suite import check, hint, points


@points(1)
@hint("2 sin(0) + 0 = 0 and 2 sin(1) + 1 = 2.6829.", zh="2 sin(0) + 0 = 0，2 sin(1) + 1 = 2.6829。")
def test_two_values(student):
    """f(0) = 0 and f(1) = 2.6829. / f(0) 等于 0，f(1) 等于 2.6829。"""
    check.close(student.f(torch.tensor([0.0, 1.0])), torch.tensor([0.0, 2.682942]))
