import torch

from grader.suite import check, drawn, hint, points


@points(2)
@hint(
    "plt.figure() begins a figure, plt.plot(x, y) draws a line in it.",
    zh="plt.figure() 新建一张图，plt.plot(x, y) 在其中画线。",
)
def test_the_square(student):
    """For the square, the figures show x² and 2x. / 对平方函数，两张图分别是 x² 和 2x。"""
    x = torch.linspace(-2, 2, 21)
    with drawn(student) as figures:
        student.plot_activation(torch.square, x.clone())
    check.draws(figures[0], lines=[(x, x**2)])
    check.draws(figures[1], lines=[(x, 2 * x)])
