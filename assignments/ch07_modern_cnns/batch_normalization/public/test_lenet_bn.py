from grader.suite import check, hint, points


@points(1)
@hint(
    "LeNet has 44,426 numbers of its own; gamma and beta of 6, 16, 120 and 84 features are 452 more.",
    zh="LeNet 自己有 44,426 个数；6、16、120、84 个特征的 gamma 和 beta 又有 452 个。",
)
def test_the_number_of_parameters(student):
    """44,878 numbers are trained. / 参与训练的数共有 44,878 个。"""
    check.parameter_count(student.lenet_bn(), 44_878)
