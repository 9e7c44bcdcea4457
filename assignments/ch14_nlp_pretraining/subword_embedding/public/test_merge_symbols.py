from grader.suite import after, check, hint, points


@points(2)
@hint(
    "Return a dict with the same frequencies, and the words in their new spelling.",
    zh="返回频率不变、单词换成新写法的字典。",
)
def test_three_words(student):
    """("o", "p") is merged in the words of the example. / 在例子的单词中合并 ("o", "p")。"""
    words = {"h o p _": 3, "h o t _": 2, "t o p _": 4}
    merged = student.merge_symbols(("o", "p"), words, ["h", "o", "p", "t", "_"])
    check.equal(dict(merged), {"h op _": 3, "h o t _": 2, "t op _": 4})


@points(1)
@after(test_three_words)
@hint(
    "Append to the list that was passed in: symbols + [...] makes another one.",
    zh="追加到传入的列表：symbols + [...] 得到的是另一个列表。",
)
def test_the_list_grows(student):
    """The new symbol is appended to the caller's list. / 新符号追加到调用者的列表末尾。"""
    symbols = ["h", "o", "p", "t", "_"]
    student.merge_symbols(("o", "p"), {"h o p _": 3}, symbols)
    check.equal(symbols, ["h", "o", "p", "t", "_", "op"])
