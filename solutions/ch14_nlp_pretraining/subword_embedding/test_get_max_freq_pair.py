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
    "max(pairs, key=pairs.get) is a pair with the largest count.", zh="max(pairs, key=pairs.get) 给出次数最多的符号对。"
)
def test_the_most_frequent(student, reference):
    """The most frequent pair is found, of letters and of longer symbols. / 找出频率最高的符号对，符号有长有短。"""
    for symbols in ["abcde", "xyz", ["ab", "a", "b", "cde"]]:
        words = some_words(list(symbols))
        check.equal(student.get_max_freq_pair(dict(words)), reference.get_max_freq_pair(words))
    check.equal(student.get_max_freq_pair({"a b _": 2, "b a _": 1, "c b a _": 2}), ("b", "a"))
    check.equal(student.get_max_freq_pair({"a a a a": 2, "b a _": 5}), ("a", "a"))


@points(2)
@after(test_the_most_frequent)
@hint(
    "Of equal counts the first in the order of reading wins, not the last, nor the first in the alphabet.",
    zh="次数相同时取最先读到的，而不是最后一个，也不是字母表中靠前的。",
)
def test_ties(student):
    """Of equally frequent pairs, the one that occurs first is taken. / 频率相同时取最先出现的符号对。"""
    check.equal(student.get_max_freq_pair({"z y x _": 1, "a b _": 1}), ("z", "y"))
    check.equal(student.get_max_freq_pair({"m n _": 2, "c d _": 3, "m o _": 2, "c d e _": 2, "m n": 3}), ("m", "n"))
    check.equal(student.get_max_freq_pair({"a b": 2, "q r _": 5, "b a": 3, "a b _": 3}), ("a", "b"))
