from grader.suite import after, check, hint, points


@points(3)
@hint("exp(-lam * t), from the t of this call.", zh="exp(-lam * t)，t 取本次调用的值。")
def test_exponential(student, reference):
    """The exponential factor is right, for any t and lam. / 对任意的 t 和 lam，指数系数都正确。"""
    for settings in ({}, {"lam": 0.5}, {"lam": 0.0}):
        for t in (3, 1, 100, 0):
            check.close(
                check.number(student.exponential_lr(t, **settings)), float(reference.exponential_lr(t, **settings))
            )


@points(3)
@hint(
    "(beta * t + 1) ** -alpha: alpha is the power, beta the pace.",
    zh="(beta * t + 1) ** -alpha：alpha 是幂次，beta 是快慢。",
)
def test_polynomial(student, reference):
    """The polynomial factor is right, for any t, alpha and beta. / 对任意的 t、alpha 和 beta，多项式系数都正确。"""
    for settings in ({}, {"alpha": 2.0}, {"beta": 3.0}, {"alpha": 1.0, "beta": 0.25}):
        for t in (3, 1, 100, 0):
            check.close(
                check.number(student.polynomial_lr(t, **settings)), float(reference.polynomial_lr(t, **settings))
            )


@points(4)
@hint(
    "Count how many of the steps have been reached; that is the place in factors.",
    zh="数一数已经到达了 steps 中的几个数；这就是 factors 中的位置。",
)
def test_piecewise(student, reference):
    """The pieces begin where they should. / 每一段都从应该的位置开始。"""
    for steps, factors in (([5, 9, 10], [1.0, 0.5, 0.2, 0.7]), ([1], [2.0, 0.1]), ([], [0.3])):
        mine = [check.number(student.piecewise_lr(t, list(steps), list(factors))) for t in (12, 1, 4, 5, 8, 9, 10, 0)]
        check.close(mine, [reference.piecewise_lr(t, steps, factors) for t in (12, 1, 4, 5, 8, 9, 10, 0)])


@points(1)
@after(test_exponential)
@hint("The constant factor is 1.", zh="常数系数为 1。")
def test_constant(student):
    """The constant factor is 1 at every step. / 每一步的常数系数都是 1。"""
    check.close([check.number(student.constant_lr(t)) for t in (1, 2, 50)], [1.0, 1.0, 1.0])
