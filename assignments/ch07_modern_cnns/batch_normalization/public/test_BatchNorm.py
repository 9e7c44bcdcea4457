"""What a student can check at home: a BatchNorm layer on two columns of two numbers."""

import torch

from grader.suite import check, hint, points

X = torch.tensor([[1.0, 2.0], [3.0, 6.0]])


@points(1)
@hint(
    "A fresh layer has gamma 1 and beta 0, so each column comes out with mean 0 and variance (nearly) 1.",
    zh="新建的层 gamma 为 1、beta 为 0，所以每一列输出的均值为 0、方差（几乎）为 1。",
)
def test_a_fresh_layer_standardizes(student):
    """A fresh layer standardizes each column. / 新建的层把每一列标准化。"""
    layer = student.BatchNorm(2, 2)
    check.close(layer(X.clone()), torch.tensor([[-1.0, -1.0], [1.0, 1.0]]), atol=1e-5)


@points(1)
@hint(
    "Keep what batch_norm returns in self.moving_mean and self.moving_var, and use it after eval().",
    zh="把 batch_norm 返回的统计量存回 self.moving_mean 和 self.moving_var，并在 eval() 之后使用。",
)
def test_the_layer_remembers_a_batch(student):
    """After one batch, evaluation uses what the layer remembers. / 经过一个批量后，预测时使用层所记录的统计量。"""
    layer = student.BatchNorm(2, 2)
    layer(X.clone())
    layer.eval()
    with torch.no_grad():
        Y = layer(torch.tensor([[1.2, 1.4]]))
    check.close(Y, torch.tensor([[1.0, 1.0 / 1.3**0.5]]), atol=1e-5)
