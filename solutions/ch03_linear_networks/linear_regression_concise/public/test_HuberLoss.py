import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "0.5 costs 0.125 and 3 costs 2.5: (3 * 0.125 + 2.5) / 4.",
    zh="0.5 的损失是 0.125，3 的损失是 2.5：(3 * 0.125 + 2.5) / 4。",
)
def test_small_and_large_errors(student):
    """Errors of 0.5, 0.5, 0.5 and 3 with sigma = 1 cost 0.71875. / sigma = 1 时，误差 0.5、0.5、0.5、3 的损失为 0.71875。"""
    loss = student.HuberLoss(1.0)
    check.close(loss(torch.zeros(4), torch.tensor([0.5, 0.5, 0.5, 3.0])), torch.tensor(0.71875))
