from grader.suite import check, hint, points


@points(2)
@hint("Each pair counts as often as its word is frequent.", zh="单词的频率是多少，它的每个符号对就计多少次。")
def test_three_words(student):
    """The pairs of the example are counted. / 统计例子中的符号对。"""
    found = student.get_pair_freqs({"h o p _": 3, "h o t _": 2, "t o p _": 4})
    right = {("h", "o"): 5, ("o", "p"): 7, ("p", "_"): 7, ("o", "t"): 2, ("t", "_"): 2, ("t", "o"): 4}
    check.equal(dict(found), right)
