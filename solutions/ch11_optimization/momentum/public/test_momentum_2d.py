from grader.suite import check, hint, points


@points(1)
@hint("v1 = 0.2 * (-5) = -1 and v2 = 4 * (-2) = -8.", zh="v1 = 0.2 * (-5) = -1，v2 = 4 * (-2) = -8。")
def test_the_first_step(student):
    """From (-5, -2) at rest, the first step leads to (-4.4, 2.8). / 从静止的 (-5, -2) 出发，第一步到 (-4.4, 2.8)。"""
    check.close([check.number(value) for value in student.momentum_2d(-5.0, -2.0, 0.0, 0.0)], [-4.4, 2.8, -1.0, -8.0])
