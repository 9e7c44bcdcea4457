from grader.suite import check, hint, points


@points(1)
@hint("dim=0 joins along the rows, dim=1 along the columns.", zh="dim=0 沿行连结，dim=1 沿列连结。")
def test_the_shapes(student):
    """rows has shape (6, 4), and columns has shape (3, 8). / rows 的形状是 (6, 4)，columns 的形状是 (3, 8)。"""
    check.shape(student.rows, (6, 4))
    check.shape(student.columns, (3, 8))
    check.equal(student.rows[0], student.columns[0, :4])
    check.that(student.rows[1, 0] == 4, "`rows` begins with the rows of X.", "`rows` 以 X 的各行开头。")
