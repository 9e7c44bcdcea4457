import torch

from grader.suite import check, hint, points


@points(1)
@hint("exp(-x) is 1, 3 and 1/4 here.", zh="这里的 exp(-x) 依次为 1、3 和 1/4。")
def test_three_values(student):
    """The sigmoid of 0, -ln 3 and ln 4 is 1/2, 1/4 and 4/5. / 0、-ln 3、ln 4 的 sigmoid 值是 1/2、1/4、4/5。"""
    x = torch.tensor([1.0, 1 / 3, 4.0]).log()
    check.close(student.sigmoid(x), torch.tensor([0.5, 0.25, 0.8]))
