from grader.suite import check, hint, points


@points(1)
@hint("s1 = 3² + 4² = 25, and x1 goes down by 0.5 * 4 / 5.", zh="s1 = 3² + 4² = 25，x1 减少 0.5 * 4 / 5。")
def test_the_second_coordinate_at_rest(student):
    """From (20, 0) with s = (9, 0) and eta = 0.5, x1 goes to 19.6. / 从 (20, 0) 出发，s = (9, 0)，eta = 0.5，x1 到 19.6。"""
    after = [check.number(value) for value in student.adagrad_2d(20.0, 0.0, 9.0, 0.0, eta=0.5)]
    check.close(after, [19.6, 0.0, 25.0, 0.0], atol=1e-6)
