import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "Set all weights to 1 and all biases to 0 and follow the image through: 10, 40, and the maximum of four 40s.",
    zh="令权重为 1、偏置为 0，跟着图像走一遍：10、40，最后是四个 40 的最大值。",
)
def test_the_worked_example(student):
    """Two convolutions with weights 1 make 40 of the example's image. / 权重为 1 的两个卷积层把例中的图像变为 40。"""
    net = student.vgg_block(2, 1, 1)
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0 if p.dim() > 1 else 0.0)
    check.close(net(torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])).detach(), torch.tensor([[[[40.0]]]]))
