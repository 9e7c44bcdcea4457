import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("From each place i the tokens i to i + n - 1, as a tuple.", zh="从每个位置 i 取词元 i 到 i + n - 1，组成元组。")
def test_runs_of_any_length(student, reference):
    """Each run of n neighbours comes, in order, as a tuple. / 每一串 n 个相邻的词元按顺序给出，都是元组。"""
    corpus = torch.randint(5, (12,)).tolist()
    for n in (2, 3, 4):
        check.equal(list(student.ngrams(corpus, n)), reference.ngrams(corpus, n))
    words = ["l'été", "时间", "🙂", "时间", "x"]
    check.equal(list(student.ngrams(words, 3)), reference.ngrams(words, 3))


@points(1)
@after(test_runs_of_any_length)
@hint("A tuple with one item is written (a,).", zh="只有一项的元组写作 (a,)。")
def test_single_tokens(student):
    """For n = 1 the tuples have length one. / n = 1 时元组的长度为 1。"""
    check.equal(list(student.ngrams(["a", "b", "a"], 1)), [("a",), ("b",), ("a",)])


@points(1)
@after(test_runs_of_any_length)
@hint(
    "A corpus of n tokens has one n-gram, a shorter one none.",
    zh="恰有 n 个词元的语料有一个 n 元语法，更短的一个也没有。",
)
def test_a_short_corpus(student):
    """A corpus of n tokens has one n-gram, a shorter one none. / 恰有 n 个词元时有一个 n 元语法，更短时一个也没有。"""
    check.equal(list(student.ngrams([1, 2, 3], 3)), [(1, 2, 3)])
    check.equal(list(student.ngrams([1, 2], 3)), [])
    check.equal(list(student.ngrams([1], 3)), [])
    check.equal(list(student.ngrams([], 1)), [])
