import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint("The squared errors are 1, 1, 9: their mean is 11/3.", zh="平方误差是 1、1、9：平均为 11/3。")
def test_two_batches(student):
    """Over batches of two and one, the mean is that of all three losses.

    两个批量分别有两个和一个样本，对三个损失取平均。"""
    batches = [(torch.zeros(2, 1), torch.tensor([[1.0], [-1.0]])), (torch.zeros(1, 1), torch.tensor([[3.0]]))]
    found = student.evaluate_loss(nn.Identity(), batches, nn.MSELoss(reduction="none"))
    check.close(check.number(found), 11 / 3)
