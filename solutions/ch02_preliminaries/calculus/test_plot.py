import numpy as np
import torch

from grader.suite import after, check, drawn, hint, look, new_axes, points


def lines_of(student, *args, **kwargs):
    """What `plot` draws."""
    with drawn(student) as figures:
        student.plot(*args, **kwargs)
    return figures


@points(2)
@hint(
    "Look at the table: which of X and Y is one curve, which is several?",
    zh="对照表格：X 和 Y 哪个是一条，哪个是几条？",
)
def test_one_curve(student):
    """One curve over its points, as tensor, array or list. / 一条曲线，可以是张量、数组或列表。"""
    x, y = torch.linspace(-1, 4, 8), torch.randn(8)
    check.draws(lines_of(student, x, y), lines=[(x, y)])
    check.draws(lines_of(student, x.numpy(), y.numpy()), lines=[(x, y)])
    check.draws(lines_of(student, [1, 3, 4], [0.5, 2, -1]), lines=[([1, 3, 4], [0.5, 2, -1])])


@points(2)
@after(test_one_curve)
@hint("Without Y, X holds the heights.", zh="没有 Y 时，X 就是纵坐标。")
def test_heights_alone(student):
    """Without Y, the heights are drawn over 0, 1, 2, … / 没有 Y 时，横坐标是 0、1、2……"""
    y, rows = torch.randn(6), torch.randn(3, 5)
    check.draws(lines_of(student, y), lines=[(range(6), y)])
    check.draws(lines_of(student, rows), lines=[(range(5), row) for row in rows])
    check.draws(lines_of(student, [[3.0, 1.0], [2.0, 5.0, 4.0]]), lines=[([0, 1], [3, 1]), ([0, 1, 2], [2, 5, 4])])


@points(2)
@after(test_one_curve)
@hint("One X serves every curve of Y; several go in pairs.", zh="一个 X 供所有的 Y 使用；有几个时一一对应。")
def test_several_curves(student):
    """Several curves share their points, or have their own. / 几条曲线可以共用横坐标，也可以各有各的。"""
    x, rows = torch.linspace(0, 1, 4), torch.randn(3, 4)
    check.draws(lines_of(student, x, rows), lines=[(x, row) for row in rows])
    places = [np.arange(3.0), np.arange(5.0) / 2]
    heights = [np.arange(3.0) ** 2, 1 - np.arange(5.0)]
    check.draws(lines_of(student, places, heights), lines=list(zip(places, heights, strict=True)))


@points(2)
@after(test_one_curve)
@hint("Hand labels, limits and scales on to the axes.", zh="把名字、范围和刻度交给坐标轴。")
def test_labels_limits_and_scales(student):
    """Labels, limits, scales and the legend arrive. / 名字、范围、刻度和图例都起作用。"""
    x = torch.linspace(0.5, 2, 5)
    figures = lines_of(
        student, x, [x, x**2], "time", "loss", ["a", "b"], xlim=(0.25, 4), ylim=(0.125, 8), xscale="log", yscale="log"
    )
    check.draws(
        figures,
        lines=[(x, x), (x, x**2)],
        xlabel="time",
        ylabel="loss",
        legend=["a", "b"],
        xlim=(0.25, 4),
        ylim=(0.125, 8),
        xscale="log",
        yscale="log",
    )
    check.draws(
        lines_of(student, x, x, "only x", "only y"),
        legend=[],
        xlabel="only x",
        ylabel="only y",
        yscale="linear",
        xscale="linear",
    )


@points(1)
@after(test_one_curve)
@hint("Draw on the axes that you were given, after clearing them.", zh="清除给定的轴，然后画在上面。")
def test_given_axes(student):
    """What given axes showed before is cleared. / 给定的轴上原有的内容被清除。"""
    axes = new_axes(student, 1, 2)[0][0]  # not the current ones
    x = torch.linspace(0, 1, 4)
    student.plot(x, x + 1, axes=axes)
    student.plot(x, x * 2, axes=axes)
    check.draws(look(student, axes), lines=[(x, x * 2)])
