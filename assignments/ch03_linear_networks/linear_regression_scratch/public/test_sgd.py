import torch

from grader.suite import check, hint, points


@points(1)
@hint("3 - 0.5 * 8 / 4 = 2", zh="3 - 0.5 * 8 / 4 = 2")
def test_one_number(student):
    """From 3, with gradient 8, lr 0.5 and batch size 4, a step leads to 2. / 从 3 出发，梯度 8，lr 0.5，批量大小 4，一步到 2。"""
    w = torch.tensor([3.0], requires_grad=True)
    w.grad = torch.tensor([8.0])
    student.sgd([w], 0.5, 4)
    check.close(w.detach(), torch.tensor([2.0]))
