import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "X (n, 20) -> hidden (n, 256) -> out (n, 10), with a ReLU between the two.",
    zh="X (n, 20) -> hidden (n, 256) -> out (n, 10)，两层之间有 ReLU。",
)
def test_by_hand(student):
    """Each output is what hidden and out make of the input. / 输出就是 hidden 和 out 作用的结果。"""
    net = student.MLP()
    with torch.no_grad():
        for p in net.parameters():
            p.fill_(0.5)
        net.hidden.weight[0] = -1.0
    check.close(net(torch.ones(2, 20)), torch.full((2, 10), 0.5 + 0.5 * 255 * 10.5))
