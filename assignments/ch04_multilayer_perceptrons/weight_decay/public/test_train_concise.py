import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "Without decay, this is a step of plain SGD on the halved squared error.",
    zh="没有衰减时，这就是对二分之一平方误差走一步普通的 SGD。",
)
def test_one_step(student):
    """From w = b = 0, one step with x = 2, y = 1 and lr = 0.1 gives w = 0.2, b = 0.1.

    从 w = b = 0 出发，x = 2，y = 1，lr = 0.1，走一步得到 w = 0.2，b = 0.1。"""
    net = nn.Sequential(nn.Linear(1, 1))
    with torch.no_grad():
        for p in net.parameters():
            p.zero_()
    student.train_concise(0.0, net, [(torch.tensor([[2.0]]), torch.tensor([[1.0]]))], 1, 0.1)
    check.close([p.detach() for p in net.parameters()], [torch.tensor([[0.2]]), torch.tensor([0.1])])
