import torch

from grader.suite import check, hint, points


@points(1)
@hint("(2 * 1 + 0 * 5 + 1 * 4) / 3 is 2.", zh="(2 * 1 + 0 * 5 + 1 * 4) / 3 等于 2。")
def test_three_losses(student):
    """Losses 1, 5, 4 with weights 2, 0, 1 give 2. / 损失为 1、5、4，权重为 2、0、1，得 2。"""
    loss = student.weighted_loss(torch.tensor([1.0, 5.0, 4.0]), torch.tensor([2.0, 0.0, 1.0]))
    check.close(loss, torch.tensor(2.0))
