from grader.suite import after, check, files, hint, points


def read(student, text):
    files(student).write("data/other/wiki.train.tokens", text)
    return student._read_wiki("data/other")


@points(3)
@hint(
    'open(os.path.join(data_dir, "wiki.train.tokens"), encoding="utf-8")',
    zh='open(os.path.join(data_dir, "wiki.train.tokens"), encoding="utf-8")',
)
def test_the_sentences(student):
    """All paragraphs are there, in small letters, cut into sentences. / 每个段落都在，变成小写，切成句子。"""
    lines = [" The Sea . Was Calm . At 3 . 5 knots", "ÉTÉ . Été . x.y . z", "\t One , two ; <unk> . Three . \n"]
    right = [["the sea", "was calm", "at 3", "5 knots"], ["été", "été", "x.y", "z"], ["one , two ; <unk>", "three ."]]
    check.equal(sorted(read(student, "\n".join(lines))), sorted(right))
    check.equal(read(student, "A . b"), [["a", "b"]])


@points(1)
@after(test_the_sentences)
@hint("Ask for at least two sentences.", zh="至少要有两个句子。")
def test_what_is_left_out(student):
    """Headings, empty lines and lines without two sentences are left out. / 标题、空行和不足两个句子的行舍去。"""
    text = " = Heading = \n\n  \nOne line alone\nno.stop here\n = = Sub = = \nA . b\n"
    check.equal(read(student, text), [["a", "b"]])


@points(2)
@after(test_the_sentences)
@hint("random.shuffle(paragraphs), in each call.", zh="每次调用都 random.shuffle(paragraphs)。")
def test_the_order(student):
    """The paragraphs come in random order, another one each time. / 段落的次序是随机的，每次都不同。"""
    text = "".join(f"p{i} . q{i}\n" for i in range(30))
    orders = [[paragraph[0] for paragraph in read(student, text)] for _ in range(3)]
    check.shuffled(orders, [f"p{i}" for i in range(30)])
