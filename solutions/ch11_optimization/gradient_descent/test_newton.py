import torch

from grader.suite import after, check, hint, points


def numbers(results):
    """The places as floats, where they are a list."""
    check.that(isinstance(results, (list, tuple)), "A list of places is to come back.", "应返回位置的列表。")
    return [check.number(x) for x in results]


def of(f):
    """A function of a tensor as one of a number, which gives inf where Python's own would raise."""
    return lambda x: float(f(torch.tensor(float(x), dtype=torch.float64)))


@points(4)
@hint(
    "Divide the derivative by the second one, both at the place before.",
    zh="用一阶导数除以二阶导数，都取上一个位置处的值。",
)
def test_convex_functions(student, reference):
    """On convex functions, every place is right. / 对凸函数，每个位置都正确。"""
    for given in (
        (1.0, of(lambda x: 0.5 * torch.sinh(0.5 * x)), of(lambda x: 0.25 * torch.cosh(0.5 * x))),
        (0.6, of(lambda x: 4 * x**3), of(lambda x: 12 * x**2)),
        (0.5, lambda x: x - 30, lambda x: 2.0),
    ):
        check.close(numbers(student.newton(*given)), numbers(reference.newton(*given)))


@points(3)
@hint(
    "Where the curvature is negative, divide by its absolute value: abs(f_hess(x)).",
    zh="曲率为负时，除以它的绝对值：abs(f_hess(x))。",
)
def test_negative_curvature(student, reference):
    """Where the curvature is negative, it goes down as well. / 曲率为负时，也是往下走。"""
    for given in (
        (0.25, of(lambda x: -2 * x), of(lambda x: -2 + 0 * x)),
        # log(1 + u²) is concave where u = (x - 2) / 2 is above 1, and ten small steps from u = 4 stay there.
        (
            0.05,
            of(lambda x: (x - 2) / (2 + (x - 2) ** 2 / 2)),
            of(lambda x: (2 - (x - 2) ** 2 / 2) / (2 + (x - 2) ** 2 / 2) ** 2),
        ),
    ):
        check.close(numbers(student.newton(*given)), numbers(reference.newton(*given)))


@points(2)
@after(test_convex_functions)
@hint("The learning rate scales the step.", zh="学习率按比例缩放步长。")
def test_learning_rates(student, reference):
    """A small learning rate makes small steps, zero makes none. / 学习率小则步子小，为零则不动。"""
    for eta in (0.1, 0.0):
        given = eta, lambda x: x - 2, lambda x: 1.0
        check.close(numbers(student.newton(*given)), numbers(reference.newton(*given)))


@points(1)
@after(test_convex_functions)
@hint("Ten steps need ten derivatives of each kind.", zh="走十步，两种导数各求十次。")
def test_ten_steps(student):
    """Both derivatives are asked for at the places where steps begin. / 两种导数都在起步的位置求值。"""
    first, second = [], []

    def f_grad(x):
        first.append(float(x))
        return x

    def f_hess(x):
        second.append(float(x))
        return 2.0

    student.newton(1.0, f_grad, f_hess)
    check.close([first, second], [[10.0 / 2**t for t in range(10)]] * 2)
