import torch

from grader.suite import check, hint, points


@points(1)
@hint("3 - 0.5 * 4 = 1", zh="3 - 0.5 * 4 = 1")
def test_one_number(student):
    """From 3, with gradient 4 and lr 0.5, a step leads to 1. / 从 3 出发，梯度 4，lr 0.5，一步到 1。"""
    w = torch.tensor([3.0], requires_grad=True)
    w.grad = torch.tensor([4.0])
    student.sgd([w], None, {"lr": 0.5})
    check.close(w.detach(), torch.tensor([1.0]))
