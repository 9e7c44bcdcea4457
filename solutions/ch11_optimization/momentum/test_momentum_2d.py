import torch

from grader.suite import after, check, hint, points


def values(result):
    """Four numbers, whether they are Python's or tensors of one element."""
    check.that(
        isinstance(result, (tuple, list)) and len(result) == 4,
        "Four numbers are to come back: x1, x2, v1, v2.",
        "应返回四个数：x1、x2、v1、v2。",
    )
    return [check.number(value) for value in result]


@points(3)
@hint(
    "The gradient of 0.1 x1² + 2 x2² is (0.2 x1, 4 x2); the new velocity makes the step.",
    zh="0.1 x1² + 2 x2² 的梯度是 (0.2 x1, 4 x2)；用新的速度走这一步。",
)
def test_a_step_under_way(student, reference):
    """With velocities under way, the step is right. / 带着已有的速度，这一步正确。"""
    for _ in range(3):
        start = torch.randn(4, dtype=torch.float64).tolist()
        check.close(values(student.momentum_2d(*start)), values(reference.momentum_2d(*start)))


@points(2)
@after(test_a_step_under_way)
@hint(
    "Use the arguments eta and beta, not the numbers 0.6 and 0.5.", zh="用参数 eta 和 beta，而不是固定的 0.6 和 0.5。"
)
def test_other_settings(student, reference):
    """Other learning rates and momenta work as well. / 换用其他学习率和动量也正确。"""
    for eta, beta in ((0.2, 0.25), (0.4, 0.9), (0.7, 0.0)):
        start = torch.randn(4, dtype=torch.float64).tolist()
        check.close(
            values(student.momentum_2d(*start, eta=eta, beta=beta)),
            values(reference.momentum_2d(*start, eta=eta, beta=beta)),
        )
