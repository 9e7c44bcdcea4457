from grader.suite import check, hint, points


@points(1)
@hint("A slice begins with its first index and stops before its second.", zh="切片包含第一个下标，不包含第二个下标。")
def test_the_middle(student, reference):
    """middle is rows 1 and 2. / middle 是第 1、2 行。"""
    check.equal(student.middle, reference.middle)


@points(2)
@hint("First the row, then the column, both from 0; all else is as in X.", zh="先行后列，都从 0 数起；其余与 X 相同。")
def test_one_element_written(student, reference):
    """One element is 9, the others are those of X. / 有一个元素是 9，其余与 X 相同。"""
    check.equal(student.written, reference.written)


@points(2)
@hint("Assign to the slice of the first two rows, in a copy of X.", zh="对 X 的副本的前两行切片赋值。")
def test_two_rows_filled(student, reference):
    """Two rows are 12, the other is that of X. / 有两行全是 12，另一行与 X 相同。"""
    check.equal(student.filled, reference.filled)
