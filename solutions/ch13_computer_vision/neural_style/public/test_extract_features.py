import torch
from torch import nn

from grader.suite import check, hint, points


@points(1)
@hint(
    "Layer 0 sets what is below zero to zero, layer 1 gives the mean of four numbers.",
    zh="第 0 层把负数变成零，第 1 层求四个数的平均。",
)
def test_two_layers(student):
    """Of two layers without parameters, one for the content and both for the style.

    两个没有参数的层：内容取一层，风格取两层。"""
    X = torch.tensor([[[[1.0, -2.0], [3.0, -4.0]]]])
    net = nn.Sequential(nn.ReLU(), nn.AvgPool2d(2))
    contents, styles = student.extract_features(X, net, [1], [0, 1])
    relu, mean = torch.tensor([[[[1.0, 0.0], [3.0, 0.0]]]]), torch.tensor([[[[1.0]]]])
    check.close([list(contents), list(styles)], [[mean], [relu, mean]])
