from grader.suite import check, hint, points


@points(1)
@hint("A list for each line: its words, or its characters.", zh="每一行对应一个列表：其中是单词，或是字符。")
def test_words_and_characters(student):
    """Two lines become lists of words, or of characters. / 两行文本变成单词的列表，或字符的列表。"""
    lines = ["the clock", "", "i see"]
    check.equal(student.tokenize(lines), [["the", "clock"], [], ["i", "see"]])
    check.equal(student.tokenize(["i see"], "char"), [["i", " ", "s", "e", "e"]])
