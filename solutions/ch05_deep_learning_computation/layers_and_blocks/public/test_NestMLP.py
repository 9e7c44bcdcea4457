import torch

from grader.suite import check, hint, points


@points(1)
@hint("First net, then linear.", zh="先经过 net，再经过 linear。")
def test_net_then_linear(student):
    """The result is linear(net(X)), with 16 columns. / 结果是 linear(net(X))，有 16 列。"""
    block = student.NestMLP()
    X = torch.randn(3, 20)
    expected = block.linear(block.net(X))
    check.close(block(X), expected)
    check.shape(expected, (3, 16))
