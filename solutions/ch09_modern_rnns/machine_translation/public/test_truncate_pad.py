from grader.suite import check, hint, points


@points(1)
@hint("Either way the result has num_steps items.", zh="两种情况下结果都恰有 num_steps 项。")
def test_a_short_and_a_long_line(student):
    """A short line is filled up, a long one is cut. / 短的填充，长的截断。"""
    check.equal(student.truncate_pad([7, 8, 9], 5, 1), [7, 8, 9, 1, 1])
    check.equal(student.truncate_pad([7, 8, 9], 2, 1), [7, 8])
