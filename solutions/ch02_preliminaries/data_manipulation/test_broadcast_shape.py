from grader.suite import after, check, hint, points


@points(2)
@hint("A size of 1 gives way to the size that it meets.", zh="大小为 1 时，结果取与它相遇的那个大小。")
def test_shapes_of_the_same_length(student, reference):
    """Shapes of the same length broadcast. / 长度相同的形状可以广播。"""
    for a, b in [((3, 1), (1, 2)), ((2, 3, 4), (2, 3, 4)), ((3, 1, 2), (1, 4, 1)), ((2, 1, 4), (2, 3, 4))]:
        check.equal(tuple(student.broadcast_shape(a, b)), reference.broadcast_shape(a, b))


@points(2)
@after(test_shapes_of_the_same_length)
@hint("Fill the shorter shape up with ones on the left.", zh="较短的形状在左边补 1。")
def test_shapes_of_different_lengths(student, reference):
    """The shorter shape is lined up on the right, whichever of the two it is. / 较短的形状靠右对齐，不论它是哪一个。"""
    for a, b in [((5, 3, 4), (4,)), ((4,), (5, 3, 4)), ((3, 1), (6, 1, 2)), ((2, 2, 2, 3), (2, 1))]:
        check.equal(tuple(student.broadcast_shape(a, b)), reference.broadcast_shape(a, b))


@points(1)
@after(test_shapes_of_different_lengths)
@hint("A single number has the empty shape and can be added to anything.", zh="单个数的形状为空，可以与任何张量相加。")
def test_the_empty_shape(student, reference):
    """The empty shape broadcasts with every shape. / 空的形状可以与任何形状广播。"""
    for a, b in [((), (2, 3)), ((4,), ()), ((), ())]:
        check.equal(tuple(student.broadcast_shape(a, b)), reference.broadcast_shape(a, b))


@points(2)
@after(test_shapes_of_the_same_length)
@hint("Sizes that differ are an error unless one of them is 1.", zh="大小不同、又都不是 1 时，应当报错。")
def test_shapes_that_do_not_broadcast(student):
    """Shapes that do not broadcast raise an error. / 不能广播的形状会引发错误。"""
    for a, b in [((3,), (2,)), ((2, 3, 4), (2, 4)), ((4, 2), (2, 2)), ((6, 3), (2, 1, 2, 3))]:
        check.raises((RuntimeError, ValueError), student.broadcast_shape, a, b)


@points(1)
@after(test_shapes_of_the_same_length)
@hint("0 is less than 1: the larger of the two sizes is not what you want.", zh="0 比 1 小：取两者中较大的并不对。")
def test_empty_tensors(student, reference):
    """A size of 0 stays 0, and meets 0 or 1 only. / 大小 0 保持为 0，且只能与 0 或 1 相遇。"""
    for a, b in [((0,), (1,)), ((2, 1), (2, 0)), ((0, 3), (3,))]:
        check.equal(tuple(student.broadcast_shape(a, b)), reference.broadcast_shape(a, b))
    check.raises((RuntimeError, ValueError), student.broadcast_shape, (0,), (2,))
