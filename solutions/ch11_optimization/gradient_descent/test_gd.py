import math

from grader.suite import after, check, hint, points


def numbers(results):
    """The places as floats, where they are a list."""
    check.that(isinstance(results, (list, tuple)), "A list of places is to come back.", "应返回位置的列表。")
    return [check.number(x) for x in results]


@points(4)
@hint(
    "From the place before, against the derivative there: x -= eta * f_grad(x).",
    zh="从上一个位置出发，沿该处导数的反方向走：x -= eta * f_grad(x)。",
)
def test_other_functions(student, reference):
    """On other functions, every place is right. / 换用其他函数，每个位置都正确。"""
    for eta, f_grad in ((0.05, lambda x: 2 * (x - 3)), (0.3, lambda x: math.tanh(x / 2)), (0.9, lambda x: 1.0)):
        check.close(numbers(student.gd(eta, f_grad)), numbers(reference.gd(eta, f_grad)))


@points(2)
@after(test_other_functions)
@hint("The step is eta times the derivative, whatever eta is.", zh="步长是 eta 乘导数，无论 eta 取多少。")
def test_too_fast_and_not_at_all(student, reference):
    """With a learning rate that is too large it runs away, with zero it stays. / 学习率过大会发散，为零则不动。"""
    for eta in (1.1, 0.0):
        check.close(numbers(student.gd(eta, lambda x: 2 * x)), numbers(reference.gd(eta, lambda x: 2 * x)))


@points(2)
@after(test_other_functions)
@hint("One derivative for each step: ten in all.", zh="每一步求一次导数：共十次。")
def test_ten_derivatives(student):
    """The derivative is asked for at the ten places where steps begin. / 导数恰好在十个起步位置各求一次。"""
    asked = []

    def f_grad(x):
        asked.append(float(x))
        return 0.5 * x

    student.gd(1.0, f_grad)
    check.close(asked, [10.0 / 2**t for t in range(10)])
