from grader.suite import check, files, hint, points


@points(2)
@hint(
    'strip(), lower(), split(" . "); lines without two sentences are left out.',
    zh='strip()、lower()、split(" . ")；不足两个句子的行舍去。',
)
def test_three_lines(student):
    """A heading, a paragraph and an empty line. / 一个标题、一个段落、一个空行。"""
    files(student).write("data/small/wiki.train.tokens", " = Rain = \n It rains . We stay . \n\n")
    check.equal(student._read_wiki("data/small"), [["it rains", "we stay ."]])
