import torch

from grader.suite import after, check, hint, points


@points(1)
@hint(
    "Exponentiate every entry, then divide each row by its own sum. The exponentials here are 1, 2, 3 and 1, 1, 2.",
    zh="先对每个元素求指数，再让每一行除以该行的和。这里的指数依次是 1、2、3 和 1、1、2。",
)
def test_the_worked_example(student):
    """Your function gives the two rows of the worked example. / 函数算出例题中的两行。"""
    X = torch.tensor([[1.0, 2.0, 3.0], [1.0, 1.0, 2.0]]).log()
    check.close(student.softmax(X), torch.tensor([[1 / 6, 1 / 3, 1 / 2], [1 / 4, 1 / 4, 1 / 2]]))


@points(1)
@after(test_the_worked_example)
@hint("Sum along dim=1, over the classes of one example.", zh="沿 dim=1 求和，也就是对同一个样本的各个类别求和。")
def test_every_row_sums_to_one(student):
    """Every row is positive and sums to one. / 每一行都为正，且和为 1。"""
    P = student.softmax(torch.randn(5, 8))
    check.close(P.sum(dim=1), torch.ones(5))
    check.that(bool((P > 0).all()), "Some probabilities are not positive.", "有些概率不是正数。")
