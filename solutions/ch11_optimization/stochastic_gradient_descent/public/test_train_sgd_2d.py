from grader.suite import check, hint, points


@points(1)
@hint("Step 1 has eta * lr(1) = 0.5, step 2 has 0.25.", zh="第 1 步用 eta * lr(1) = 0.5，第 2 步用 0.25。")
def test_two_steps(student):
    """A gradient of one, learning rates 0.5 and 0.25: (-5, -2), (-5.5, -2.5), (-5.75, -2.75).

    梯度为一，学习率 0.5 和 0.25：(-5, -2)、(-5.5, -2.5)、(-5.75, -2.75)。"""
    results = student.train_sgd_2d(lambda x1, x2: (1.0, 1.0), 0.5, lambda t: 1 / t, steps=2, noise=0.0)
    places = [tuple(check.number(x) for x in place) for place in results]
    check.close(places, [(-5.0, -2.0), (-5.5, -2.5), (-5.75, -2.75)])
