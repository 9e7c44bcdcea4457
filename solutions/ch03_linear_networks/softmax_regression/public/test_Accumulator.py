from grader.suite import check, hint, points


@points(1)
@hint("Each sum grows by the number in its place.", zh="每个和都加上对应位置的数。")
def test_two_sums(student):
    """After add(1, 2) and add(3, 4) the sums are 4.0 and 6.0. / 依次 add(1, 2) 和 add(3, 4) 之后，和为 4.0 与 6.0。"""
    metric = student.Accumulator(2)
    metric.add(1, 2)
    metric.add(3, 4)
    check.close([metric[0], metric[1]], [4.0, 6.0])
