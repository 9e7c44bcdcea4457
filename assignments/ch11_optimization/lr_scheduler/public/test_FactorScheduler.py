from grader.suite import check, hint, points


@points(1)
@hint("Each time half of the last, and at least 0.3.", zh="每次减半，且至少为 0.3。")
def test_three_updates(student):
    """From 2 by halves, with a floor of 0.3: 1, 0.5, 0.3, 0.3. / 从 2 开始减半，下限 0.3：1、0.5、0.3、0.3。"""
    scheduler = student.FactorScheduler(factor=0.5, stop_factor_lr=0.3, base_lr=2.0)
    check.close([check.number(scheduler(t)) for t in range(4)], [1.0, 0.5, 0.3, 0.3])
