from grader.suite import check, hint, points


@points(1)
@hint("collections.Counter counts the items of a flat list.", zh="collections.Counter 统计一维列表中各项出现的次数。")
def test_two_lines(student):
    """The words of two lines are counted together. / 两行中的单词合在一起统计。"""
    check.equal(dict(student.count_corpus([["tick", "tock", "tick"], ["tock", "tick"]])), {"tick": 3, "tock": 2})
