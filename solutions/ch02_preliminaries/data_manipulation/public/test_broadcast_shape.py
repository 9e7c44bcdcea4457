from grader.suite import check, hint, points


@points(1)
@hint("Line the shapes up on the right.", zh="把两个形状靠右对齐。")
def test_the_worked_example(student):
    """(8, 1, 6) and (7, 1) give (8, 7, 6). / (8, 1, 6) 与 (7, 1) 得到 (8, 7, 6)。"""
    check.equal(tuple(student.broadcast_shape((8, 1, 6), (7, 1))), (8, 7, 6))
