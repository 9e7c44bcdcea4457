import torch

from grader.suite import check, hint, points


@points(1)
@hint("v: 0.5 * 2 + 3 = 4; w: 1 - 0.1 * 4 = 0.6.", zh="v：0.5 * 2 + 3 = 4；w：1 - 0.1 * 4 = 0.6。")
def test_one_number(student):
    """w = 1 with velocity 2, gradient 3, lr 0.1 and momentum 0.5 goes to 0.6. / w = 1，速度 2，梯度 3，lr 0.1，动量 0.5：到 0.6。"""
    w, v = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0])
    w.grad = torch.tensor([3.0])
    student.sgd_momentum([w], (v,), {"lr": 0.1, "momentum": 0.5})
    check.close([w.detach(), v], [torch.tensor([0.6]), torch.tensor([4.0])])
