import torch

from grader.suite import after, check, hint, points


def sentences(size, *lengths):
    return [torch.randint(size, (n,)).tolist() for n in lengths]


def both(student, reference, corpus, *args, **kwargs):
    return (room.cooccurrences([list(line) for line in corpus], *args, **kwargs) for room in (student, reference))


@points(4)
@hint(
    "All places at most window_size to the left or to the right, in the same sentence.",
    zh="同一句子中，向左或向右不超过 window_size 的所有位置。",
)
def test_counts(student, reference):
    """The counts are right for windows of several sizes. / 不同窗口大小的次数都正确。"""
    for size, window_size, lengths in ((6, 2, (7, 5)), (9, 3, (12,)), (4, 1, (6, 3, 4)), (20, 4, (10, 10))):
        corpus = sentences(size, *lengths)
        check.close(*both(student, reference, corpus, size, window_size))


@points(2)
@after(test_counts)
@hint(
    "A token is not in its own context; the same word elsewhere is.", zh="词元不在自己的上下文里；别处的同一个词则在。"
)
def test_the_diagonal(student, reference):
    """A word that comes twice in a window counts with itself, twice. / 窗口中出现两次的词与自己共现，计两次。"""
    for corpus in ([[1, 1]], [[0, 2, 0, 2, 2]], [[1, 1, 1, 1]]):
        check.close(*both(student, reference, corpus, 3, 2))


@points(3)
@after(test_counts)
@hint("With by_distance a pair at distance d counts 1 / d.", zh="by_distance 为真时，相距 d 的一对计 1 / d。")
def test_by_distance(student, reference):
    """With by_distance, pairs count by the inverse of their distance. / by_distance 为真时，按距离的倒数计数。"""
    for size, window_size, lengths in ((6, 3, (7, 5)), (3, 4, (9,)), (5, 1, (6,))):
        corpus = sentences(size, *lengths)
        check.close(*both(student, reference, corpus, size, window_size, by_distance=True))


@points(1)
@after(test_counts)
@hint("Sentences may be empty, and shorter than the window.", zh="句子可能是空的，也可能比窗口短。")
def test_short_sentences(student, reference):
    """Short and empty sentences, words that never occur, and no sentence at all. / 很短的和空的句子、从不出现的词，以及没有句子的情形。"""
    for corpus in ([[3], [], [0, 4], [2, 1, 2]], []):
        check.close(*both(student, reference, corpus, 7, 5))
        check.close(*both(student, reference, corpus, 7, 5, by_distance=True))


@points(1)
@after(test_counts)
@hint("Make the counts anew, and change none of the sentences.", zh="次数要另建张量，不要改动句子。")
def test_the_corpus_is_left_alone(student):
    """The corpus is not changed. / 不改动传入的语料。"""
    corpus = [[1, 0, 2], [], [2, 2]]
    counts = student.cooccurrences(corpus, 3, 2)
    check.equal(corpus, [[1, 0, 2], [], [2, 2]])
    check.close(counts, torch.tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 2.0]]))
