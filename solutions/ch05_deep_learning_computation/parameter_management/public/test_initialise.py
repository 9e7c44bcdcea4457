import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "apply calls your function with every module in turn: fill the weight where the module is an nn.Linear.",
    zh="apply 会依次把每个模块传给你的函数：遇到 nn.Linear 时，就地填充它的权重。",
)
def test_forty_two(student):
    """After net.apply(init_42), the weights of the first layer are 42.

    net.apply(init_42) 之后，第一层的权重都是 42。"""
    net = student.small_net()
    net.apply(student.init_42)
    check.close(net[0].weight.detach(), torch.full((8, 4), 42.0))
