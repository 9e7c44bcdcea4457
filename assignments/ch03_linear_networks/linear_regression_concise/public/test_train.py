import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "With MSELoss, the gradient is 2 * (0 - 1) * 2 = -4 for the weight.",
    zh="用 MSELoss 时，权重的梯度为 2 * (0 - 1) * 2 = -4。",
)
def test_one_step(student):
    """From zero, one step with x = 2, y = 1 and lr = 0.1 gives the weight 0.4 and the bias 0.2.

    从零出发，x = 2，y = 1，lr = 0.1，走一步得到权重 0.4，偏置 0.2。"""
    net = nn.Linear(1, 1)
    with torch.no_grad():
        net.weight.zero_()
        net.bias.zero_()
    batch = (torch.tensor([[2.0]]), torch.tensor([[1.0]]))
    student.train(net, [batch], nn.MSELoss(), torch.optim.SGD(net.parameters(), lr=0.1), 1)
    check.close([p.detach() for p in net.parameters()], [torch.tensor([[0.4]]), torch.tensor([0.2])])
