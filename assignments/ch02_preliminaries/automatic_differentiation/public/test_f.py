import torch

from grader.suite import check, hint, points


@points(2)
@hint("Double until the norm is 1000 or more.", zh="一直加倍，直到范数不小于 1000。")
def test_the_worked_example(student):
    """f(3) is 1536, and f(-3) is -153600. / f(3) 等于 1536，f(-3) 等于 -153600。"""
    check.close(student.f(torch.tensor(3.0)), torch.tensor(1536.0))
    check.close(student.f(torch.tensor(-3.0)), torch.tensor(-153600.0))
