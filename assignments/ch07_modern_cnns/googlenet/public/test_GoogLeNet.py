from grader.suite import check, hint, points


@points(1)
@hint(
    "Print the number of parameters of each child, and compare with your own count.",
    zh="打印每个子模块的参数个数，与自己手算的比较。",
)
def test_the_number_of_parameters(student):
    """The network has 5,977,530 parameters. / 网络有 5,977,530 个参数。"""
    check.parameter_count(student.GoogLeNet(), 5_977_530)
