import torch

from grader.suite import check, drawn, hint, points


@points(2)
@hint("Both curves share the points x.", zh="两条曲线共用横坐标 x。")
def test_two_curves(student):
    """Two curves over the same points, with a legend. / 横坐标相同的两条曲线，带图例。"""
    x = torch.arange(0, 3, 0.25)
    with drawn(student) as figures:
        student.plot(x, [x**2, 2 * x - 1], "x", "f(x)", legend=["f(x)", "tangent"])
    check.draws(figures, lines=[(x, x**2), (x, 2 * x - 1)], legend=["f(x)", "tangent"], xlabel="x", ylabel="f(x)")
