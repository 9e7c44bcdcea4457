import torch

from grader.suite import check, hint, points


@points(1)
@hint("A mean of four is a sum with the weights 1/4.", zh="四个数的平均值，就是权重为 1/4 的和。")
def test_one_channel(student):
    """On one channel, the layer gives the means of the windows. / 只有一个通道时，给出各窗口的平均值。"""
    X = torch.arange(16.0).reshape(1, 1, 4, 4)
    check.close(student.avg_pool_conv(1, (2, 2))(X).detach(), torch.tensor([[[[2.5, 4.5], [10.5, 12.5]]]]))
