import torch

from grader.suite import check, drawn, hint, points


@points(2)
@hint("Two lines over the same points: f(x) and its derivative.", zh="横坐标相同的两条线：f(x) 和它的导数。")
def test_the_sine(student):
    """sin and its derivative are drawn. / 画出了 sin 及其导数。"""
    x = torch.linspace(-3, 3, 25)
    with drawn(student) as figures:
        student.plot_with_derivative(x.clone())
    check.draws(figures, lines=[(x, x.sin()), (x, x.cos())])
