from grader.suite import check, hint, points


@points(1)
@hint("First X, then Y, along dim 0.", zh="先 X 后 Y，沿 dim 0。")
def test_rows(student, reference):
    """rows is Y below X. / rows 是 Y 接在 X 下面。"""
    check.equal(student.rows, reference.rows)


@points(1)
@hint("First X, then Y, along dim 1.", zh="先 X 后 Y，沿 dim 1。")
def test_columns(student, reference):
    """columns is Y to the right of X. / columns 是 Y 接在 X 右边。"""
    check.equal(student.columns, reference.columns)


@points(2)
@hint(
    "A comparison of two tensors is a tensor of bools; equal elements are not less.",
    zh="两个张量的比较结果是布尔张量；相等不算小于。",
)
def test_less(student, reference):
    """less is right everywhere. / less 处处正确。"""
    check.equal(student.less, reference.less)


@points(1)
@hint("Equal elements are not greater.", zh="相等不算大于。")
def test_greater(student, reference):
    """greater is right everywhere. / greater 处处正确。"""
    check.equal(student.greater, reference.greater)
