import random

from grader.suite import after, check, hint, points


def some_words(symbols, n=12):
    """Words of 2 to 7 of these symbols, no word twice, with frequencies."""
    words = {}
    for _ in range(n):
        parts = [*random.choices(symbols, k=random.randint(1, 6)), "_"]
        words["".join(parts)] = " ".join(parts)
    return {word: random.randint(1, 9) for word in words.values()}


@points(2)
@hint(
    "split() gives the symbols of a word; its frequency is what each pair adds.",
    zh="split() 给出单词的各个符号；每个符号对加上单词的频率。",
)
def test_letters(student, reference):
    """Pairs of letters are counted, in many words. / 统计许多单词中的字母对。"""
    for letters in "abcdefgh", "xyz", "éü中":
        words = some_words(list(letters))
        check.equal(dict(student.get_pair_freqs(dict(words))), dict(reference.get_pair_freqs(words)))


@points(1)
@hint(
    "A symbol may have several letters: neighbours are symbols, not characters.",
    zh="一个符号可以有多个字母：相邻的是符号，不是字符。",
)
def test_longer_symbols(student, reference):
    """Symbols may be longer than a letter. / 符号可以不止一个字母。"""
    words = some_words(["ab", "a", "b", "cde", "er"])
    check.equal(dict(student.get_pair_freqs(dict(words))), dict(reference.get_pair_freqs(words)))


@points(1)
@after(test_letters)
@hint(
    "Only what occurs is in the dict, and a word of one symbol has no pair.",
    zh="字典里只有出现过的符号对；只有一个符号的单词没有符号对。",
)
def test_places(student):
    """Every place counts; words of one symbol have no pair. / 每个位置都算；只有一个符号的单词没有符号对。"""
    check.equal(dict(student.get_pair_freqs({"a a a a": 2, "b": 7, "ab_": 1})), {("a", "a"): 6})
    check.equal(dict(student.get_pair_freqs({"whole_": 3})), {})
    check.equal(dict(student.get_pair_freqs({})), {})
