import torch

from grader.suite import after, check, files, hint, points


def given(student, n=120):
    """A hidden text of n random letters, on several lines; no three in a row stand in two places."""
    letters = "ab"
    while len(letters) < n:
        letter = "abcdefghijklmnopqrstuvwxyz"[int(torch.randint(26, ()))]
        if letters[-2:] + letter not in letters:
            letters += letter
    lines = [letters[i : i + 17] for i in range(0, n, 17)]
    files(student).write("data/timemachine.txt", "\n".join(lines).upper() + "\n")
    return letters


def places(vocab, letters, batches):
    """Where in the text the rows of each X and Y begin: a list for each batch."""
    found = []
    for X, Y in batches:
        texts = [["".join(vocab.to_tokens(row)) for row in part.tolist()] for part in (X, Y)]
        found.append([[letters.find(text) for text in part] for part in texts])
    return found


def loaded(student, *args, **kwargs):
    """The pair that load_data_time_machine gives."""
    made = student.load_data_time_machine(*args, **kwargs)
    parts = made if isinstance(made, (tuple, list)) else [made]
    check.equal([hasattr(part, "to_tokens") for part in parts], [False, True])
    return parts


@points(2)
@hint(
    "load_corpus_time_machine(max_tokens) gives corpus and vocab: keep both.",
    zh="load_corpus_time_machine(max_tokens) 给出 corpus 和 vocab：两者都要保存。",
)
def test_corpus_and_vocab(student):
    """The loader keeps the corpus, cut to max_tokens, and the vocabulary. / 加载器保存截断到 max_tokens 的语料和词表。"""
    letters = given(student)
    loader = student.SeqDataLoader(2, 5, False, -1)
    check.equal("".join(loader.vocab.to_tokens(list(loader.corpus))), letters)
    check.equal(len(loader.vocab), len(set(letters)) + 1)
    check.equal([loader.batch_size, loader.num_steps], [2, 5])
    loader = student.SeqDataLoader(2, 5, True, 50)
    check.equal("".join(loader.vocab.to_tokens(list(loader.corpus))), letters[:50])


@points(2)
@hint(
    "seq_data_iter_sequential, unless use_random_iter is true.",
    zh="除非 use_random_iter 为真，否则用 seq_data_iter_sequential。",
)
def test_sequential(student):
    """Without use_random_iter, rows go on from batch to batch. / 不用 use_random_iter 时，各行在批量之间相接。"""
    letters = given(student)
    loader = student.SeqDataLoader(2, 6, False, -1)
    found = places(loader.vocab, letters, loader)
    check.that(len(found) >= 8, "There are too few batches.", "批量太少。")
    first = found[0][0]
    steps = [6 * i for i in range(len(found))]
    check.equal(found, [[[p + s for p in first], [p + s + 1 for p in first]] for s in steps])


@points(2)
@hint("seq_data_iter_random where use_random_iter is true.", zh="use_random_iter 为真时用 seq_data_iter_random。")
def test_random(student):
    """With use_random_iter, subsequences come in random order. / 使用 use_random_iter 时，子序列的次序是随机的。"""
    letters = given(student)
    loader = student.SeqDataLoader(1, 5, True, -1)
    found = places(loader.vocab, letters, loader)
    check.equal([y[0] - x[0] for x, y in found], [1] * len(found))
    starts = [x[0] for x, _ in found]
    check.equal(sorted(starts), list(range(min(starts), len(letters) - 5, 5)))
    check.shuffled([[(start - min(starts)) // 5 for start in starts]], list(range(len(starts))))


@points(2)
@after(test_corpus_and_vocab, test_sequential)
@hint(
    "Make the generator in __iter__: one that __init__ makes can be gone through once.",
    zh="在 __iter__ 中创建生成器：在 __init__ 中创建的只能遍历一次。",
)
def test_as_often_as_you_like(student):
    """The second pass has as much as the first, and offsets are drawn anew. / 第二遍和第一遍一样完整，偏移量重新抽取。"""
    letters = given(student)
    loader = student.SeqDataLoader(1, 20, False, -1)
    firsts = []
    for _ in range(12):
        found = places(loader.vocab, letters, loader)
        check.equal(len(found) >= 4, True)
        firsts.append(found[0][0][0])
    # Of 20 or 21 offsets that are equally likely, twelve draws are all the same less than once in 1e14.
    check.that(len(set(firsts)) > 1, "Every pass begins at the same place.", "每一遍都从同一个位置开始。")


@points(1)
@after(test_corpus_and_vocab)
@hint("Give max_tokens to load_corpus_time_machine.", zh="把 max_tokens 传给 load_corpus_time_machine。")
def test_max_tokens(student):
    """max_tokens cuts the corpus; by default it has at most 10000. / max_tokens 截断语料；默认最多 10000 个。"""
    letters = given(student, 150)
    loader, vocab = loaded(student, 2, 5, False, 40)
    check.equal("".join(vocab.to_tokens(list(loader.corpus))), letters[:40])
    files(student).write("data/timemachine.txt", "tick tock " * 1005)
    loader, _ = loaded(student, 2, 5)
    check.equal(len(loader.corpus), 10_000)


@points(1)
@after(test_sequential, test_random)
@hint(
    "Hand all four arguments on, in the right order, and return (loader, loader.vocab).",
    zh="四个参数按正确的次序传下去，返回 (loader, loader.vocab)。",
)
def test_load_data_time_machine(student):
    """load_data_time_machine gives the loader, sequential by default, and its vocabulary. / load_data_time_machine 给出加载器（默认顺序分区）和它的词表。"""
    letters = given(student)
    data_iter, vocab = loaded(student, 1, 8)
    starts = [x[0] for x, _ in places(vocab, letters, data_iter)]
    check.equal([start - starts[0] for start in starts], [8 * i for i in range(len(starts))])
    data_iter, vocab = loaded(student, 1, 8, use_random_iter=True, max_tokens=100)
    starts = [x[0] for x, _ in places(vocab, letters, data_iter)]
    check.equal(sorted(starts), list(range(min(starts), 100 - 8, 8)))
    check.shuffled([[(start - min(starts)) // 8 for start in starts]], list(range(len(starts))))
