import torch

from grader.suite import after, check, hint, points


def lines(*lengths, low=1):
    """Sentences of these lengths; no index stands in two places."""
    numbers = (torch.randperm(sum(lengths)) + low).tolist()
    return [[numbers.pop() for _ in range(n)] for n in lengths]


def windows(corpus, centers, contexts):
    """How far each context reaches, as (place, length of the sentence, w); each is checked to be all within w places.

    The indices of `corpus` are all different."""
    found = []
    where = {token: (line, i) for line in corpus for i, token in enumerate(line)}
    for center, context in zip(centers, contexts, strict=True):
        line, i = where[center]
        places = [where[t][1] for t in context if t in where and where[t][0] is line]
        w = max((abs(i - j) for j in places), default=0)
        check.equal(list(context), line[max(0, i - w) : i] + line[i + 1 : i + 1 + w])
        found.append((i, len(line), w))
    return found


def made(student, corpus, max_window_size):
    centers, contexts = student.get_centers_and_contexts([list(line) for line in corpus], max_window_size)
    check.equal(len(contexts), len(centers))
    return list(centers), list(contexts)


@points(2)
@hint(
    "Every token of a sentence of two or more is a centre, in the order of the text.",
    zh="凡是两个词元以上的句子，每个词元按文本次序各作一次中心词。",
)
def test_the_centers(student):
    """Each token is a centre once, in order; sentences of fewer than two are left out. / 每个词元按次序各作一次中心词；不足两个词元的句子略去。"""
    for lengths, max_window_size in (((4, 1, 2, 0, 3), 2), ((1, 6), 3), ((2, 2), 5)):
        corpus = lines(*lengths)
        centers, _ = made(student, corpus, max_window_size)
        check.equal(centers, [token for line in corpus if len(line) > 1 for token in line])


@points(2)
@after(test_the_centers)
@hint(
    "With max_window_size = 1 nothing is random: the neighbour on either side, as far as there is one.",
    zh="max_window_size = 1 时没有随机性：左右两边的邻居，只要有。",
)
def test_windows_of_one(student, reference):
    """With max_window_size = 1 the context is the neighbours in the sentence. / max_window_size = 1 时，上下文是同一句子中的邻居。"""
    for lengths in ((5, 1, 2), (3, 0, 4), (7,)):
        corpus = lines(*lengths)
        _, contexts = made(student, corpus, 1)
        check.equal(
            [list(c) for c in contexts], reference.get_centers_and_contexts([list(line) for line in corpus], 1)[1]
        )


@points(3)
@after(test_the_centers)
@hint(
    "All tokens at most w places away, left to right, without the centre; the slice must not begin below 0.",
    zh="相距不超过 w 的所有词元，从左到右，不含中心词；切片的起点不能小于 0。",
)
def test_contexts_are_windows(student):
    """A context is all that stands within w places to both sides in its sentence. / 上下文是句子中左右各 w 个位置以内的全部词元。"""
    for lengths, max_window_size in (((30, 2, 25), 4), ((3, 5, 40), 2), ((6, 6, 6, 20), 9)):
        corpus = lines(*lengths)
        found = windows(corpus, *made(student, corpus, max_window_size))
        check.equal([1 <= w <= max_window_size for _, _, w in found], [True] * len(found))


@points(3)
@after(test_contexts_are_windows)
@hint(
    "random.randint(1, max_window_size) has both ends in it; draw it for each centre anew.",
    zh="random.randint(1, max_window_size) 两端都取得到；对每个中心词都要重新抽取。",
)
def test_the_sizes_are_even(student):
    """The window's size is drawn for each centre, from 1 to max_window_size, all equally likely. / 每个中心词各自抽取窗口大小，从 1 到 max_window_size，概率相等。"""
    for max_window_size in (3, 5):
        corpus = lines(600, 600)
        found = windows(corpus, *made(student, corpus, max_window_size))
        sizes = [w for i, n, w in found if max_window_size <= i < n - max_window_size]
        check.frequencies(
            sizes, dict.fromkeys(range(1, max_window_size + 1), 1 / max_window_size), "one size", "某个大小", of=2
        )


@points(1)
@after(test_contexts_are_windows)
@hint(
    "Take out the centre by its place: the same word elsewhere in the window belongs to the context.",
    zh="按位置去掉中心词：窗口中别处的同一个词属于上下文。",
)
def test_words_that_come_twice(student, reference):
    """The same word at another place belongs to the context. / 别处出现的同一个词属于上下文。"""
    for corpus in ([[4, 4, 7, 4]], [[2, 2], [3, 3, 3]]):
        right = reference.get_centers_and_contexts([list(line) for line in corpus], 1)
        centers, contexts = made(student, corpus, 1)
        check.equal([centers, [list(c) for c in contexts]], list(right))


@points(1)
@after(test_windows_of_one)
@hint("line.remove changes the caller's sentence.", zh="line.remove 会改动调用者的句子。")
def test_the_corpus_is_left_alone(student):
    """The corpus is not changed. / 不改动传入的语料。"""
    corpus = [[5, 6, 5, 7], [8], [9, 1]]
    centers, _ = student.get_centers_and_contexts(corpus, 2)
    check.equal(corpus, [[5, 6, 5, 7], [8], [9, 1]])
    check.equal(list(centers), [5, 6, 5, 7, 9, 1])
