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
    """A place, and sums that are not zero."""
    return [*torch.randn(2, dtype=torch.float64).tolist(), *(torch.rand(2, dtype=torch.float64) + 0.1).tolist()]


@points(3)
@hint(
    "Add the squared gradient to the sum first; then divide the gradient by the root of the sum.",
    zh="先把梯度的平方加到累加值上，再用梯度除以它的平方根。",
)
def test_a_step_under_way(student, reference):
    """With sums under way, the step is right. / 带着已有的累加值，这一步正确。"""
    for _ in range(3):
        given = start()
        check.close(values(student.adagrad_2d(*given)), values(reference.adagrad_2d(*given)))


@points(1)
@after(test_a_step_under_way)
@hint("Use the argument eta, not the number 0.4.", zh="用参数 eta，而不是固定的 0.4。")
def test_other_learning_rates(student, reference):
    """Other learning rates work as well. / 换用其他学习率也正确。"""
    for eta in (0.1, 2.0):
        given = start()
        check.close(values(student.adagrad_2d(*given, eta=eta)), values(reference.adagrad_2d(*given, eta=eta)))


@points(1)
@after(test_a_step_under_way)
@hint("math.sqrt(s1 + 1e-6): epsilon stands under the root.", zh="math.sqrt(s1 + 1e-6)：epsilon 在根号之内。")
def test_next_to_the_minimum(student, reference):
    """Next to the minimum and at it, epsilon counts as the statement says. / 在最小值附近以及最小值处，epsilon 的作用符合题意。"""
    for given in ((1e-3, -2e-4, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0)):
        check.close(values(student.adagrad_2d(*given)), values(reference.adagrad_2d(*given)))
