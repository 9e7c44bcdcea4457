from grader.suite import check, hint, points


@points(1)
@hint("Call len, and look at the shape of X.", zh="调用 len，再看看 X 的形状。")
def test_the_length(student, reference):
    """len(X) is right. / len(X) 正确。"""
    check.equal(student.length, reference.length)


@points(2)
@hint("len tells the size of the axis that comes first.", zh="len 给出排在最前面的那个轴的大小。")
def test_more_lengths(student, reference):
    """The other four lengths are right. / 另外四个长度正确。"""
    check.equal(list(student.lengths), reference.lengths)


@points(2)
@hint("A sum over an axis removes that axis, and no other.", zh="沿哪个轴求和，消失的就是哪个轴。")
def test_the_shapes_of_sums(student, reference):
    """The shapes of the three sums are right. / 三个和的形状都正确。"""
    check.equal([tuple(shape) for shape in student.shapes], [tuple(shape) for shape in reference.shapes])
