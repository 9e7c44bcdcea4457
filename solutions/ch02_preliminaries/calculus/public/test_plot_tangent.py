import torch

from grader.suite import check, drawn, hint, points


@points(2)
@hint("The first line is x³ - 1/x.", zh="第一条线是 x³ - 1/x。")
def test_the_curve(student):
    """One of two lines is the curve itself. / 两条线中有一条是曲线本身。"""
    x = torch.tensor([0.5, 1.0, 2.0])
    with drawn(student) as figures:
        student.plot_tangent(x.clone())
    lines = figures.axes.lines
    check.that(len(lines) == 2, "There should be two lines.", "应当有两条线。")
    named = {line.label: line.y for line in lines}
    check.that("f(x)" in named, "No line is called f(x) in the legend.", "图例中没有名为 f(x) 的线。")
    check.close(named["f(x)"], torch.tensor([-1.875, 0.0, 7.5], dtype=torch.float64), atol=1e-5)
