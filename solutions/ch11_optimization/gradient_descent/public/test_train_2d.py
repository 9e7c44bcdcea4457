from grader.suite import check, hint, points


@points(1)
@hint("The places, with the start first: steps + 1 of them.", zh="各个位置，起点在最前：共 steps + 1 个。")
def test_two_steps(student):
    """Two steps of a trainer that adds one: (-5, -2), (-4, -1), (-3, 0). / 训练器每步加一，走两步：(-5, -2)、(-4, -1)、(-3, 0)。"""
    results = student.train_2d(lambda x1, x2, s1, s2: (x1 + 1, x2 + 1, s1, s2), steps=2)
    check.close([tuple(check.number(x) for x in place) for place in results], [(-5.0, -2.0), (-4.0, -1.0), (-3.0, 0.0)])
