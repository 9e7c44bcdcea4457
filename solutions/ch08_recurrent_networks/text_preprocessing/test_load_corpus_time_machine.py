import pytest

from grader.suite import after, check, files, hint, points

TEXT = "Tea at 5, Mr. Pym?\n\n-- Tea; later.\nNo tea\n"


@pytest.fixture(autouse=True)
def hidden_text(student, reference):
    """The text is there for both: a function that is lent reads where the reference does."""
    for room in (student, reference):
        files(room).write("data/timemachine.txt", TEXT)


def loaded(room, *args):
    corpus, vocab = room.load_corpus_time_machine(*args)
    return list(corpus), list(vocab.idx_to_token)


@points(3)
@hint(
    "One flat list of whole numbers, line after line: [vocab[c] for line in tokens for c in line].",
    zh="一个一维的整数列表，一行接一行：[vocab[c] for line in tokens for c in line]。",
)
def test_all_characters(student, reference):
    """The corpus is the characters of all lines as one list of numbers. / 语料是所有行的字符，合成一个数字列表。"""
    check.equal(loaded(student)[0], loaded(reference)[0])
    check.equal(loaded(student, -1)[0], loaded(reference)[0])


@points(2)
@hint("The tokens are characters.", zh="词元是字符。")
def test_the_vocabulary(student, reference):
    """The vocabulary is that of the characters of the text. / 词表由文本的字符构成。"""
    check.equal(loaded(student)[1], loaded(reference)[1])


@points(2)
@after(test_all_characters)
@hint("Cut the corpus to its first max_tokens numbers.", zh="只保留语料的前 max_tokens 个数。")
def test_max_tokens(student, reference):
    """max_tokens keeps so many characters; more than there are keeps all. / max_tokens 指定保留多少个字符；超过总数时全部保留。"""
    for max_tokens in (1, 7, 20, 500):
        check.equal(loaded(student, max_tokens)[0], loaded(reference, max_tokens)[0])


@points(1)
@after(test_max_tokens, test_the_vocabulary)
@hint("Make the vocabulary of the whole text, then cut the corpus.", zh="先用整个文本建立词表，再截断语料。")
def test_max_tokens_leaves_the_vocabulary_alone(student, reference):
    """The vocabulary is that of the whole text, also with max_tokens. / 给了 max_tokens 时，词表仍由整个文本构成。"""
    check.equal(loaded(student, 5)[1], loaded(reference)[1])
