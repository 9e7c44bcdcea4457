import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "nn.init.constant_(m.weight, 42) where m is an nn.Linear.",
    zh="m 是 nn.Linear 时调用 nn.init.constant_(m.weight, 42)。",
)
def test_forty_two(student):
    """After net.apply(init_42), the weights of the first layer are 42.

    net.apply(init_42) 之后，第一层的权重都是 42。"""
    net = student.small_net()
    net.apply(student.init_42)
    check.close(net[0].weight.detach(), torch.full((8, 4), 42.0))
