from grader.suite import check, hint, points


@points(1)
@hint(
    "s1 = 0.5 * 2 + 0.5 * 4² = 9, and x1 goes down by 0.6 * 4 / 3.",
    zh="s1 = 0.5 * 2 + 0.5 * 4² = 9，x1 减少 0.6 * 4 / 3。",
)
def test_the_second_coordinate_at_rest(student):
    """From (20, 0) with s = (2, 0), eta = 0.6 and gamma = 0.5, x1 goes to 19.2.

    从 (20, 0) 出发，s = (2, 0)，eta = 0.6，gamma = 0.5，x1 到 19.2。"""
    after = [check.number(value) for value in student.rmsprop_2d(20.0, 0.0, 2.0, 0.0, eta=0.6, gamma=0.5)]
    check.close(after, [19.2, 0.0, 9.0, 0.0], atol=1e-6)
