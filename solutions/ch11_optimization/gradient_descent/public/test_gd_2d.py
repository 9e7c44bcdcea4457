from grader.suite import check, hint, points


@points(1)
@hint("The gradient of x1² + 2 x2² at (-5, -2) is (-10, -8).", zh="x1² + 2 x2² 在 (-5, -2) 处的梯度是 (-10, -8)。")
def test_the_first_step(student):
    """On x1² + 2 x2², the first step goes from (-5, -2) to (-4, -1.2). / 对 x1² + 2 x2²，第一步从 (-5, -2) 到 (-4, -1.2)。"""
    after = student.gd_2d(-5.0, -2.0, 0.0, 0.0, lambda x1, x2: (2 * x1, 4 * x2))
    check.close([check.number(value) for value in after], [-4.0, -1.2, 0.0, 0.0])
