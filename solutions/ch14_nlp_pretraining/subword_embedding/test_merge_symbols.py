import random

from grader.suite import after, check, hint, points


def some_words(symbols, n=14):
    """Words of 2 to 7 of these symbols, no word twice, with frequencies."""
    words = {}
    for _ in range(n):
        parts = [*random.choices(symbols, k=random.randint(1, 6)), "_"]
        words["".join(parts)] = " ".join(parts)
    return {word: random.randint(1, 9) for word in words.values()}


def same_words(mine, right):
    """The same words with the same frequencies, in the same order."""
    check.equal(list(dict(mine).items()), list(dict(right).items()))


@points(2)
@hint(
    "Go through the symbols of each word, and merge the pair wherever it stands.",
    zh="逐个处理每个单词的符号，凡是这个符号对都要合并。",
)
def test_many_words(student, reference):
    """The pair is merged wherever it occurs, and all else stays. / 每一处都合并，其余不变。"""
    for symbols, pair in (("abc", ("a", "b")), ("xyz", ("y", "_")), (["ab", "cd", "e"], ("ab", "cd"))):
        words = {**some_words(list(symbols)), " ".join([*pair] * 3): 2}
        same_words(student.merge_symbols(pair, dict(words), ["_"]), reference.merge_symbols(pair, words, ["_"]))


@points(1)
@after(test_many_words)
@hint("From left to right: what has been merged is a new symbol.", zh="从左往右：已经合并的部分是一个新符号。")
def test_twice_the_same(student):
    """A symbol with itself is merged from left to right. / 符号与自身相邻时从左往右合并。"""
    words = {"a a a _": 1, "a a a a _": 2, "b a a a a a": 3, "a _": 4}
    merged = {"aa a _": 1, "aa aa _": 2, "b aa aa a": 3, "a _": 4}
    same_words(student.merge_symbols(("a", "a"), words, []), merged)


@points(2)
@after(test_many_words)
@hint(
    "The text 'o p' also stands in 'ho p' and in 'o pe'. Compare symbols, not text.",
    zh="文本 'o p' 也出现在 'ho p' 和 'o pe' 中。要比较的是符号，不是文本。",
)
def test_whole_symbols(student, reference):
    """Only whole symbols are merged. / 只合并完整的符号。"""
    words = {"ho p _": 3, "s o pe _": 2, "ho pe _": 5, "t o p _": 1, "ho p o p ho p": 4}
    merged = {"ho p _": 3, "s o pe _": 2, "ho pe _": 5, "t op _": 1, "ho p op ho p": 4}
    same_words(student.merge_symbols(("o", "p"), words, []), merged)
    words = some_words(list("ab"))
    for _ in range(6):  # as in learning
        pair = reference.get_max_freq_pair(words)
        right = reference.merge_symbols(pair, words, [])
        same_words(student.merge_symbols(pair, dict(words), []), right)
        words = right


@points(1)
@after(test_many_words)
def test_what_the_list_holds(student):
    """The list has one symbol more with each call, at its end. / 每次调用，列表末尾多出一个符号。"""
    symbols = ["a", "b", "_", "[UNK]"]
    student.merge_symbols(("b", "_"), {"a b _": 1, "b b _": 1}, symbols)
    student.merge_symbols(("a", "b_"), {"a b_": 1, "b b_": 1}, symbols)
    check.equal(symbols, ["a", "b", "_", "[UNK]", "b_", "ab_"])


@points(1)
@after(test_many_words)
@hint("Put the new spellings into a dict of their own.", zh="把新的写法放进另一个字典。")
def test_the_words_are_left_alone(student):
    """The dict that was passed in stays as it was. / 传入的字典保持原样。"""
    words = {"a b _": 1, "b b _": 3, "b a _": 2}
    student.merge_symbols(("a", "b"), words, [])
    check.equal(words, {"a b _": 1, "b b _": 3, "b a _": 2})
