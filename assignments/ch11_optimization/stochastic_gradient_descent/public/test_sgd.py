from grader.suite import check, hint, points


@points(1)
@hint("Without noise this is plain gradient descent.", zh="没有噪声时就是普通的梯度下降。")
def test_without_noise(student):
    """On x1² + 2 x2² without noise, the first step goes from (-5, -2) to (-4, -1.2).

    对 x1² + 2 x2²，没有噪声时，第一步从 (-5, -2) 到 (-4, -1.2)。"""
    after = student.sgd(-5.0, -2.0, 0.0, 0.0, lambda x1, x2: (2 * x1, 4 * x2), noise=0.0)
    check.close([check.number(value) for value in after], [-4.0, -1.2, 0.0, 0.0])
