import torch

from grader.suite import after, check, drawn, hint, points


def shown(student, *args, **kwargs):
    """The figure, what aug gave in the order of the calls, and what it was given."""
    given, made = [], []

    def aug(img):
        given.append(img.clone())
        made.append(torch.rand(4, 5, 3))
        return made[-1].clone()

    img = torch.rand(3, 4, 3)
    with drawn(student) as figures:
        student.apply(img.clone(), aug, *args, **kwargs)
    check.close(given, [img] * len(given))
    return figures.figure, made


@points(3)
@hint(
    "Call aug(img) for each place of the grid; a result is drawn once.",
    zh="网格的每个位置都调用一次 aug(img)；每个结果画一次。",
)
def test_each_call_is_drawn(student):
    """Each place shows a call of its own, row by row. / 每个位置显示各自一次调用的结果，逐行排列。"""
    for rows, columns in [(2, 3), (3, 2), (1, 4)]:
        figure, made = shown(student, rows, columns)
        check.equal(len(made), rows * columns)
        places = sorted((axes.row, axes.column) for axes in figure.axes)
        check.equal(places, [(i // columns, i % columns) for i in range(rows * columns)])
        for axes in figure.axes:
            check.draws(axes, images=[made[axes.row * columns + axes.column]])


@points(1)
@after(test_each_call_is_drawn)
@hint("num_rows=2 and num_cols=4 unless it is said otherwise.", zh="不另外指定时 num_rows=2，num_cols=4。")
def test_two_rows_of_four(student):
    """Without numbers there are two rows of four. / 不给出行列数时，是两行四列。"""
    figure, made = shown(student)
    check.equal([len(made), max(axes.row for axes in figure.axes), max(a.column for a in figure.axes)], [8, 1, 3])


@points(1)
@after(test_each_call_is_drawn)
@hint("figsize is (width, height): columns first.", zh="figsize 是（宽，高）：列数在前。")
def test_the_size(student):
    """The figure has the right size, 1.5 inches a picture unless scale says otherwise. / 图的大小正确，未给 scale 时每幅 1.5 英寸。"""
    check.close(shown(student, 2, 3)[0].size, (4.5, 3.0))
    check.close(shown(student, 3, 2, scale=2)[0].size, (4.0, 6.0))


@points(2)
@after(test_each_call_is_drawn)
@hint("axes.axis('off'), or hide both axes.", zh="axes.axis('off')，或者隐藏两个坐标轴。")
def test_no_ticks(student):
    """Neither ticks nor numbers are to be seen. / 看不到刻度和数字。"""
    figure, _ = shown(student, 2, 2)
    check.equal([(axes.xticks, axes.yticks) for axes in figure.axes], [(False, False)] * 4)
