import torch

from grader.suite import check, hint, points


@points(1)
@hint("exp(-2x) is 1, 1/4 and 9 here.", zh="这里的 exp(-2x) 依次为 1、1/4 和 9。")
def test_three_values(student):
    """tanh of 0, ln 2 and -ln 3 is 0, 3/5 and -4/5. / 0、ln 2、-ln 3 的 tanh 值是 0、3/5、-4/5。"""
    x = torch.tensor([1.0, 2.0, 1 / 3]).log()
    check.close(student.tanh(x), torch.tensor([0.0, 0.6, -0.8]))
