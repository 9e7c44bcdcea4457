import numpy as np
import torch

from grader.suite import after, check, hint, points


@points(2)
@after("has_one_axis::test_tensors")
@hint("Look at what the list holds.", zh="看看列表里装的是什么。")
def test_lists(student):
    """A list of numbers is one curve, a list of lists is several. / 数的列表是一条曲线，列表的列表是几条。"""
    for numbers in [1, 2, 3], [0.5], [1.0, 2]:
        check.equal(student.has_one_axis(numbers), True)
    for several in [[1, 2], [3, 4]], [[1.0]], [[1], [2, 3]]:
        check.equal(student.has_one_axis(several), False)


@points(2)
@after("has_one_axis::test_tensors")
@hint("Arrays have ndim as tensors do; a list may hold either.", zh="数组和张量一样有 ndim；列表里两者都可能有。")
def test_arrays(student):
    """Arrays count as tensors do, alone or in a list. / 数组与张量同样对待，单独出现或在列表中都一样。"""
    for one in np.arange(4), np.ones(1), torch.ones(1):
        check.equal(student.has_one_axis(one), True)
    for several in np.ones((1, 4)), torch.ones(4, 1), [np.ones(3)], [torch.ones(3), torch.zeros(2)]:
        check.equal(student.has_one_axis(several), False)
