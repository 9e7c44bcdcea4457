from grader.suite import check, hint, on, points


@points(1)
@on("meta")
@hint(
    "Print the number of parameters of each child, and compare with your own count.",
    zh="打印每个子模块的参数个数，与自己手算的比较。",
)
def test_the_number_of_parameters(student):
    """The network has 758,226 parameters. / 网络有 758,226 个参数。"""
    check.parameter_count(student.DenseNet(), 758_226)
