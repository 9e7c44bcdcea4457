import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "The last convolution has weights 0 and bias 1 here: X + 1 comes out, and no ReLU touches it.",
    zh="这里最后一个卷积层的权重为 0、偏置为 1：输出应是 X + 1，不再经过 ReLU。",
)
def test_kernels_zero(student):
    """With all kernels 0 and every other parameter 1 the block computes X + 1. / 卷积核都为 0、其余参数都为 1 时，块计算的是 X + 1。"""
    net = student.PreActResidual(1, 1)
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(1.0 if p.dim() == 1 else 0.0)
    X = torch.tensor([[[[-1.0, 2.0], [3.0, -4.0]]]])
    check.close(net(X).detach(), torch.tensor([[[[0.0, 3.0], [4.0, -3.0]]]]))
