import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "argmax over the axis of the classes, then without the axis of the batch.",
    zh="先在类别的轴上 argmax，再去掉批量的轴。",
)
def test_the_largest_channel(student):
    """A net that changes nothing: the class is the number of the largest channel.

    网络什么也不改变：类别就是最大的通道的编号。"""
    img = torch.tensor([[[3.0, 0.0]], [[1.0, 2.0]], [[2.0, 5.0]]])
    check.equal(student.predict(nn.Sequential(), img), torch.tensor([[0, 2]]))
