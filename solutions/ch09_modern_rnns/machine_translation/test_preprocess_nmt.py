from grader.suite import after, check, hint, points


@points(2)
@hint("A space before each of , . ! and ?.", zh="在 , . ! ? 的前面各加一个空格。")
def test_punctuation_stands_alone(student, reference):
    """There is a space before each , . ! and ?. / 每个 , . ! ? 前面都有一个空格。"""
    for text in ("no, not yet.", "o! me?", "well, well, come in.\tentre.\nno!\tnon!\n"):
        check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))


@points(1)
@hint("text.lower() knows accents too.", zh="text.lower() 也认识带重音的字母。")
def test_lower_case(student, reference):
    """All letters are small, É too. / 所有字母都变成小写，É 也一样。"""
    text = "ÉTÉ and Œuvre BY Anna"
    check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))


@points(2)
@hint(
    r'Replace "\u202f" and "\xa0" by a plain space, before you look for spaces.',
    zh=r'在查找空格之前，先把 "\u202f" 和 "\xa0" 换成普通空格。',
)
def test_spaces_that_do_not_break(student, reference):
    """U+202F and U+00A0 become plain spaces. / U+202F 和 U+00A0 变成普通空格。"""
    for text in ("qui\xa0? moi", "va\u202f!", "a\u202fb\xa0c\u202f\u202fd"):
        check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))


@points(1)
@after(test_punctuation_stands_alone)
@hint("Where a space stands before it already, add none.", zh="前面已有空格时不再添加。")
def test_no_second_space(student, reference):
    """Where there is a space before the sign, no second is added. / 标点前已有空格时，不再加第二个。"""
    for text in ("wait , he said .", "a ! b ?c"):
        check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))


@points(1)
@after(test_punctuation_stands_alone)
@hint("A sign before a sign is no space: !! becomes ! !.", zh="标点前面的标点不是空格：!! 变成 ! !。")
def test_signs_in_a_row(student, reference):
    """Signs in a row are taken apart. / 连续的标点要分开。"""
    for text in ("no!!", "what?!.", "well..., yes"):
        check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))


@points(1)
@after(test_punctuation_stands_alone)
@hint(
    "The first character has none before it; text[-1] is the last.", zh="第一个字符前面没有字符；text[-1] 是最后一个。"
)
def test_a_sign_at_the_start(student, reference):
    """At the very start nothing is put in; an empty text stays empty. / 文本开头不加空格；空文本仍为空。"""
    for text in ("!a b", "?", "."):
        check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))
    check.equal(student.preprocess_nmt(""), "")


@points(1)
@after(test_punctuation_stands_alone)
@hint("Only , . ! and ? are moved away from the word.", zh="只有 , . ! ? 与单词分开。")
def test_other_signs_stay(student, reference):
    """Apostrophes, hyphens, colons and quotation marks stay where they are. / 撇号、连字符、冒号和引号保持原样。"""
    text = "l'été: aujourd'hui - \"oui\"; c'est-à-dire (non) 12 %"
    check.equal(student.preprocess_nmt(text), reference.preprocess_nmt(text))
