import torch

from grader.suite import after, check, drawn, hint, points


def both(student, reference, x):
    """What both draw over x."""
    with drawn(student) as figures:
        student.plot_tangent(x)
    with drawn(reference) as right:
        reference.plot_tangent(x)
    return figures, right


@points(2)
@hint("The tangent passes through (1, f(1)) with the slope f'(1).", zh="切线经过点 (1, f(1))，斜率为 f'(1)。")
def test_curve_and_tangent(student, reference):
    """Curve and tangent are right over any points. / 在任意的点上，曲线和切线都正确。"""
    for x in torch.arange(0.1, 3, 0.1), torch.linspace(-2, -0.25, 12), torch.linspace(0.5, 1.5, 7, dtype=torch.float64):
        figures, right = both(student, reference, x)
        check.draws(figures, right, "lines")


@points(2)
@after(test_curve_and_tangent)
@hint("Choose the points that are not 0 before you compute.", zh="先选出不为 0 的点，再计算。")
def test_without_zero(student, reference):
    """Points at 0 are left out of both lines. / 两条线都不画 0 处的点。"""
    for x in torch.arange(0, 3, 0.1), torch.linspace(-1, 1, 5):
        figures, right = both(student, reference, x)
        check.draws(figures, right, "lines")


@points(1)
@after(test_curve_and_tangent)
@hint("Legend and axes, named as the statement says.", zh="图例和坐标轴的名字按题目的要求。")
def test_the_names(student, reference):
    """Each line and each axis has its name. / 每条线和每个轴都有自己的名字。"""
    figures, right = both(student, reference, torch.linspace(0.25, 3, 12))
    check.draws(figures, right, "lines", "legend", "xlabel", "ylabel")


@points(1)
@after(test_curve_and_tangent)
@hint("Change nothing in place.", zh="不要原地修改。")
def test_x_is_left_alone(student):
    """x is the same after the call as before. / 调用前后 x 保持不变。"""
    with drawn(student):
        check.leaves_alone(student.plot_tangent, torch.linspace(0, 3, 13))
