import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "156 and 2416 numbers in the convolutions, then 48,120, 10,164 and 850 in the linear layers.",
    zh="两个卷积层有 156 和 2416 个参数，三个线性层有 48120、10164 和 850 个。",
)
def test_the_size(student):
    """The network has 61,706 parameters and gives ten numbers an image. / 网络有 61706 个参数，每幅图像输出十个数。"""
    net = student.LeNet()
    check.parameter_count(net, 61_706)
    check.shape(net(torch.rand(3, 1, 28, 28)), (3, 10))
