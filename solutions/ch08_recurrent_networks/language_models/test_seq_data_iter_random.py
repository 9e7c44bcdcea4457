import torch

from grader.suite import after, check, hint, points


def batches(student, n, batch_size, num_steps):
    """Batches of a hidden corpus of n different tokens, as places in it: what token stands where says nothing."""
    corpus = (torch.randperm(n) + 100).tolist()
    place = {token: i for i, token in enumerate(corpus)}
    found = []
    for X, Y in student.seq_data_iter_random(list(corpus), batch_size, num_steps):
        for part in (X, Y):
            check.shape(part, (batch_size, num_steps))
            check.dtype(part, torch.int64)
        try:
            found.append(tuple(torch.tensor([[place[t] for t in row] for row in part.tolist()]) for part in (X, Y)))
        except KeyError:
            check.that(False, "A batch has tokens that are not in the corpus.", "批量中有语料里没有的词元。")
    return found


def starts_of(found):
    return [int(row[0]) for X, _ in found for row in X]


def some_batches(found):
    check.that(bool(found), "There is no batch at all.", "一个批量也没有。")


@points(3)
@hint(
    "X takes the tokens j to j + num_steps - 1, Y the tokens j + 1 to j + num_steps.",
    zh="X 取词元 j 到 j + num_steps - 1，Y 取词元 j + 1 到 j + num_steps。",
)
def test_the_labels_are_the_next_tokens(student):
    """Rows are neighbouring tokens, and each label is the token after its input. / 每行是相邻的词元，每个标签都是输入的下一个词元。"""
    for n, batch_size, num_steps in ((40, 2, 5), (30, 3, 4), (16, 1, 7), (12, 5, 1)):
        found = batches(student, n, batch_size, num_steps)
        some_batches(found)
        for X, Y in found:
            check.equal(X - X[:, :1], torch.arange(num_steps).expand(batch_size, num_steps))
            check.equal(Y, X + 1)


@points(3)
@after(test_the_labels_are_the_next_tokens)
@hint(
    "Subsequences start every num_steps tokens, as long as the last one still has its labels.",
    zh="每隔 num_steps 个词元开始一个子序列，只要最后一个的标签还取得到。",
)
def test_no_subsequence_is_lost(student):
    """The subsequences lie end to end behind the offset, and none is lost or comes twice. / 偏移之后子序列首尾相接，一个不漏，也不重复。"""
    for n, num_steps in ((41, 5), (30, 3), (24, 8), (13, 1), (25, 6), (26, 6)):
        starts = sorted(starts_of(batches(student, n, 1, num_steps)))
        check.that(bool(starts), "There is no batch at all.", "一个批量也没有。")
        check.equal(starts, list(range(starts[0] % num_steps, n - num_steps, num_steps)))


@points(2)
@after(test_no_subsequence_is_lost)
@hint("Only full batches come: what is left over is dropped.", zh="只给出满的批量：剩下不足一个批量的舍去。")
def test_batches_are_full(student):
    """As many batches come as can be filled, no subsequence twice. / 能填满多少批量就给出多少，子序列不重复。"""
    for n, batch_size, num_steps in ((60, 4, 3), (33, 3, 4), (50, 2, 7), (21, 5, 2)):
        starts = starts_of(batches(student, n, batch_size, num_steps))
        there = len(range(starts[0] % num_steps if starts else 0, n - num_steps, num_steps))
        check.equal(len(starts), there // batch_size * batch_size)
        check.equal(len(set(starts)), len(starts))
        check.equal({start % num_steps for start in starts}, {starts[0] % num_steps})


@points(3)
@after(test_no_subsequence_is_lost)
@hint(
    "random.randint(0, num_steps - 1) has both ends in it; draw in each call.",
    zh="random.randint(0, num_steps - 1) 两端都取得到；每次调用都要重新抽取。",
)
def test_the_offset_is_random(student):
    """The offset is drawn anew each time, from 0 to num_steps - 1, all equally likely. / 每次都重新抽取偏移量，从 0 到 num_steps - 1，概率相等。"""
    offsets = [min(starts_of(batches(student, 11, 1, 4))) for _ in range(100)]
    check.frequencies(torch.tensor(offsets), dict.fromkeys(range(4), 1 / 4))


@points(3)
@after(test_no_subsequence_is_lost)
@hint("Shuffle the starting places, in each call.", zh="每次调用都要打乱起始位置。")
def test_the_order_is_random(student):
    """The subsequences come in random order, another one in each pass. / 子序列的次序是随机的，每一遍都不同。"""
    check.shuffled([starts_of(batches(student, 41, 8, 1)) for _ in range(3)], list(range(40)))


@points(1)
@after(test_no_subsequence_is_lost)
@hint("A subsequence needs num_steps + 1 tokens.", zh="一个子序列需要 num_steps + 1 个词元。")
def test_a_corpus_that_is_too_short(student):
    """Where no batch can be filled, there is none. / 一个批量也填不满时，什么也不给出。"""
    for n, batch_size, num_steps in ((5, 1, 5), (2, 1, 5), (20, 7, 3), (0, 1, 3)):
        check.equal(len(batches(student, n, batch_size, num_steps)), 0)
