import torch

from grader.suite import after, check, hint, points


def some_words(n):
    return [["tick", "tock", "ring", "été", "钟"][i] for i in (torch.rand(n) ** 2 * 5).long().tolist()]


@points(2)
@hint(
    "The items of the list are the tokens here: count them as they are.",
    zh="此时列表中的各项就是词元：直接统计它们。",
)
def test_one_list(student, reference):
    """The tokens of one list are counted. / 统计一维列表中的词元。"""
    for words in (some_words(30), ["a"], list("hello")):
        check.equal(dict(student.count_corpus(words)), dict(reference.count_corpus(words)))


@points(2)
@hint("Flatten the list of lists first.", zh="先把列表的列表展平。")
def test_lists_of_lists(student, reference):
    """The tokens of several lists are counted together. / 多个列表中的词元合在一起统计。"""
    lines = [some_words(7), some_words(1), some_words(12), ["only", "only"]]
    check.equal(dict(student.count_corpus(lines)), dict(reference.count_corpus(lines)))


@points(2)
@after(test_one_list, test_lists_of_lists)
@hint(
    "Nothing to count gives an empty counter; the first line may be empty as well.",
    zh="没有词元时得到空的计数器；第一行也可能是空的。",
)
def test_nothing_to_count(student):
    """Empty lists count as nothing, also in front. / 空列表没有词元，排在最前面也一样。"""
    check.equal(dict(student.count_corpus([])), {})
    check.equal(dict(student.count_corpus([[], []])), {})
    check.equal(dict(student.count_corpus([[], ["a", "b"], [], ["a"]])), {"a": 2, "b": 1})


@points(1)
@after(test_one_list)
@hint("Only lists are flattened: a tuple is one token.", zh="只展平列表：元组是一个词元。")
def test_tuples_are_tokens(student):
    """A tuple, a pair of words say, is one token. / 元组（例如两个词组成的二元组）是一个词元。"""
    pairs = [("the", "hand"), ("hand", "moved"), ("the", "hand")]
    expected = {("the", "hand"): 2, ("hand", "moved"): 1}
    check.equal(dict(student.count_corpus(pairs)), expected)
    check.equal(dict(student.count_corpus([pairs[:2], pairs[2:]])), expected)
