from grader.suite import after, check, hint, points


@points(3)
@hint("t counts from 0: divide by the root of t + 1.", zh="t 从 0 数起：除以 t + 1 的平方根。")
def test_many_updates(student, reference):
    """Over a hundred updates, the learning rate is right. / 一百次更新中，学习率都正确。"""
    for settings in ({}, {"lr": 0.7}):
        mine, right = student.SquareRootScheduler(**settings), reference.SquareRootScheduler(**settings)
        check.close([check.number(mine(t)) for t in range(100)], [right(t) for t in range(100)], rtol=1e-10)


@points(2)
@after(test_many_updates)
@hint("Look at t, and do not change the scheduler when it is called.", zh="根据 t 计算，调用时不要改变调度器本身。")
def test_any_order(student, reference):
    """In any order, and again for the same t. / 顺序任意，同一个 t 结果相同。"""
    order = [9, 0, 99, 9, 3, 0]
    first, second = student.SquareRootScheduler(lr=0.3), student.SquareRootScheduler(lr=0.5)
    right, other = reference.SquareRootScheduler(lr=0.3), reference.SquareRootScheduler(lr=0.5)
    check.close(
        [(check.number(first(t)), check.number(second(t))) for t in order], [(right(t), other(t)) for t in order]
    )
