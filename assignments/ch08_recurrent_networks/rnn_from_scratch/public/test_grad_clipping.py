import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "The norm of [3, 4] is 5: both are divided by 5.",
    zh="[3, 4] 的范数是 5：两者都除以 5。",
)
def test_three_and_four(student):
    """The gradients 3 and 4, clipped at 1, become 0.6 and 0.8. / 梯度 3 和 4 在 1 处裁剪，变成 0.6 和 0.8。"""
    net = nn.Linear(1, 1)
    net.weight.grad, net.bias.grad = torch.tensor([[3.0]]), torch.tensor([4.0])
    student.grad_clipping(net, 1.0)
    check.close([p.grad for p in net.parameters()], [torch.tensor([[0.6]]), torch.tensor([0.8])])
