import torch

from grader.suite import check, hint, points


@points(1)
@hint("The gradient of the loss is -2 for w and -1 for b.", zh="损失对 w 的梯度为 -2，对 b 的梯度为 -1。")
def test_one_step(student):
    """From w = b = 0, one step with x = 2, y = 1 and lr = 0.1 gives w = 0.2, b = 0.1.

    从 w = b = 0 出发，x = 2，y = 1，lr = 0.1，走一步得到 w = 0.2，b = 0.1。"""
    w, b = torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    student.train(torch.tensor([[2.0]]), torch.tensor([[1.0]]), w, b, 1, 0.1, 1)
    check.close([w.detach(), b.detach()], [torch.tensor([[0.2]]), torch.tensor([0.1])])
