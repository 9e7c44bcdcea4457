"""What a student can check at home: batch_norm on numbers small enough for pencil and paper."""

import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Each column has its own mean and its own biased variance: here 2, 4 and 1, 4.",
    zh="每一列有自己的均值和有偏方差：这里分别是 2、4 和 1、4。",
)
def test_two_columns_by_hand(student):
    """A batch of two rows is normalized column by column. / 两行的小批量逐列规范化。"""
    X, gamma, beta = torch.tensor([[1.0, 2.0], [3.0, 6.0]]), torch.tensor([[2.0, 1.0]]), torch.tensor([[0.0, 1.0]])
    Y, mean, var = student.batch_norm(X, gamma, beta, torch.zeros(1, 2), torch.ones(1, 2), eps=0.0, momentum=0.9)
    check.close(Y, torch.tensor([[-2.0, 0.0], [2.0, 2.0]]))
    check.close(mean, torch.tensor([[0.2, 0.4]]))
    check.close(var, torch.tensor([[1.0, 1.3]]))


@points(1)
@hint(
    "Under torch.no_grad(), torch.is_grad_enabled() is False: normalize with moving_mean and moving_var.",
    zh="在 torch.no_grad() 之下，torch.is_grad_enabled() 为 False：此时用 moving_mean 和 moving_var 做规范化。",
)
def test_evaluation_by_hand(student):
    """Under no_grad, the moving statistics take the batch's place. / 在 no_grad 之下，用移动统计量代替批量统计量。"""
    X, ones, zeros = torch.tensor([[1.0, 2.0], [3.0, 6.0]]), torch.ones(1, 2), torch.zeros(1, 2)
    mean, var = torch.tensor([[1.0, 2.0]]), torch.tensor([[4.0, 16.0]])
    with torch.no_grad():
        Y = student.batch_norm(X, ones, zeros, mean, var, eps=0.0, momentum=0.9)[0]
    check.close(Y, torch.tensor([[0.0, 0.0], [1.0, 1.0]]))
