import torch
from torch import nn

from grader.suite import check, hint, points


@points(2)
@hint("After 80 epochs on 20 examples, 3 is nearly found.", zh="在 20 个样本上训练 80 轮后，应接近 3。")
def test_one_weight(student):
    """For y = 3x, the net finds a weight near 3. / 对 y = 3x，网络找到接近 3 的权重。"""
    x = torch.linspace(-2, 2, 20).reshape(-1, 1)
    net = student.train(x, x[:5], 3 * x[:, 0], 3 * x[:5, 0], num_epochs=80)
    check.that(isinstance(net, nn.Module), "train returns no net.", "train 没有返回网络。")
    check.below(abs(float(net[0].weight) - 3), 0.3, "The distance of the weight from 3", "权重与 3 的距离")
