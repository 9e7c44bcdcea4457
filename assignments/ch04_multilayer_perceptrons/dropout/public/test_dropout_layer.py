import torch

from grader.suite import check, hint, points


@points(1)
@hint("What is kept is divided by 1 - 0.5, so a 3 becomes a 6.", zh="留下来的元素要除以 1 - 0.5，所以 3 变成 6。")
def test_zero_or_scaled(student):
    """With probability 1/2, every 3 becomes 0 or 6, some of each. / 概率为 1/2 时，每个 3 变成 0 或 6，两种都有。"""
    Y = student.dropout_layer(torch.full((1000,), 3.0), 0.5)
    check.shape(Y, (1000,))
    check.equal(sorted(set(Y.tolist())), [0.0, 6.0])
