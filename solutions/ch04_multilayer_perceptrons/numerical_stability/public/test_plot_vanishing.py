import torch

from grader.suite import check, drawn, hint, points


@points(2)
@hint(
    "plt.plot twice in the same figure: sigmoid(x), and s(1 - s).",
    zh="在同一张图中调用两次 plt.plot：sigmoid(x) 和 s(1 - s)。",
)
def test_two_lines(student):
    """The plot has two lines: the sigmoid and its gradient. / 图中有两条线：sigmoid 及其梯度。"""
    x = torch.arange(-8.0, 8.0, 0.1)
    with drawn(student) as figures:
        student.plot_vanishing(x.clone())
    s = torch.sigmoid(x)
    check.draws(figures, lines=[(x, s), (x, s * (1 - s))])
