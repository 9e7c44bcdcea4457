import random

import torch

from grader.suite import after, check, hint, points


@points(1)
@hint("n sums, zero in the beginning.", zh="n 个和，一开始都是零。")
def test_sums(student):
    """Any number of sums, of random numbers. / 任意个和，随机的数。"""
    for n in 1, 4:
        rows = [[random.uniform(-5, 5) for _ in range(n)] for _ in range(3)]
        metric = student.Accumulator(n)
        for row in rows:
            metric.add(*row)
        check.close([metric[i] for i in range(n)], [sum(column) for column in zip(*rows, strict=True)])


@points(1)
@after(test_sums)
@hint("Turn every number into a float.", zh="把每个数都转换成 float。")
def test_tensors(student):
    """Tensors with one element are added as numbers. / 只有一个元素的张量按数相加。"""
    metric = student.Accumulator(3)
    metric.add(torch.tensor(1.5), torch.tensor(2), 3)
    metric.add(torch.tensor(0.5), 1, torch.tensor([4.0]))
    check.equal([metric[i] for i in range(3)], [2.0, 3.0, 7.0])


@points(1)
@after(test_sums)
@hint("As many zeros as there were sums.", zh="有几个和，就有几个零。")
def test_reset(student):
    """reset puts all sums back to 0.0, and counting goes on. / reset 把所有的和重置为 0.0，之后可以继续累加。"""
    metric = student.Accumulator(3)
    metric.add(1, 2, 3)
    metric.reset()
    check.equal([metric[i] for i in range(3)], [0.0] * 3)
    metric.add(4, 5, 6)
    check.equal([metric[i] for i in range(3)], [4.0, 5.0, 6.0])


@points(1)
@after(test_sums)
@hint("The sums belong to the instance: make them in __init__.", zh="这些和属于实例：应在 __init__ 中创建。")
def test_two_of_them(student):
    """Two accumulators do not share their sums. / 两个累加器互不影响。"""
    first, second = student.Accumulator(2), student.Accumulator(2)
    first.add(1, 2)
    second.add(10, 20)
    check.equal([first[0], first[1], second[0], second[1]], [1.0, 2.0, 10.0, 20.0])


@points(2)
@after(test_sums)
@hint(
    "zip stops at the shorter one and says nothing; zip(..., strict=True) raises a ValueError.",
    zh="zip 到较短的一个就停下，什么也不说；zip(..., strict=True) 会抛出 ValueError。",
)
def test_another_number_of_arguments(student):
    """Too few or too many numbers raise a ValueError. / 参数太少或太多时抛出 ValueError。"""
    for row in [1, 2], [1, 2, 3, 4]:
        metric = student.Accumulator(3)
        check.raises(ValueError, metric.add, *row)
