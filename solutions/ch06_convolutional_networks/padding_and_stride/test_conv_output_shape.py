import torch

from grader.suite import after, check, hint, points


def the_truth(shape, kernel, padding, stride):
    return torch.nn.functional.conv2d(torch.ones(1, 1, *shape), torch.ones(1, 1, *kernel), None, stride, padding).shape


@points(2)
@hint(
    "Without padding and with steps of one: n - k + 1 along each axis.",
    zh="没有填充且步幅为 1 时，每个轴上是 n - k + 1。",
)
def test_by_default(student):
    """Without padding and stride, the result is right, for kernels that are not square too.

    没有填充和步幅时结果正确，卷积核不是正方形时也一样。"""
    for shape, kernel in [((8, 8), (3, 3)), ((5, 9), (2, 4)), ((6, 6), (1, 6)), ((3, 4), (3, 4))]:
        found = student.conv_output_shape(shape, kernel)
        check.equal(tuple(found), tuple(the_truth(shape, kernel, 0, 1)[2:]))


@points(3)
@hint(
    "The padding counts twice, once for each side; the division by the stride is rounded down before 1 is added.",
    zh="填充要算两次，两边各一次；除以步幅时先向下取整，再加 1。",
)
def test_with_both(student):
    """With paddings and strides of their own for both axes, the result is right. / 两个轴各有自己的填充和步幅时，结果正确。"""
    for shape, kernel, padding, stride in [
        ((8, 8), (3, 3), (1, 1), (2, 2)),
        ((7, 12), (2, 5), (3, 0), (2, 3)),
        ((10, 6), (4, 3), (0, 2), (5, 1)),
        ((4, 11), (5, 2), (2, 1), (1, 4)),
        ((9, 9), (3, 3), (1, 1), (7, 9)),
    ]:
        found = student.conv_output_shape(shape, kernel, padding, stride)
        check.equal(tuple(found), tuple(the_truth(shape, kernel, padding, stride)[2:]))


@points(1)
@after(test_by_default)
@hint(
    "Your stub has a function pair: a single number holds for both axes.",
    zh="代码框架里有函数 pair：单个数对两个轴都有效。",
)
def test_single_numbers(student):
    """A single number holds for both axes. / 单个数对两个轴都有效。"""
    found = student.conv_output_shape((9, 14), 4, 2, 3)
    check.equal(tuple(found), tuple(the_truth((9, 14), (4, 4), 2, 3)[2:]))


@points(2)
@after(test_with_both)
@hint(
    "raise ValueError where k > n + 2 p, along either axis; a kernel that fits exactly is fine.",
    zh="任意一个轴上 k > n + 2p 时，raise ValueError；恰好放得下则没有问题。",
)
def test_a_kernel_that_does_not_fit(student):
    """A kernel that is larger than the padded image raises ValueError. / 卷积核大于填充后的图像时，抛出 ValueError。"""
    for shape, kernel, padding in [((3, 8), (4, 2), 0), ((8, 3), (2, 6), (5, 1)), ((2, 2), (5, 5), 1)]:
        check.raises(ValueError, student.conv_output_shape, shape, kernel, padding, 4)
    check.equal(tuple(student.conv_output_shape((3, 8), (5, 2), 1)), (1, 9))
