import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Count the numbers of each layer by hand: the first convolution has 2 * 1 * 11 * 11 weights and 2 biases.",
    zh="逐层手算一遍参数个数：第一个卷积层有 2 * 1 * 11 * 11 个权重和 2 个偏置。",
)
def test_a_narrow_network(student):
    """A narrow network has 1100 parameters and gives three numbers an image. / 很窄的网络有 1100 个参数，每幅图像输出三个数。"""
    net = student.AlexNet((2, 3, 4, 4, 2), 6, 3)
    check.parameter_count(net, 1100)
    check.shape(net(torch.randn(2, 1, 224, 224)), (2, 3))
