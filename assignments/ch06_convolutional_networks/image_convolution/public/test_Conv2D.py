import torch

from grader.suite import check, hint, points


@points(1)
@hint("The cross-correlation of x with weight, plus the bias.", zh="x 与 weight 的互相关，再加上偏置。")
def test_the_worked_example(student):
    """With a weight of ones and the bias 1, the worked example comes out. / weight 全为 1、偏置为 1 时，算出例题的结果。"""
    layer = student.Conv2D((2, 2))
    with torch.no_grad():
        layer.weight.fill_(1.0)
        layer.bias.fill_(1.0)
    check.close(layer(torch.arange(9.0).reshape(3, 3)), torch.tensor([[9.0, 13.0], [21.0, 25.0]]))
