from grader.suite import check, hint, points

CASES = [  # c_i, c_o, h, w, kernel, padding, stride
    (3, 16, 9, 12, (3, 5), (1, 2), (1, 1)),
    (4, 2, 10, 7, (2, 3), (0, 1), (3, 2)),
    (1, 5, 28, 32, (5, 4), (2, 0), (2, 1)),
    (6, 6, 8, 8, (1, 1), (0, 0), (1, 1)),
]


@points(4)
@hint(
    "Each of the c_o * m_h * m_w output values needs c_i * k_h * k_w multiplications.",
    zh="c_o * m_h * m_w 个输出值，每个需要 c_i * k_h * k_w 次乘法。",
)
def test_multiplications(student, reference):
    """The number of multiplications is right. / 乘法的次数正确。"""
    check.close([student.conv_cost(*case)[0] for case in CASES], [reference.conv_cost(*case)[0] for case in CASES])


@points(3)
@hint(
    "Input without its padding, kernels, output: every number once.",
    zh="不含填充的输入、卷积核、输出：每个数各算一次。",
)
def test_memory(student, reference):
    """The number of numbers is right. / 数的个数正确。"""
    check.close([student.conv_cost(*case)[1] for case in CASES], [reference.conv_cost(*case)[1] for case in CASES])
