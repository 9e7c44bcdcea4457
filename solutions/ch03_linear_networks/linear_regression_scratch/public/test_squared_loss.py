import torch

from grader.suite import check, hint, points


@points(1)
@hint("An error of 3 costs 9 / 2.", zh="误差为 3 时，损失是 9 / 2。")
def test_three_errors(student):
    """Errors of 3, 0 and -1 cost 4.5, 0 and 0.5. / 误差 3、0、-1 的损失分别是 4.5、0、0.5。"""
    y_hat, y = torch.tensor([[4.0], [2.0], [0.0]]), torch.tensor([[1.0], [2.0], [1.0]])
    check.close(student.squared_loss(y_hat, y), torch.tensor([[4.5], [0.0], [0.5]]))
