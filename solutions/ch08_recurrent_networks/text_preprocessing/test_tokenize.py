from grader.suite import after, check, hint, points


@points(2)
@hint("split() cuts a line at its spaces.", zh="split() 在空格处切分一行。")
def test_words(student, reference):
    """Each line becomes the list of its words; that is what comes without a second argument. / 每一行变成单词的列表；不给第二个参数时就是如此。"""
    lines = ["the long hand moved", "a", "snow fell again snow"]
    check.equal(student.tokenize(lines), reference.tokenize(lines))
    check.equal(student.tokenize(lines, token="word"), reference.tokenize(lines))


@points(2)
@hint("list(line) gives all characters of a string, spaces too.", zh="list(line) 给出字符串的全部字符，包括空格。")
def test_characters(student, reference):
    """Each line becomes the list of its characters, spaces included. / 每一行变成字符的列表，空格也是字符。"""
    lines = ["the hand", "aab", "ten to six"]
    check.equal(student.tokenize(lines, "char"), reference.tokenize(lines, "char"))
    check.equal(student.tokenize(lines, token="char"), reference.tokenize(lines, "char"))


@points(2)
@after(test_words, test_characters)
@hint(
    'An empty line has no tokens: "".split(" ") is [""], "".split() is [].',
    zh='空行没有词元："".split(" ") 得 [""]，"".split() 得 []。',
)
def test_empty_lines_and_wide_gaps(student, reference):
    """An empty line has no tokens but stays; spaces in a row make no empty words. / 空行没有词元但保留；连续的空格不产生空单词。"""
    check.equal(student.tokenize(["", "to  and   fro", ""]), reference.tokenize(["", "to  and   fro", ""]))
    check.equal(student.tokenize(["", "a b", ""], "char"), reference.tokenize(["", "a b", ""], "char"))
    check.equal(student.tokenize([]), [])


@points(1)
@after(test_words, test_characters)
def test_any_script(student, reference):
    """Words and characters of other scripts are tokens as well. / 其他文字的单词和字符同样是词元。"""
    lines = ["où est l'été ?", "时间 机器", "Ωμ 🙂 x"]
    for kind in ("word", "char"):
        check.equal(student.tokenize(lines, kind), reference.tokenize(lines, kind))


@points(1)
@after(test_words, test_characters)
@hint(
    "Do not fall back on words: raise a ValueError, or say so and return None.",
    zh="不要当作单词处理：抛出 ValueError，或打印提示并返回 None。",
)
def test_an_unknown_kind(student):
    """For another kind there are no tokens. / 其他类型没有词元可给。"""
    try:
        tokens = student.tokenize(["a b"], "sentence")
    except Exception:  # any error says that there is no such kind
        return
    check.equal(tokens, None)
