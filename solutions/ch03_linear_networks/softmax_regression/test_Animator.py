import random

from grader.suite import after, check, drawn, hint, points


def plot(room, points, **settings):
    """What is drawn when these (x, y) are added one after the other."""
    with drawn(room) as figures:
        animator = room.Animator(**settings)
        for x, y in points:
            animator.add(x, y)
    return figures


def three(n=3):
    return [(x, [random.uniform(0.1, 2) for _ in range(3)]) for x in range(1, n + 1)]


NAMES = ["train loss", "train acc", "test acc"]


@points(2)
@hint(
    "One curve for each value in y, and the legend in the same order.",
    zh="y 中每个值对应一条曲线，图例的顺序与之相同。",
)
def test_several_curves(student, reference):
    """Several curves grow together, with their names; y may be a list or a tuple.

    几条曲线一起增长，各有名字；y 可以是列表或元组。"""
    for kind in list, tuple:
        added = [(x, kind(y)) for x, y in three()]
        check.draws(plot(student, added, legend=NAMES), plot(reference, added, legend=NAMES), "lines", "legend")


@points(1)
@after(test_several_curves)
@hint("None is no number: that curve gets no point at this x.", zh="None 不是数：这条曲线在该 x 处没有点。")
def test_none_is_left_out(student, reference):
    """A curve whose value is None gets no point. / 值为 None 的曲线不增加点。"""
    added = [(x, (y, None if x % 2 else z)) for x, (y, z, _) in three(4)]
    check.draws(plot(student, added), plot(reference, added), "lines")


@points(2)
@after(test_several_curves)
@hint(
    "Clearing the axes takes labels, scales and limits away: set them again behind each drawing.",
    zh="清空坐标系也会清掉标签、刻度和范围：每次画完都要重新设置。",
)
def test_labels_scales_and_limits(student, reference):
    """Labels, scales and limits are those that were asked for. / 标签、刻度类型和范围与要求一致。"""
    settings = {"xlabel": "step", "ylabel": "loss", "xlim": [1, 9], "ylim": [0.05, 3], "yscale": "log"}
    parts = ("xlabel", "ylabel", "xlim", "ylim", "xscale", "yscale")
    for given in settings, settings | {"xscale": "log", "yscale": "linear"}, {}:
        added = three(2)
        found, right = (plot(room, added, **given) for room in (student, reference))
        check.draws(found, right, "lines", *parts)


@points(1)
@after(test_several_curves)
@hint("Give plot the format of the curve as its third argument.", zh="把曲线的格式作为 plot 的第三个参数。")
def test_formats(student, reference):
    """Each curve has the colour and style that fmts says. / 每条曲线的颜色和线型由 fmts 决定。"""
    for settings in {}, {"fmts": ("r--", "g:", "b-")}:
        added = three(2)
        found, right = (plot(room, added, **settings) for room in (student, reference))
        check.draws(found, right, "lines")
        # Without a colour of its own ("-") a curve takes the next one of the cycle.
        looks = [sorted((line.style, line.color) for line in drawing.axes.lines) for drawing in (found, right)]
        check.equal(*looks)


@points(1)
@after(test_several_curves)
@hint(
    "plt.subplots(nrows, ncols, figsize=figsize); draw in the first plot.",
    zh="plt.subplots(nrows, ncols, figsize=figsize)；画在第一个子图里。",
)
def test_the_figure(student, reference):
    """The figure has the size and the plots that were asked for. / 图的大小和子图个数与要求一致。"""
    for grid in {"nrows": 1, "ncols": 2}, {"nrows": 2, "ncols": 1}:
        added = three(2)
        found, right = (plot(room, added, **grid, figsize=(6, 2)) for room in (student, reference))
        check.draws(found.figure, right.figure, "lines")
        check.close(list(found.figure.size), [6.0, 2.0])


@points(1)
@after(test_several_curves)
@hint(
    "The points belong to the instance: make the lists in __init__ or in the first add.",
    zh="各点属于实例：应在 __init__ 或第一次 add 时创建列表。",
)
def test_two_animators(student):
    """Two animators draw curves of their own. / 两个 Animator 各画各的曲线。"""
    with drawn(student) as figures:
        first, second = student.Animator(), student.Animator()
        first.add(1, 0.5)
        second.add(1, 0.75)
        first.add(2, 0.25)
        second.add(2, 1.5)
    right = [([1, 2], [0.5, 0.25]), ([1, 2], [0.75, 1.5])]
    for figure, line in zip((figures[0], figures[1]), right, strict=True):
        check.draws(figure, lines=[line])
    check.equal(len(figures), 2)
