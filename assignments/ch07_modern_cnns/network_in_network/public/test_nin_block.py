import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Set all weights to 1 and all biases to 0 and follow the image through: 10, 20, 40.",
    zh="令权重为 1、偏置为 0，跟着图像走一遍：10、20、40。",
)
def test_the_worked_example(student):
    """With weights 1 the image of the example becomes 40 in both channels. / 权重为 1 时，例中的图像在两个通道中都变为 40。"""
    net = student.nin_block(1, 2, 2, 2, 0)
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0 if p.dim() > 1 else 0.0)
    check.close(net(torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])).detach(), torch.full((1, 2, 1, 1), 40.0))
