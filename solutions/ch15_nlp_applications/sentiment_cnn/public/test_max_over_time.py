import torch

from grader.suite import check, hint, points


@points(2)
@hint("Each channel keeps its greatest value.", zh="每个通道保留自己的最大值。")
def test_two_channels(student):
    """Two channels become two numbers. / 两个通道变成两个数。"""
    X = torch.tensor([[[1.0, 5.0, 2.0], [-3.0, -4.0, -1.0]]])
    check.close(student.max_over_time(X), torch.tensor([[5.0, -1.0]]))
