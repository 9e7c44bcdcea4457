import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "s: 0.5 * 2 + 0.5 * 4² = 9; w: 1 - 0.3 * 4 / 3 = 0.6.", zh="s：0.5 * 2 + 0.5 * 4² = 9；w：1 - 0.3 * 4 / 3 = 0.6。"
)
def test_one_number(student):
    """w = 1 with s = 2, gradient 4, lr 0.3 and gamma 0.5 goes to 0.6. / w = 1，s = 2，梯度 4，lr 0.3，gamma 0.5：到 0.6。"""
    w, s = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0])
    w.grad = torch.tensor([4.0])
    student.rmsprop([w], (s,), {"lr": 0.3, "gamma": 0.5})
    check.close([w.detach(), s], [torch.tensor([0.6]), torch.tensor([9.0])])
