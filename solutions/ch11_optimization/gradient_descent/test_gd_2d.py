import math

import torch

from grader.suite import after, check, hint, points


def numbers(result):
    """Four floats, where there are four values."""
    check.that(
        isinstance(result, (tuple, list)) and len(result) == 4,
        "Four numbers are to come back: x1, x2, 0, 0.",
        "应返回四个数：x1、x2、0、0。",
    )
    return [check.number(value) for value in result]


@points(4)
@hint(
    "Both derivatives first, then both coordinates: (x1 - eta * g1, x2 - eta * g2, 0, 0).",
    zh="先求两个偏导数，再更新两个坐标：(x1 - eta * g1, x2 - eta * g2, 0, 0)。",
)
def test_a_step(student, reference):
    """From any place, with coordinates that depend on each other, the step is right. / 从任意位置出发，坐标相互影响时，这一步也正确。"""
    for _ in range(3):
        x1, x2, s1, s2 = torch.randn(4, dtype=torch.float64).tolist()
        given = x1, x2, s1, s2, lambda a, b: (a * b + 1, math.exp(a) - b)
        check.close(numbers(student.gd_2d(*given)), numbers(reference.gd_2d(*given)))


@points(2)
@after(test_a_step)
@hint("Use the argument eta, not the number 0.1.", zh="用参数 eta，而不是固定的 0.1。")
def test_other_learning_rates(student, reference):
    """Other learning rates work as well. / 换用其他学习率也正确。"""
    for eta in (0.7, 0.0):
        given = 1.5, -0.5, 0.0, 0.0, lambda a, b: (a + b, 3 * b)
        check.close(numbers(student.gd_2d(*given, eta=eta)), numbers(reference.gd_2d(*given, eta=eta)))
