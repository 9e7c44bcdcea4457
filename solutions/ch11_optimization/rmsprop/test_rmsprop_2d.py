import torch

from grader.suite import after, check, hint, points


def values(result):
    """Four numbers, whether they are Python's or tensors of one element."""
    check.that(
        isinstance(result, (tuple, list)) and len(result) == 4,
        "Four numbers are to come back: x1, x2, s1, s2.",
        "应返回四个数：x1、x2、s1、s2。",
    )
    return [check.number(value) for value in result]


def start():
    """A place, and averages that are not zero."""
    return [*torch.randn(2, dtype=torch.float64).tolist(), *(torch.rand(2, dtype=torch.float64) + 0.1).tolist()]


@points(3)
@hint(
    "The average takes 1 - gamma of the squared gradient; then the gradient is divided by the root of the new average.",
    zh="平均值按 1 - gamma 的比例吸收梯度的平方，再用梯度除以新平均值的平方根。",
)
def test_a_step_under_way(student, reference):
    """With averages under way, the step is right. / 带着已有的平均值，这一步正确。"""
    for _ in range(3):
        given = start()
        check.close(values(student.rmsprop_2d(*given)), values(reference.rmsprop_2d(*given)))


@points(1)
@after(test_a_step_under_way)
@hint(
    "Use the arguments eta and gamma, not the numbers 0.4 and 0.9.",
    zh="用参数 eta 和 gamma，而不是固定的 0.4 和 0.9。",
)
def test_other_settings(student, reference):
    """Other learning rates and memories work as well. / 换用其他学习率和 gamma 也正确。"""
    for settings in ({"eta": 0.1, "gamma": 0.5}, {"eta": 2.0, "gamma": 0.99}, {"eta": 0.3, "gamma": 0.0}):
        given = start()
        check.close(values(student.rmsprop_2d(*given, **settings)), values(reference.rmsprop_2d(*given, **settings)))


@points(1)
@after(test_a_step_under_way)
@hint("math.sqrt(s1 + 1e-6): epsilon stands under the root.", zh="math.sqrt(s1 + 1e-6)：epsilon 在根号之内。")
def test_next_to_the_minimum(student, reference):
    """Next to the minimum and at it, epsilon counts as the statement says. / 在最小值附近以及最小值处，epsilon 的作用符合题意。"""
    for given in ((1e-3, -2e-4, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0)):
        check.close(values(student.rmsprop_2d(*given)), values(reference.rmsprop_2d(*given)))
