import torch

from grader.suite import after, check, hint, points


def pairs(freqs):
    return [tuple(pair) for pair in freqs]


@points(2)
@hint("Count the n-grams as tuples.", zh="以元组的形式统计 n 元语法。")
def test_counts(student, reference):
    """Every n-gram is counted. / 每个 n 元语法的次数都正确。"""
    corpus = [["tick", "tock", "钟"][i] for i in torch.randint(3, (40,)).tolist()]
    for n in (1, 2, 3):
        check.equal(dict(pairs(student.ngram_freqs(corpus, n))), dict(reference.ngram_freqs(corpus, n)))


@points(2)
@after(test_counts)
@hint("Sort by the count, the largest first.", zh="按次数从大到小排序。")
def test_the_most_frequent_first(student):
    """The most frequent n-grams come first. / 最常见的 n 元语法排在最前。"""
    corpus = [1, 2, 2, 3, 3, 3, 4, 4, 4, 4]
    check.equal(pairs(student.ngram_freqs(corpus, 1)), [((4,), 4), ((3,), 3), ((2,), 2), ((1,), 1)])
    check.equal(pairs(student.ngram_freqs(corpus, 2))[:2], [((4, 4), 3), ((3, 3), 2)])


@points(1)
@after(test_the_most_frequent_first)
@hint("Sort by the count alone: sorting is stable.", zh="只按次数排序：排序是稳定的。")
def test_ties(student, reference):
    """Of n-grams that are equally frequent, the one that occurs first comes first. / 频率相同时，先出现的排在前面。"""
    corpus = list("zyaxzybaxc")
    for n in (1, 2, 3):
        check.equal(pairs(student.ngram_freqs(corpus, n)), reference.ngram_freqs(corpus, n))


@points(1)
@after(test_counts)
def test_nothing_to_count(student):
    """Where the corpus is shorter than n, the list is empty. / 语料比 n 短时，列表为空。"""
    check.equal(pairs(student.ngram_freqs(["a"], 2)), [])
