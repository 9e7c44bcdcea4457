import torch

from grader.suite import check, hint, points


@points(1)
@hint("forward returns linear(X).", zh="forward 返回 linear(X)。")
def test_by_hand(student):
    """With weights 1, 2, 3 and bias 4, [1, 1, 1] becomes 10. / 权重为 1、2、3，偏置为 4 时，[1, 1, 1] 变成 10。"""
    net = student.Net(torch.device("cpu"))
    with torch.no_grad():
        net.linear.weight.copy_(torch.tensor([[1.0, 2.0, 3.0]]))
        net.linear.bias.fill_(4.0)
    check.close(net(torch.ones(2, 3)).detach(), torch.full((2, 1), 10.0))
