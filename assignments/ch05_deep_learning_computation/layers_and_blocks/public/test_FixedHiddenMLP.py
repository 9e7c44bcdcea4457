import torch

from grader.suite import check, hint, points


@points(1)
@hint(
    "With this linear layer, every row becomes ones; step 2 gives column sums of rand_weight plus 1; then halve.",
    zh="用这个线性层，每一行都变成 1；第 2 步得到 rand_weight 各列之和再加 1；然后不断减半。",
)
def test_the_result_is_small(student):
    """The result is a scalar between 1/2 and 1 where nothing is negative. / 没有负数时，结果是 1/2 与 1 之间的标量。"""
    net = student.FixedHiddenMLP()
    with torch.no_grad():
        net.linear.weight.zero_()
        net.linear.bias.fill_(1.0)
    check.close(net(torch.ones(2, 20)), torch.tensor(40 / 2**6))
