from grader.suite import check, hint, points


@points(1)
@hint("X.sum(axis=0) adds up the two matrices that X consists of.", zh="X.sum(axis=0) 把组成 X 的两个矩阵加了起来。")
def test_the_first_shape(student):
    """The sum over axis 0 has shape (3, 4). / 沿轴 0 求和，形状是 (3, 4)。"""
    check.equal(tuple(student.shapes[0]), (3, 4))
