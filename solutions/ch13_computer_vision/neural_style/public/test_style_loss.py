import torch

from grader.suite import check, hint, points


@points(1)
@hint("The Gram matrix is [[2.5]]; (2.5 - 1)^2 is 2.25.", zh="格拉姆矩阵是 [[2.5]]；(2.5 - 1)^2 等于 2.25。")
def test_one_channel(student):
    """A channel with 1 and 2, and 1 as the goal, gives 2.25. / 一个通道 1、2，目标为 1，损失是 2.25。"""
    result = student.style_loss(torch.tensor([[[[1.0, 2.0]]]]), torch.tensor([[1.0]]))
    check.close(result, torch.tensor(2.25))
