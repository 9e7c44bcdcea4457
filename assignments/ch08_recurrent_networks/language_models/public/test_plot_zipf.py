from grader.suite import check, drawn, hint, points


@points(1)
@hint('plt.xscale("log") and plt.yscale("log").', zh='plt.xscale("log") 和 plt.yscale("log")。')
def test_three_lines_on_logarithmic_axes(student):
    """There are three lines, and both axes are logarithmic. / 图中有三条线，两个轴都是对数刻度。"""
    with drawn(student) as figures:
        student.plot_zipf(["a", "b", "a", "c", "a", "b", "d", "a", "b"])
    check.equal(len(figures.axes.lines), 3)
    check.draws(figures, xscale="log", yscale="log")
