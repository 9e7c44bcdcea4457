from grader.suite import check, hint, points


@points(1)
@hint("One string: file.read().", zh="一个字符串：file.read()。")
def test_the_sentences(student):
    """The text begins with its first pair and has 82 lines. / 文本以第一对句子开头，共有 82 行。"""
    text = student.read_data_nmt()
    check.equal(text[:22], "Stay here.\tReste ici.\n")
    check.equal(text.count("\n"), 82)
