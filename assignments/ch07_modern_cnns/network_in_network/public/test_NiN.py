from grader.suite import check, hint, on, points


@points(1)
@on("meta")
@hint(
    "Print the number of parameters of each block, and compare with your own count.",
    zh="打印每个块的参数个数，与自己手算的比较。",
)
def test_the_number_of_parameters(student):
    """The network has 1,992,166 parameters. / 网络有 1,992,166 个参数。"""
    check.parameter_count(student.NiN(), 1_992_166)
