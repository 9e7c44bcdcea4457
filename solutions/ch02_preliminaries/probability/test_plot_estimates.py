import torch

from grader.suite import after, check, drawn, hint, points


def draw(student, m):
    """What is drawn of m rows of estimates, and these."""
    estimates = torch.rand(m, 6, dtype=torch.float64)
    with drawn(student) as figures:
        student.plot_estimates(estimates)
    return figures.axes, estimates


@points(3)
@hint("estimates[:, i] is the line of face i + 1.", zh="estimates[:, i] 是点数 i + 1 的线。")
def test_the_six_lines(student):
    """Each face has its line, under its name. / 每个点数都有自己的线，名字也对。"""
    for m in 9, 6, 20:
        axes, estimates = draw(student, m)
        named = {line.label: line for line in axes.lines if line.label}
        expected = {f"P(die={i + 1})": estimates[:, i] for i in range(6)}
        check.close({name: line.y for name, line in named.items()}, expected, rtol=1e-5, atol=1e-6)
        x = torch.arange(m, dtype=torch.float64)
        check.close([line.x for line in named.values()], [x] * 6)


@points(1)
@after(test_the_six_lines)
@hint("axhline(y=...) draws from one side to the other.", zh="axhline(y=...) 画一条横贯左右的线。")
def test_the_line_at_one_sixth(student):
    """A horizontal line stands at 1/6. / 在 1/6 处有一条水平线。"""
    axes, _ = draw(student, 9)
    others = [line.y for line in axes.lines if not line.label]
    check.that(
        any(bool((y - 1 / 6).abs().max() < 1e-3) for y in others if len(y) > 1),
        "There is no horizontal line at 1/6.",
        "没有位于 1/6 的水平线。",
    )


@points(1)
@after(test_the_six_lines)
@hint("Name both axes.", zh="两个轴都要命名。")
def test_the_axes_are_named(student):
    """Both axes have their names. / 两个轴都有名字。"""
    axes, _ = draw(student, 9)
    check.draws(axes, xlabel="Groups of experiments", ylabel="Estimated probability")
