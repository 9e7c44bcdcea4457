import torch

from grader.suite import check, hint, points


@points(1)
@hint("(1 + 4 + 0 + 9) / 4 is 3.5.", zh="(1 + 4 + 0 + 9) / 4 等于 3.5。")
def test_four_numbers(student):
    """Differences of 1, -2, 0 and 3 give 3.5. / 差为 1、-2、0、3 时，损失是 3.5。"""
    Y = torch.ones(1, 1, 2, 2)
    check.close(student.content_loss(Y + torch.tensor([[1.0, -2.0], [0.0, 3.0]]), Y), torch.tensor(3.5))
