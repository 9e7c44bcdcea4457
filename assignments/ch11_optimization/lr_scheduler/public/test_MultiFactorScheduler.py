from grader.suite import check, hint, points


@points(1)
@hint("At update 2 the rate has changed already.", zh="序号为 2 的更新，学习率已经改变。")
def test_four_updates(student):
    """With step = [2, 3]: 1, 1, 0.1, 0.01. / step = [2, 3] 时：1、1、0.1、0.01。"""
    scheduler = student.MultiFactorScheduler([2, 3], factor=0.1, base_lr=1.0)
    check.close([check.number(scheduler(t)) for t in range(4)], [1.0, 1.0, 0.1, 0.01])
