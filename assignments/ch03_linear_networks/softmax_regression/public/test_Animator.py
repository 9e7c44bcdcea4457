from grader.suite import check, drawn, hint, points


@points(1)
@hint("Keep the points, clear the axes, draw the whole curve again.", zh="保存各点，清空坐标系，重新画出整条曲线。")
def test_one_curve(student):
    """Two points make one curve, in one figure. / 两个点连成一条曲线，只有一张图。"""
    with drawn(student) as figures:
        animator = student.Animator(xlabel="epoch", legend=["loss"])
        animator.add(1, 0.5)
        animator.add(2, 0.25)
    check.draws(figures, lines=[([1, 2], [0.5, 0.25])], legend=["loss"], xlabel="epoch")
