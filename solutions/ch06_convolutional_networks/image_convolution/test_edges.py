from grader.suite import after, check, hint, points


@points(2)
@hint(
    "bar.T is (8, 6): a row of it has one brightness from end to end.",
    zh="bar.T 的形状是 (8, 6)：它的每一行从头到尾亮度相同。",
)
def test_the_bar(student, reference):
    """Both answers about the bar are right. / 关于竖条的两个答案都正确。"""
    check.close([student.bar_edges, student.turned_bar], [reference.bar_edges, reference.turned_bar])


@points(2)
@hint(
    "On the diagonal a bright pixel lies left of a dark one, below it right of one.",
    zh="对角线上，亮像素的右边是暗的；它的左边也是暗的。",
)
def test_the_diagonal(student, reference):
    """The edges of the diagonal are right. / 对角线的边缘正确。"""
    check.close(student.diagonal_edges, reference.diagonal_edges)


@points(1)
@after(test_the_diagonal)
@hint("What is the transpose of the identity matrix?", zh="单位矩阵的转置是什么？")
def test_the_turned_diagonal(student, reference):
    """The answer for the transposed image is right. / 图像转置后的答案正确。"""
    check.close(student.turned_diagonal, reference.turned_diagonal)


@points(2)
@hint(
    "The transposed kernel compares each pixel with the one below.", zh="转置后的卷积核把每个像素与它下方的像素相比较。"
)
def test_the_turned_kernel(student, reference):
    """The answer for the transposed kernel is right. / 卷积核转置后的答案正确。"""
    check.close(student.turned_kernel, reference.turned_kernel)
