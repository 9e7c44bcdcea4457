from grader.suite import check, hint, points


@points(1)
@hint(
    "Four output pixels of one channel, each from 2 x 2 x 2 products; 2 x 9 numbers in, 2 x 4 in the kernel, 4 out.",
    zh="一个通道的四个输出像素，每个用 2 x 2 x 2 次乘法；输入 2 x 9 个数，卷积核 2 x 4 个，输出 4 个。",
)
def test_the_worked_example(student):
    """The worked example takes 32 multiplications and 30 numbers. / 例题需要 32 次乘法和 30 个数。"""
    check.close(tuple(student.conv_cost(2, 1, 3, 3, (2, 2), (0, 0), (1, 1))), (32, 30))
