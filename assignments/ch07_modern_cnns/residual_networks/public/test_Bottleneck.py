import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "With all parameters 0 nothing but the shortcut is left, and the ReLU on the sum.",
    zh="所有参数都为 0 时，只剩下捷径以及对和取的 ReLU。",
)
def test_all_parameters_zero(student):
    """With all parameters 0 the block computes relu(X). / 所有参数为 0 时，块计算的是 relu(X)。"""
    net = student.Bottleneck(4, 4)
    with torch.no_grad():
        for p in net.parameters():
            p.zero_()
    X = torch.tensor([[[[-1.0, 2.0], [3.0, -4.0]]]]).repeat(1, 4, 1, 1)
    expected = torch.tensor([[[[0.0, 2.0], [3.0, 0.0]]]]).repeat(1, 4, 1, 1)
    check.close(net(X).detach(), expected)
