import torch

from grader.suite import check, hint, points


@points(2)
@hint(
    "Three blocks that halve: 256 / 8 = 32, with 16, 32 and 64 channels.",
    zh="三个减半块：256 / 8 = 32，通道数依次为 16、32、64。",
)
def test_the_base_net(student):
    """(2, 3, 256, 256) becomes (2, 64, 32, 32). / (2, 3, 256, 256) 变成 (2, 64, 32, 32)。"""
    check.shape(student.base_net()(torch.zeros(2, 3, 256, 256)), (2, 64, 32, 32))
