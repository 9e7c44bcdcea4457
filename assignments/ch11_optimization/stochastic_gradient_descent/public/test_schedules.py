import math

from grader.suite import check, hint, points


@points(1)
@hint("exp(-0.1 * 10) and (0.1 * 30 + 1) ** -0.5.", zh="exp(-0.1 * 10) 与 (0.1 * 30 + 1) ** -0.5。")
def test_two_factors(student):
    """At step 10 the exponential factor is 1/e; at step 30 the polynomial one is a half. / 第 10 步的指数系数为 1/e；第 30 步的多项式系数为二分之一。"""
    check.close(check.number(student.exponential_lr(10)), 1 / math.e)
    check.close(check.number(student.polynomial_lr(30)), 0.5)


@points(1)
@hint("From step 5 on the second factor holds.", zh="从第 5 步起用第二个系数。")
def test_two_pieces(student):
    """With steps = [5] and factors = [1, 0.1], step 4 has 1 and step 5 has 0.1. / steps = [5]、factors = [1, 0.1] 时，第 4 步为 1，第 5 步为 0.1。"""
    check.close([check.number(student.piecewise_lr(t, [5], [1.0, 0.1])) for t in (4, 5)], [1.0, 0.1])
