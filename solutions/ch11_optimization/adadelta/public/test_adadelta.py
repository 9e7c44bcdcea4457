import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "s: 0.5 * 2 + 0.5 * 4² = 9; the step: 4 * sqrt(0.36) / sqrt(9) = 0.8; delta: 0.5 * 0.36 + 0.5 * 0.8² = 0.5.",
    zh="s：0.5 * 2 + 0.5 * 4² = 9；更新量：4 * sqrt(0.36) / sqrt(9) = 0.8；delta：0.5 * 0.36 + 0.5 * 0.8² = 0.5。",
)
def test_one_number(student):
    """w = 1 with s = 2, delta = 0.36, gradient 4 and rho 0.5 goes to 0.2. / w = 1，s = 2，delta = 0.36，梯度 4，rho 0.5：到 0.2。"""
    w, s, delta = torch.tensor([1.0], requires_grad=True), torch.tensor([2.0]), torch.tensor([0.36])
    w.grad = torch.tensor([4.0])
    student.adadelta([w], ((s, delta),), {"rho": 0.5})
    check.close([w.detach(), s, delta], [torch.tensor([0.2]), torch.tensor([9.0]), torch.tensor([0.5])], atol=1e-4)
