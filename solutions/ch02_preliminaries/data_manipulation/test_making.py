from grader.suite import check, hint, points


@points(2)
@hint("Call the method: with its brackets.", zh="要调用这个方法：别忘了括号。")
def test_the_number_of_elements(student, reference):
    """The number of elements is right. / 元素个数正确。"""
    check.equal(student.number, reference.number)


@points(2)
@hint("reshape wants the number of rows first.", zh="reshape 先写行数。")
def test_the_matrix(student, reference):
    """The matrix has the right shape and elements. / 矩阵的形状和元素正确。"""
    check.equal(student.matrix, reference.matrix)


@points(1)
@hint("Floating point, with three axes.", zh="浮点数，三个轴。")
def test_the_zeros(student, reference):
    """The tensor of zeros has the right shape and dtype. / 全零张量的形状和 dtype 正确。"""
    check.equal(student.zeros, reference.zeros)
