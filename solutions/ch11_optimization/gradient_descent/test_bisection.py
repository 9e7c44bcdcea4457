import math

import torch

from grader.suite import after, check, hint, points


@points(4)
@hint("Keep the half in which the derivative changes its sign.", zh="保留导数变号的那一半。")
def test_minima_anywhere(student):
    """A minimum anywhere in the interval is found. / 区间内任何位置的最小值都能找到。"""
    for place in (torch.rand(3, dtype=torch.float64) * 8 - 4).tolist():
        for f_grad in (lambda x, m=place: x - m, lambda x, m=place: math.exp(x) - math.exp(m)):
            check.close(check.number(student.bisection(f_grad, -5.0, 6.0)), place, rtol=0, atol=1e-6)


@points(2)
@after(test_minima_anywhere)
@hint(
    "Ask for no change of sign: the halves that you keep close in on the end.",
    zh="不要求导数变号：保留下来的一半会不断逼近端点。",
)
def test_a_minimum_at_an_end(student):
    """Where the derivative has one sign throughout, the minimum is at an end. / 导数处处同号时，最小值在端点。"""
    check.close(check.number(student.bisection(lambda x: x + 1, 0.0, 3.0)), 0.0, rtol=0, atol=1e-6)
    check.close(check.number(student.bisection(lambda x: x - 9, 0.0, 3.0)), 3.0, rtol=0, atol=1e-6)


@points(2)
@after(test_minima_anywhere)
@hint(
    "Stop when the interval is at most tol long, not after a fixed number of rounds.",
    zh="区间长度不超过 tol 时停止，而不是走固定的轮数。",
)
def test_other_tolerances(student):
    """A wide tolerance and a narrow one are kept. / 无论 tol 大小，都符合要求。"""
    for tol in (1e-10, 0.25):
        found = check.number(student.bisection(lambda x: x - math.pi, -50.0, 50.0, tol=tol))
        check.close(found, math.pi, rtol=0, atol=tol)


@points(1)
@after(test_minima_anywhere)
@hint(
    "Halve the interval: the number of derivatives grows with the logarithm of its length.",
    zh="每次减半：求导次数随区间长度的对数增长。",
)
def test_few_derivatives(student):
    """It asks for at most 100 derivatives, and only inside the interval. / 求导不超过 100 次，且只在区间之内。"""
    asked = []

    def f_grad(x):
        asked.append(float(x))
        check.that(len(asked) <= 100, "f_grad is called more than 100 times.", "f_grad 的调用超过了 100 次。")
        return x - 12.345

    check.close(check.number(student.bisection(f_grad, -10.0, 90.0)), 12.345, rtol=0, atol=1e-6)
    check.that(
        all(-10.0 <= x <= 90.0 for x in asked),
        "f_grad is called outside the interval.",
        "f_grad 在区间之外被调用。",
    )
