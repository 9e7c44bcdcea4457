from grader.suite import check, hint, points


@points(1)
@hint("0.6 / sqrt(4) = 0.3.", zh="0.6 / sqrt(4) = 0.3。")
def test_the_fourth_update(student):
    """With lr = 0.6, update 3 has 0.3. / lr = 0.6 时，序号为 3 的更新用 0.3。"""
    check.close(check.number(student.SquareRootScheduler(lr=0.6)(3)), 0.3)
