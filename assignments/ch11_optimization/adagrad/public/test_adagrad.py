import torch

from grader.suite import check, hint, points


@points(1)
@hint("s: 9 + 4² = 25; w: 1 - 0.1 * 4 / 5 = 0.92.", zh="s：9 + 4² = 25；w：1 - 0.1 * 4 / 5 = 0.92。")
def test_one_number(student):
    """w = 1 with s = 9, gradient 4 and lr 0.1 goes to 0.92. / w = 1，s = 9，梯度 4，lr 0.1：到 0.92。"""
    w, s = torch.tensor([1.0], requires_grad=True), torch.tensor([9.0])
    w.grad = torch.tensor([4.0])
    student.adagrad([w], (s,), {"lr": 0.1})
    check.close([w.detach(), s], [torch.tensor([0.92]), torch.tensor([25.0])])
