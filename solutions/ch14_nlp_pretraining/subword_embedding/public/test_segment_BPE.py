from grader.suite import check, hint, points


@points(2)
@hint(
    "Try the longest piece first, and shorten it until it is a symbol.",
    zh="先试最长的一段，再逐步缩短，直到它是一个符号。",
)
def test_three_words(student):
    """The words of the example are cut. / 切分例子中的单词。"""
    symbols = ["h", "o", "p", "t", "_", "[UNK]", "op", "op_"]
    check.equal(student.segment_BPE(["hop_", "hot_", "tax_"], symbols), ["h op_", "h o t _", "t [UNK]"])
