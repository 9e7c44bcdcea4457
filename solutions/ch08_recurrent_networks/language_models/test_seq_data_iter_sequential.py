import torch

from grader.suite import after, check, hint, points


def batches(student, n, batch_size, num_steps):
    """Batches of a hidden corpus of n different tokens, as places in it: what token stands where says nothing."""
    corpus = (torch.randperm(n) + 100).tolist()
    place = {token: i for i, token in enumerate(corpus)}
    found = []
    for X, Y in student.seq_data_iter_sequential(list(corpus), batch_size, num_steps):
        for part in (X, Y):
            check.shape(part, (batch_size, num_steps))
            check.dtype(part, torch.int64)
        try:
            found.append(tuple(torch.tensor([[place[t] for t in row] for row in part.tolist()]) for part in (X, Y)))
        except KeyError:
            check.that(False, "A batch has tokens that are not in the corpus.", "批量中有语料里没有的词元。")
    return found


def joined(found):
    """The rows of X, from the first batch to the last."""
    check.that(bool(found), "There is no batch at all.", "一个批量也没有。")
    return torch.cat([X for X, _ in found], dim=1)


@points(3)
@hint("Y is cut from the tokens one place further on than X.", zh="Y 取自比 X 往后一位的词元。")
def test_the_labels_are_the_next_tokens(student):
    """Rows are neighbouring tokens, and each label is the token after its input. / 每行是相邻的词元，每个标签都是输入的下一个词元。"""
    for n, batch_size, num_steps in ((40, 2, 5), (31, 3, 4), (16, 1, 7), (14, 5, 1)):
        found = batches(student, n, batch_size, num_steps)
        joined(found)
        for X, Y in found:
            check.equal(X - X[:, :1], torch.arange(num_steps).expand(batch_size, num_steps))
            check.equal(Y, X + 1)


@points(3)
@after(test_the_labels_are_the_next_tokens)
@hint(
    "Lay the tokens into batch_size rows first; each batch is the next num_steps columns of them.",
    zh="先把词元排成 batch_size 行；每个批量是接下来的 num_steps 列。",
)
def test_rows_go_on_from_batch_to_batch(student):
    """Row i of a batch goes on where row i of the batch before ended. / 每个批量的第 i 行都接着上一个批量的第 i 行。"""
    for n, batch_size, num_steps in ((47, 2, 5), (64, 3, 4), (38, 4, 2)):
        rows = joined(batches(student, n, batch_size, num_steps))
        check.equal(rows - rows[:, :1], torch.arange(rows.shape[1]).expand(rows.shape))


@points(3)
@after(test_rows_go_on_from_batch_to_batch)
@hint(
    "Behind the offset each row has (len(corpus) - offset - 1) // batch_size tokens; the last token is a label only.",
    zh="偏移之后每行有 (len(corpus) - offset - 1) // batch_size 个词元；最后一个词元只作标签。",
)
def test_nothing_is_lost(student):
    """Rows are as long as they can be, one begins where the last ends, and no full batch is missing. / 每行尽可能长，一行接着一行，不缺任何一个满的批量。"""
    for n, batch_size, num_steps in (
        (47, 2, 5),
        (66, 3, 4),
        (38, 4, 2),
        (23, 1, 6),
        (30, 3, 1),
        (29, 2, 3),
        (28, 2, 3),
    ):
        rows = joined(batches(student, n, batch_size, num_steps))
        offset = int(rows[0, 0])
        length = (n - offset - 1) // batch_size
        check.equal(rows[:, 0] - offset, length * torch.arange(batch_size))
        check.equal(rows.shape[1], length // num_steps * num_steps)


@points(3)
@after(test_nothing_is_lost)
@hint("random.randint(0, num_steps), in each call.", zh="每次调用都用 random.randint(0, num_steps)。")
def test_the_offset_is_random(student):
    """The offset is drawn anew each time: all from 0 to num_steps - 1 come up, none above num_steps. / 每次都重新抽取偏移量：0 到 num_steps - 1 都会出现，不超过 num_steps。"""
    # Of four offsets that are equally likely, one is missing after 80 draws less than once in 1e9.
    offsets = {int(joined(batches(student, 8, 1, 3))[0, 0]) for _ in range(80)}
    check.equal(sorted(offsets - {3}), [0, 1, 2])


@points(1)
@after(test_nothing_is_lost)
@hint("Rows that are shorter than num_steps fill no batch.", zh="短于 num_steps 的行填不满一个批量。")
def test_a_corpus_that_is_too_short(student):
    """Where no batch can be filled, there is none. / 一个批量也填不满时，什么也不给出。"""
    for n, batch_size, num_steps in ((16, 2, 8), (20, 4, 6), (15, 3, 5)):
        check.equal(len(batches(student, n, batch_size, num_steps)), 0)
