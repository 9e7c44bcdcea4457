from grader.suite import check, hint, points


@points(1)
@hint("For x² each step multiplies x by 1 - 2 * 0.25 = 0.5.", zh="对 x²，每一步把 x 乘以 1 - 2 * 0.25 = 0.5。")
def test_halving(student):
    """On x² with eta = 0.25, each step halves x: 10, 5, 2.5, ... / 对 x²，eta = 0.25，每一步使 x 减半：10、5、2.5……"""
    results = student.gd(0.25, lambda x: 2 * x)
    check.close([check.number(x) for x in results], [10.0 / 2**t for t in range(11)])
