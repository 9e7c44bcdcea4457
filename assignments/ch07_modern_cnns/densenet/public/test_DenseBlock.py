import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "With kernels 0 and all else 1 every convolution gives 1: X keeps its place, and two channels of ones come behind it.",
    zh="卷积核为 0、其余参数为 1 时，每个卷积都得到 1：X 在原位，后面是两个全为 1 的通道。",
)
def test_kernels_zero(student):
    """With all kernels 0 and every other parameter 1, two channels of ones come behind X. / 卷积核都为 0、其余参数都为 1 时，X 之后是两个全为 1 的通道。"""
    net = student.DenseBlock(2, 1, 1)
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0 if p.dim() == 1 else 0.0)
    expected = torch.tensor([[[[-1.0, 2.0]], [[1.0, 1.0]], [[1.0, 1.0]]]])
    check.close(net(torch.tensor([[[[-1.0, 2.0]]]])).detach(), expected)
