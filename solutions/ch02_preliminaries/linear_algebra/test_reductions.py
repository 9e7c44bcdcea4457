from grader.suite import check, hint, points


@points(1)
@hint("Rows become columns.", zh="行变成列。")
def test_the_transpose(student, reference):
    """The transpose is right. / 转置正确。"""
    check.equal(student.transposed, reference.transposed)


@points(1)
@hint("A sum over axis 0 runs down each column.", zh="沿轴 0 求和，就是对每一列从上到下求和。")
def test_the_column_sums(student, reference):
    """The column sums are right. / 各列的和正确。"""
    check.close(student.column_sums, reference.column_sums)


@points(2)
@hint("Average over axis 1, and keep that axis.", zh="沿轴 1 求平均，并保留这个轴。")
def test_the_row_means(student, reference):
    """The row means are right and form a column. / 各行的平均值正确，且排成一列。"""
    check.close(student.row_means, reference.row_means)


@points(2)
@hint("A cumulative sum, from top to bottom.", zh="从上到下的累积和。")
def test_the_running_sums(student, reference):
    """The running sums are right. / 累积和正确。"""
    check.close(student.running, reference.running)
