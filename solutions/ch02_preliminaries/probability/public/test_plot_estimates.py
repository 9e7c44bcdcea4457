import torch

from grader.suite import check, drawn, hint, points


@points(1)
@hint("One line for each column, named from P(die=1) on.", zh="每列一条线，名字从 P(die=1) 开始。")
def test_the_legend(student):
    """The legend names six lines. / 图例中有六条线的名字。"""
    with drawn(student) as figures:
        student.plot_estimates(torch.rand(8, 6))
    check.draws(figures, legend=[f"P(die={face})" for face in range(1, 7)])
