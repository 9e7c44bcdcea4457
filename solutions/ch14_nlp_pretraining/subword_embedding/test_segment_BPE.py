import random

from grader.suite import after, check, hint, points


@points(3)
@hint(
    "Begin with the whole rest of the word, and shorten it from the right until it is a symbol.",
    zh="从单词剩下的全部开始，从右边逐个缩短，直到它是一个符号。",
)
def test_the_longest_first(student, reference):
    """The longest symbol that fits is taken, wherever it stands in the list. / 取能匹配的最长符号，与它在列表中的位置无关。"""
    symbols = ["a", "b", "_", "ab", "aba", "bb_", "b_", "[UNK]"]
    for _ in range(3):
        random.shuffle(symbols)
        words = ["".join(random.choices("ab", k=random.randint(1, 8))) + "_" for _ in range(15)]
        words += ["abab_", "bb_", "aabb_", "ab"]
        check.equal(student.segment_BPE(list(words), list(symbols)), reference.segment_BPE(words, symbols))


@points(2)
@hint(
    "When not even one letter fits, the whole rest is one [UNK], and the word is done.",
    zh="连一个字母也匹配不上时，剩下的全部成为一个 [UNK]，这个单词就到此为止。",
)
def test_unknown(student):
    """The rest of a word that no symbol fits becomes one [UNK]. / 无法匹配的剩余部分变成一个 [UNK]。"""
    symbols = ["a", "b", "_", "ab", "[UNK]"]
    words = ["abxab_", "xyz", "bby", "é_", "ba_"]
    check.equal(student.segment_BPE(words, symbols), ["ab [UNK]", "[UNK]", "b b [UNK]", "[UNK]", "b a _"])


@points(1)
@after(test_the_longest_first, test_unknown)
@hint("What has been cut off stays: there is no going back.", zh="已经切下的不再改动：不回头重来。")
def test_never_back(student):
    """A longest symbol stays, even where a shorter one would have led to the end. / 取了最长的就不再反悔，哪怕取短的能走到头。"""
    check.equal(student.segment_BPE(["abc", "abcd"], ["a", "ab", "bc", "cd", "abc", "_"]), ["abc", "abc [UNK]"])
    check.equal(student.segment_BPE(["abc", "xabc"], ["a", "ab", "bc", "x"]), ["ab [UNK]", "x ab [UNK]"])


@points(1)
@after(test_the_longest_first)
def test_little(student):
    """No words give an empty list, and an empty word gives "". / 没有单词时得到空列表；空单词得到 ""。"""
    check.equal(student.segment_BPE([], ["a"]), [])
    check.equal(student.segment_BPE(["", "a", ""], ["a"]), ["", "a", ""])


@points(1)
@after(test_the_longest_first)
def test_the_lists_are_left_alone(student):
    """Neither list is changed. / 两个列表都不改动。"""
    words, symbols = ["ab_", "xb_", "b_"], ["a", "b", "_", "b_"]
    student.segment_BPE(words, symbols)
    check.equal((words, symbols), (["ab_", "xb_", "b_"], ["a", "b", "_", "b_"]))
