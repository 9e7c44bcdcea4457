from grader.suite import after, check, files, hint, points


def lines_of(room, text):
    """What comes of a hidden text."""
    files(room).write("data/timemachine.txt", text)
    return list(room.read_time_machine())


@points(3)
@hint(
    'Every run of other characters becomes one space: re.sub("[^A-Za-z]+", " ", line).',
    zh='每一串其他字符都变成一个空格：re.sub("[^A-Za-z]+", " ", line)。',
)
def test_letters_and_spaces(student, reference):
    """Lower-case letters remain, with one space between words. / 只剩小写字母，单词之间恰有一个空格。"""
    text = '"Wait!" HE cried -- but the Door (oak, old)...\n  It\'s half-past two;\tnow what?\nZ*A\n'
    check.equal(lines_of(student, text), lines_of(reference, text))


@points(2)
@after(test_letters_and_spaces)
@hint('Keep every line: one without letters becomes "".', zh='每一行都要保留：没有字母的行变成 ""。')
def test_lines_without_letters_stay(student, reference):
    """Empty lines, and lines without letters, stay as empty strings. / 空行和没有字母的行保留为空字符串。"""
    text = "\nOne\n\n\n  \n* * *\nTwo, three\n\n"
    check.equal(lines_of(student, text), lines_of(reference, text))


@points(2)
@after(test_letters_and_spaces)
@hint(
    "Only A to Z and a to z count. \\w and isalpha() also take é, 中 and, the first, digits and _.",
    zh="只有 A 到 Z、a 到 z 算字母。\\w 和 isalpha() 还会放过 é、中，前者连数字和 _ 也放过。",
)
def test_other_letters_and_digits(student, reference):
    """Digits, _, accented letters and other scripts are gaps. / 数字、_、带重音的字母和其他文字都算间隔。"""
    text = "Café_de_la Tour, 3rd floor\n“naïve”—she said…\n时间机器 Time 2x\nΩmega\u00a0b\n"
    check.equal(lines_of(student, text), lines_of(reference, text))


@points(1)
@after(test_letters_and_spaces)
@hint(
    "A file that ends with a line break has no further line behind it.",
    zh="文件以换行符结尾时，后面并没有多出一行。",
)
def test_the_last_line(student, reference):
    """The last line counts once, with or without a line break at its end. / 最后一行无论末尾有没有换行符，都只算一行。"""
    for text in ("first\nSecond\n", "first\nSecond"):
        check.equal(lines_of(student, text), lines_of(reference, text))
