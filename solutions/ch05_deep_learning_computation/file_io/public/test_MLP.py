import torch

from grader.suite import check, hint, points


@points(1)
@hint("hidden, then ReLU, then output.", zh="先 hidden，再 ReLU，再 output。")
def test_by_hand(student):
    """The result is output(relu(hidden(x))). / 结果是 output(relu(hidden(x)))。"""
    net = student.MLP()
    x = torch.randn(2, 20)
    check.close(net(x), net.output(torch.relu(net.hidden(x))))
    check.shape(net(x), (2, 10))
