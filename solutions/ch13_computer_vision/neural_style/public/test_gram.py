import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The rows are [1, 2] and [3, 4]: 1*1 + 2*2 = 5, 1*3 + 2*4 = 11, 3*3 + 4*4 = 25, all divided by 4.",
    zh="两行是 [1, 2] 和 [3, 4]：1*1 + 2*2 = 5，1*3 + 2*4 = 11，3*3 + 4*4 = 25，都除以 4。",
)
def test_two_channels(student):
    """Two channels of two numbers give the worked example. / 两个通道、每个通道两个数的例题。"""
    X = torch.tensor([[[[1.0, 2.0]], [[3.0, 4.0]]]])
    check.close(student.gram(X), torch.tensor([[1.25, 2.75], [2.75, 6.25]]))
