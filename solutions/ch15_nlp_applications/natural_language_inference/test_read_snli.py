from grader.suite import after, check, files, hint, points

HEAD = (
    "gold_label\tsentence1_binary_parse\tsentence2_binary_parse\tsentence1_parse\tsentence2_parse\tsentence1\tsentence2"
)
NUMBERS = {"entailment": 0, "contradiction": 1, "neutral": 2}


def tree(words):
    """Words as a tree of pairs, as the file has them."""
    words = words.split()
    text = words[-1]
    for word in words[-2::-1]:
        text = f"( {word} {text} )"
    return text


def given(room, pairs, *, train=True):
    """Write pairs (label, premise, hypothesis) into a file in the room, which no one has seen."""
    lines = [HEAD]
    for label, p, h in pairs:
        other = f"(ROOT {p})", f"(ROOT {h})", p.replace(" .", "."), h.replace(" .", ".")
        lines.append("\t".join((label, tree(p), tree(h), *other)))
    files(room).write(f"data/hidden/snli_1.0_{'train' if train else 'test'}.txt", "\n".join(lines) + "\n")


def right(pairs):
    kept = [pair for pair in pairs if pair[0] in NUMBERS]
    return [p for _, p, _ in kept], [h for _, _, h in kept], [NUMBERS[label] for label, _, _ in kept]


def found(student, is_train):
    made = student.read_snli("data/hidden", is_train)
    check.equal(len(made), 3)
    return [list(part) for part in made]


PAIRS = [
    ("neutral", "A cat sits .", "The cat is old ."),
    ("entailment", "Two boys play chess in the park .", "Boys are playing ."),
    ("contradiction", "Été is a French word .", "It is Dutch !"),
    ("entailment", "Stop", "Somebody said : stop it , 2 times"),
]


@points(3)
@hint(
    "Columns two and three, without parentheses, one space between words.",
    zh="取第二列和第三列，去掉括号，单词之间一个空格。",
)
def test_sentences(student):
    """Premises and hypotheses are the words, with one space between two. / 前提和假设由单词组成，两个单词之间有一个空格。"""
    given(student, PAIRS)
    check.equal(found(student, True)[:2], list(right(PAIRS)[:2]))


@points(3)
@hint("entailment 0, contradiction 1, neutral 2.", zh="entailment 为 0，contradiction 为 1，neutral 为 2。")
def test_labels(student):
    """Every label becomes its number. / 每个标签变成对应的数。"""
    pairs = [(label, f"a {i}", f"b {i}") for i, label in enumerate(["neutral", "contradiction", *NUMBERS, "neutral"])]
    given(student, pairs)
    check.equal(found(student, True)[2], right(pairs)[2])


@points(2)
@after(test_sentences, test_labels)
@hint("Leave out the sentences of these lines, too.", zh="这些行的句子也要舍去。")
def test_other_labels(student):
    """Lines with another label are left out wholly. / 标签是其他内容的行整行舍去。"""
    pairs = [
        ("-", "one", "eins"),
        *PAIRS[:2],
        ("-", "two", "zwei"),
        ("unclear", "five", "fünf"),
        *PAIRS[2:],
        ("-", "three", "drei"),
    ]
    given(student, pairs)
    check.equal(found(student, True), list(right(pairs)))


@points(2)
@after(test_sentences, test_labels)
@hint("is_train chooses the file.", zh="is_train 决定读哪个文件。")
def test_both_files(student):
    """is_train chooses the file. / is_train 决定读哪个文件。"""
    others = [("neutral", "Only here .", "Not there ."), *PAIRS[1:2]]
    given(student, PAIRS)
    given(student, others, train=False)
    check.equal([found(student, False), found(student, True)], [list(right(others)), list(right(PAIRS))])
