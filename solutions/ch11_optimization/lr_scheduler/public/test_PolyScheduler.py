from grader.suite import check, hint, points


@points(1)
@hint("0.1 + 0.8 * (1 - 1 / 2) ** 2 = 0.3.", zh="0.1 + 0.8 * (1 - 1 / 2) ** 2 = 0.3。")
def test_half_way(student):
    """From 0.9 to 0.1 in two updates: 0.9, 0.3, 0.1. / 两次更新从 0.9 降到 0.1：0.9、0.3、0.1。"""
    scheduler = student.PolyScheduler(2, base_lr=0.9, final_lr=0.1)
    check.close([check.number(scheduler(t)) for t in range(3)], [0.9, 0.3, 0.1])
