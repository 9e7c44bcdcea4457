import torch

from grader.suite import check, hint, points


@points(1)
@hint("(16 / 256) ** 0.5 is 0.25, and nothing weighs more than 1.", zh="(16 / 256) ** 0.5 等于 0.25；权重不会超过 1。")
def test_some_weights(student):
    """With c = 256 and alpha = 0.5, 16 weighs a quarter and 300 no more than 1. / c = 256、alpha = 0.5 时，16 的权重是四分之一，300 的权重也只有 1。"""
    x = torch.tensor([0.0, 16.0, 64.0, 256.0, 300.0])
    check.close(student.glove_weight(x, 256.0, 0.5), torch.tensor([0.0, 0.25, 0.5, 1.0, 1.0]))
