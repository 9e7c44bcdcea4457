import collections
import itertools
import random

import torch
from matplotlib import pyplot as plt


def ngrams_as_strings(corpus, n):
    """You join the tokens into one string. An n-gram is a tuple: the tokens stay apart, and may be numbers.

    你把词元连成了一个字符串。n 元语法是元组：词元各自独立，也可以是数。"""
    return [" ".join(map(str, corpus[i : i + n])) for i in range(len(corpus) - n + 1)]


def ngrams_as_lists(corpus, n):
    """Your n-grams are lists. Make tuples of them: lists cannot be counted.

    你的 n 元语法是列表。请变成元组：列表无法计数。"""
    return [list(corpus[i : i + n]) for i in range(len(corpus) - n + 1)]


def ngrams_end_to_end(corpus, n):
    """Your n-grams lie end to end. They overlap: one begins at each token.

    你的 n 元语法首尾相接。它们应互相重叠：每个词元处都有一个开始。"""
    return [tuple(corpus[i : i + n]) for i in range(0, len(corpus) - n + 1, n)]


def ngrams_without_the_last(corpus, n):
    """The last n-gram is missing: range(len(corpus) - n) ends one too early.

    漏掉了最后一个 n 元语法：range(len(corpus) - n) 早结束了一个。"""
    return [tuple(corpus[i : i + n]) for i in range(len(corpus) - n)]


def ngrams_with_stumps(corpus, n):
    """At the end you have n-grams of fewer than n tokens.

    你的结果末尾有不足 n 个词元的片段。"""
    return [tuple(corpus[i : i + n]) for i in range(len(corpus))]


def ngrams_round_the_end(corpus, n):
    """You go on from the end of the corpus to its beginning: these n-grams do not occur in it.

    你从语料末尾又绕回了开头：这样的 n 元语法并不存在。"""
    return [tuple(corpus[(i + j) % len(corpus)] for j in range(n)) for i in range(len(corpus))]


def ngrams_pairs_alone(corpus, n):
    """You make pairs, whatever n is.

    无论 n 是多少，你都只取二元组。"""
    return list(itertools.pairwise(corpus))


def ngrams_bare_tokens(corpus, n):
    """For n = 1 you give the tokens themselves. An n-gram is a tuple of n tokens, of one too.

    n = 1 时你给出的是词元本身。n 元语法是 n 个词元的元组，一个也不例外。"""
    return [tuple(corpus[i : i + n]) if n > 1 else corpus[i] for i in range(len(corpus) - n + 1)]


def _counts(corpus, n):
    return collections.Counter(tuple(corpus[i : i + n]) for i in range(len(corpus) - n + 1))


def ngram_freqs_of_tokens(corpus, n):
    """You count single tokens, whatever n is.

    无论 n 是多少，你统计的都是单个词元。"""
    return _counts(corpus, 1).most_common()


def ngram_freqs_rare_first(corpus, n):
    """You sort by rising counts. The most frequent come first.

    你按次数从小到大排序了。最常见的应排在最前。"""
    return sorted(_counts(corpus, n).items(), key=lambda pair: pair[1])


def ngram_freqs_not_sorted(corpus, n):
    """Your pairs come in the order of the text. Sort them by their counts.

    你的结果按文本中的次序排列。应按次数排序。"""
    return list(_counts(corpus, n).items())


def ngram_freqs_ties_in_alphabetical_order(corpus, n):
    """Where counts are equal you sort by the n-gram. The statement asks for the order of the text.

    次数相同时你按 n 元语法本身排序。题目要求按在文本中出现的先后。"""
    return sorted(_counts(corpus, n).items(), key=lambda pair: (-pair[1], pair[0]))


def ngram_freqs_as_shares(corpus, n):
    """You divide by the number of n-grams. Give the counts themselves.

    你除以了 n 元语法的总数。应给出次数本身。"""
    counts = _counts(corpus, n)
    return [(ngram, count / counts.total()) for ngram, count in counts.most_common()]


def ngram_freqs_each_once(corpus, n):
    """Every n-gram has the count 1 in your list: you count a set.

    在你的列表里每个 n 元语法的次数都是 1：你统计的是集合。"""
    return [(ngram, 1) for ngram in _counts(corpus, n)]


def _plot(corpus, orders=(1, 2, 3), names=("unigram", "bigram", "trigram"), scales=("log", "log"), change=list):
    for n in orders:
        plt.plot(change(_counts(corpus, n).values()))
    plt.xscale(scales[0])
    plt.yscale(scales[1])
    plt.xlabel("token: x")
    plt.ylabel("frequency: n(x)")
    if names:
        plt.legend(names)


def _falling(counts):
    return sorted(counts, reverse=True)


def plot_zipf_on_plain_axes(corpus):
    """Your axes are linear: the law, a straight line on logarithmic axes, cannot be seen.

    你的坐标轴是线性的：这条定律在对数坐标上才是一条直线，这样看不出来。"""
    _plot(corpus, scales=("linear", "linear"), change=_falling)


def plot_zipf_one_axis_logarithmic(corpus):
    """Only one of your axes is logarithmic. Both are to be.

    你只有一个轴是对数刻度。两个轴都应是。"""
    _plot(corpus, scales=("linear", "log"), change=_falling)


def plot_zipf_in_the_order_of_the_text(corpus):
    """You draw the counts in the order of the text. The largest comes first.

    你按文本中的次序画出次数。应从最大的开始。"""
    _plot(corpus)


def plot_zipf_rare_first(corpus):
    """Your lines rise: the largest count comes first.

    你的线是上升的：最大的次数应排在最前。"""
    _plot(corpus, change=sorted)


def plot_zipf_as_shares(corpus):
    """You draw shares of the whole. Draw the counts.

    你画的是占总数的比例。应画次数。"""
    _plot(corpus, change=lambda counts: [count / sum(counts) for count in _falling(counts)])


def plot_zipf_without_trigrams(corpus):
    """The trigrams are missing.

    漏掉了三元语法。"""
    _plot(corpus, orders=(1, 2), names=("unigram", "bigram"), change=_falling)


def plot_zipf_without_a_legend(corpus):
    """There is no legend: nobody can tell which line is which.

    没有图例：分不清哪条线是哪个。"""
    _plot(corpus, names=(), change=_falling)


def plot_zipf_names_exchanged(corpus):
    """The names in your legend are in the opposite order of the lines.

    图例中的名字与线的次序相反。"""
    _plot(corpus, names=("trigram", "bigram", "unigram"), change=_falling)


def _random(corpus, batch_size, num_steps, starts=None, offset=None, shuffle=True):
    """Right, but for what a mistake gives: its own starts (of the offset), or another offset."""
    offset = random.randint(0, num_steps - 1) if offset is None else offset()
    chosen = list(starts(offset) if starts else range(offset, len(corpus) - num_steps, num_steps))
    if shuffle:
        random.shuffle(chosen)
    return [chosen[i : i + batch_size] for i in range(0, len(chosen) - batch_size + 1, batch_size)]


def _cut(corpus, places, num_steps, shift=0):
    return torch.tensor([corpus[j + shift : j + shift + num_steps] for j in places])


def seq_data_iter_random_labels_are_the_inputs(corpus, batch_size, num_steps):
    """Y is X itself: a model that copies its input has no loss. The labels are the tokens one place further on.

    Y 就是 X 本身：照抄输入的模型损失为零。标签应是往后一位的词元。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps)


def seq_data_iter_random_labels_leak_into_the_inputs(corpus, batch_size, num_steps):
    """X and Y are both cut one place further on: the inputs hold the labels already.

    X 和 Y 都往后移了一位：输入里已经有了标签。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps, 1), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_labels_are_the_tokens_before(corpus, batch_size, num_steps):
    """X and Y are exchanged: your labels are the tokens before the inputs, not those after.

    X 和 Y 弄反了：你的标签是输入的前一个词元，而不是后一个。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps, 1), _cut(corpus, places, num_steps)


def seq_data_iter_random_labels_of_the_next_subsequence(corpus, batch_size, num_steps):
    """Your labels are the whole next subsequence, num_steps tokens further on. Each label is the token after its input.

    你的标签是整个下一个子序列，往后移了 num_steps 位。每个标签应是其输入的下一个词元。"""

    def starts(offset):
        return range(offset, len(corpus) - 2 * num_steps + 1, num_steps)

    for places in _random(corpus, batch_size, num_steps, starts):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, num_steps)


def seq_data_iter_random_labels_shuffled_apart(corpus, batch_size, num_steps):
    """The rows of Y come in another order than those of X: inputs get the labels of other subsequences.

    Y 的各行与 X 的次序不同：输入配上了别的子序列的标签。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps), _cut(corpus, places[1:] + places[:1], num_steps, 1)


def seq_data_iter_random_drops_a_subsequence(corpus, batch_size, num_steps):
    """The last subsequence never comes, although all its labels are there. One token, not a whole subsequence, must be
    left for the labels.

    最后一个子序列从不出现，尽管它的标签都取得到。要为标签留出的是一个词元，而不是整个子序列。"""

    def starts(offset):
        return range(offset, len(corpus) - 2 * num_steps, num_steps)

    for places in _random(corpus, batch_size, num_steps, starts):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_overlapping(corpus, batch_size, num_steps):
    """Your subsequences begin at every token, so that they overlap. Go on by num_steps.

    你的子序列从每个词元处开始，因而互相重叠。应每次前进 num_steps。"""

    def starts(offset):
        return range(offset, len(corpus) - num_steps)

    for places in _random(corpus, batch_size, num_steps, starts):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_reaches_beyond_the_end(corpus, batch_size, num_steps):
    """You take a last subsequence whose last label lies behind the end of the corpus: rows of unequal length make no
    tensor. Leave one token for the labels.

    你取的最后一个子序列，其最后一个标签已超出语料末尾：各行长度不等，无法组成张量。请为标签留出一个词元。"""

    def starts(offset):
        return range(offset, len(corpus) - num_steps + 1, num_steps)

    for places in _random(corpus, batch_size, num_steps, starts):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_without_an_offset(corpus, batch_size, num_steps):
    """You always begin at the first token, so every pass has the same subsequences. Drop a random number of tokens
    first.

    你总是从第一个词元开始，每一遍的子序列都相同。请先舍去随机个数的词元。"""
    for places in _random(corpus, batch_size, num_steps, offset=lambda: 0):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_offset_up_to_num_steps(corpus, batch_size, num_steps):
    """randint(0, num_steps) may give num_steps: then a whole subsequence is lost. The largest offset is num_steps - 1.

    randint(0, num_steps) 可能取到 num_steps：这样就丢掉了整整一个子序列。偏移量最大为 num_steps - 1。"""
    for places in _random(corpus, batch_size, num_steps, offset=lambda: random.randint(0, num_steps)):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_offset_never_the_largest(corpus, batch_size, num_steps):
    """Your offset is never num_steps - 1: the end of random.randrange does not belong to it, that of randint does.

    你的偏移量取不到 num_steps - 1：random.randrange 不含右端点，randint 才含。"""

    def offset():
        return random.randrange(0, max(num_steps - 1, 1))

    for places in _random(corpus, batch_size, num_steps, offset=offset):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_in_order(corpus, batch_size, num_steps):
    """Your subsequences come in the order of the text. Shuffle the places where they begin.

    你的子序列按文本的次序给出。请打乱它们的起始位置。"""
    for places in _random(corpus, batch_size, num_steps, shuffle=False):
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_with_replacement(corpus, batch_size, num_steps):
    """You draw the subsequences anew for each batch: some come twice, others never. Shuffle once and cut into batches.

    你为每个批量重新抽取子序列：有的出现两次，有的从不出现。应先打乱一次，再分成批量。"""
    chosen = [place for places in _random(corpus, batch_size, num_steps) for place in places]
    for _ in range(len(chosen) // batch_size):
        places = random.choices(chosen, k=batch_size)
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_with_a_short_batch(corpus, batch_size, num_steps):
    """You give a last batch with fewer than batch_size rows. What fills no batch is left out.

    你给出的最后一个批量不足 batch_size 行。填不满一个批量的应舍去。"""
    chosen = [place for places in _random(corpus, 1, num_steps) for place in places]
    for i in range(0, len(chosen), batch_size):
        places = chosen[i : i + batch_size]
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_drops_a_batch(corpus, batch_size, num_steps):
    """One full batch is missing at the end.

    末尾少了一个满的批量。"""
    for places in _random(corpus, batch_size, num_steps)[:-1]:
        yield _cut(corpus, places, num_steps), _cut(corpus, places, num_steps, 1)


def seq_data_iter_random_transposed(corpus, batch_size, num_steps):
    """Your batches have shape (num_steps, batch_size). One row is one subsequence: (batch_size, num_steps).

    你的批量形状是 (num_steps, batch_size)。一行是一个子序列：(batch_size, num_steps)。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps).T, _cut(corpus, places, num_steps, 1).T


def seq_data_iter_random_floats(corpus, batch_size, num_steps):
    """Your tokens have become floating-point numbers. torch.Tensor(...) does that; torch.tensor(...) keeps whole ones.

    你的词元变成了浮点数。torch.Tensor(...) 会这样；torch.tensor(...) 保持整数。"""
    for places in _random(corpus, batch_size, num_steps):
        yield _cut(corpus, places, num_steps).float(), _cut(corpus, places, num_steps, 1).float()


def _rows(corpus, batch_size, num_steps, offset=None):
    """inputs and labels, shape (batch_size, length)."""
    offset = random.randint(0, num_steps) if offset is None else offset()
    length = (len(corpus) - offset - 1) // batch_size
    parts = (corpus[offset + i : offset + i + length * batch_size] for i in (0, 1))
    return [torch.tensor(part).reshape(batch_size, length) for part in parts]


def _columns(inputs, labels, num_steps):
    for i in range(0, inputs.shape[1] - num_steps + 1, num_steps):
        yield inputs[:, i : i + num_steps], labels[:, i : i + num_steps]


def seq_data_iter_sequential_labels_are_the_inputs(corpus, batch_size, num_steps):
    """Y is X itself: a model that copies its input has no loss. The labels are the tokens one place further on.

    Y 就是 X 本身：照抄输入的模型损失为零。标签应是往后一位的词元。"""
    inputs, _ = _rows(corpus, batch_size, num_steps)
    return _columns(inputs, inputs, num_steps)


def seq_data_iter_sequential_labels_leak_into_the_inputs(corpus, batch_size, num_steps):
    """X and Y are both cut one place further on: the inputs hold the labels already.

    X 和 Y 都往后移了一位：输入里已经有了标签。"""
    _, labels = _rows(corpus, batch_size, num_steps)
    return _columns(labels, labels, num_steps)


def seq_data_iter_sequential_labels_are_the_tokens_before(corpus, batch_size, num_steps):
    """X and Y are exchanged: your labels are the tokens before the inputs, not those after.

    X 和 Y 弄反了：你的标签是输入的前一个词元，而不是后一个。"""
    inputs, labels = _rows(corpus, batch_size, num_steps)
    return _columns(labels, inputs, num_steps)


def seq_data_iter_sequential_labels_rolled(corpus, batch_size, num_steps):
    """You turn each row of X round to get its labels: the last label of a row is its first token, not the next one.

    你把 X 的每一行循环移位来得到标签：每行最后一个标签成了该行的第一个词元，而不是下一个词元。"""
    inputs, _ = _rows(corpus, batch_size, num_steps)
    for X, _ in _columns(inputs, inputs, num_steps):
        yield X, X.roll(-1, dims=1)


def seq_data_iter_sequential_columns_for_rows(corpus, batch_size, num_steps):
    """You let the text run down the columns. It runs along the rows: reshape to (batch_size, -1).

    你让文本沿列方向往下走。它应沿行方向走：reshape 成 (batch_size, -1)。"""
    inputs, labels = (part.reshape(-1, batch_size).T for part in _rows(corpus, batch_size, num_steps))
    return _columns(inputs, labels, num_steps)


def seq_data_iter_sequential_batch_after_batch(corpus, batch_size, num_steps):
    """You cut the text into subsequences and give the first batch_size of them, then the next. So the rows do not go on
    from batch to batch: lay the text into batch_size long rows first.

    你把文本切成子序列，先给前 batch_size 个，再给后面的。这样各行在批量之间并不相接：应先把文本排成 batch_size 个长行。"""
    inputs, labels = (part.reshape(-1) for part in _rows(corpus, batch_size, num_steps))
    size = batch_size * num_steps
    for i in range(0, len(inputs) - size + 1, size):
        yield inputs[i : i + size].reshape(batch_size, -1), labels[i : i + size].reshape(batch_size, -1)


def seq_data_iter_sequential_one_batch_apart(corpus, batch_size, num_steps):
    """Your batches overlap: you go on by one column. Go on by num_steps.

    你的批量互相重叠：每次只前进一列。应前进 num_steps 列。"""
    inputs, labels = _rows(corpus, batch_size, num_steps)
    for i in range(inputs.shape[1] - num_steps + 1):
        yield inputs[:, i : i + num_steps], labels[:, i : i + num_steps]


def seq_data_iter_sequential_shuffled(corpus, batch_size, num_steps):
    """You shuffle the batches, so that the state that a model carries along does not fit. They come in order.

    你打乱了批量，模型带过来的隐状态就对不上了。它们应按顺序给出。"""
    inputs, labels = _rows(corpus, batch_size, num_steps)
    batches = list(_columns(inputs, labels, num_steps))
    return iter(batches[::-1])


def seq_data_iter_sequential_without_an_offset(corpus, batch_size, num_steps):
    """You always begin at the first token, so every pass has the same subsequences. Drop a random number of tokens
    first.

    你总是从第一个词元开始，每一遍的子序列都相同。请先舍去随机个数的词元。"""
    return _columns(*_rows(corpus, batch_size, num_steps, lambda: 0), num_steps)


def seq_data_iter_sequential_always_drops_some(corpus, batch_size, num_steps):
    """Your offset is never 0: the first token of the corpus is never seen.

    你的偏移量从不为 0：语料的第一个词元永远用不上。"""
    return _columns(*_rows(corpus, batch_size, num_steps, lambda: random.randint(1, num_steps)), num_steps)


def seq_data_iter_sequential_drops_a_batch(corpus, batch_size, num_steps):
    """The last full batch is missing.

    少了最后一个满的批量。"""
    return iter(list(_columns(*_rows(corpus, batch_size, num_steps), num_steps))[:-1])


def seq_data_iter_sequential_with_a_short_batch(corpus, batch_size, num_steps):
    """Your last batch has fewer than num_steps columns. What fills no batch is left out.

    你的最后一个批量不足 num_steps 列。填不满一个批量的应舍去。"""
    inputs, labels = _rows(corpus, batch_size, num_steps)
    for i in range(0, inputs.shape[1], num_steps):
        yield inputs[:, i : i + num_steps], labels[:, i : i + num_steps]


def seq_data_iter_sequential_loses_tokens_for_labels(corpus, batch_size, num_steps):
    """You leave out one token of each row for the labels. One for the whole corpus is enough: the first token of a row
    is the last label of the row above.

    你为标签在每一行都留出一个词元。整个语料留一个就够了：一行的第一个词元就是上一行的最后一个标签。"""
    offset = random.randint(0, num_steps)
    length = (len(corpus) - offset) // batch_size
    rows = torch.tensor(corpus[offset : offset + length * batch_size]).reshape(batch_size, length)
    return _columns(rows[:, :-1], rows[:, 1:], num_steps)


def seq_data_iter_sequential_no_token_for_the_last_label(corpus, batch_size, num_steps):
    """You leave no token for the last label: inputs and labels have different lengths, and reshape raises an error.

    你没有为最后一个标签留出词元：输入和标签长度不同，reshape 就会报错。"""
    offset = random.randint(0, num_steps)
    length = (len(corpus) - offset) // batch_size
    parts = [torch.tensor(corpus[offset + i : offset + i + length * batch_size]) for i in (0, 1)]
    return _columns(*(part.reshape(batch_size, length) for part in parts), num_steps)


class _Loader:
    """Right but for what a mistake changes."""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        self.chosen = seq_data_iter_random if use_random_iter else seq_data_iter_sequential
        self.corpus, self.vocab = load_corpus_time_machine(max_tokens)
        self.batch_size, self.num_steps = batch_size, num_steps

    def __iter__(self):
        return self.chosen(self.corpus, self.batch_size, self.num_steps)


class SeqDataLoader_one_pass(_Loader):
    """You make the generator in __init__: it can be gone through once, and the second epoch is empty.

    你在 __init__ 里就创建了生成器：它只能遍历一次，第二轮就是空的。"""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        super().__init__(batch_size, num_steps, use_random_iter, max_tokens)
        self.batches = self.chosen(self.corpus, batch_size, num_steps)

    def __iter__(self):
        return self.batches


class SeqDataLoader_the_same_batches_each_time(_Loader):
    """You make the batches once and give the same ones in every pass. Draw the offset anew in each.

    你只生成一次批量，每一遍都给出相同的。每一遍都应重新抽取偏移量。"""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        super().__init__(batch_size, num_steps, use_random_iter, max_tokens)
        self.batches = list(self.chosen(self.corpus, batch_size, num_steps))

    def __iter__(self):
        return iter(self.batches)


class SeqDataLoader_always_sequential(_Loader):
    """You never look at use_random_iter.

    你没有用到 use_random_iter。"""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        super().__init__(batch_size, num_steps, False, max_tokens)


class SeqDataLoader_kinds_exchanged(_Loader):
    """With use_random_iter you go through the text in order, and without it at random.

    你在 use_random_iter 为真时顺序遍历，为假时反而随机采样。"""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        super().__init__(batch_size, num_steps, not use_random_iter, max_tokens)


class SeqDataLoader_sizes_exchanged(_Loader):
    """You hand batch_size and num_steps on in the wrong order.

    你把 batch_size 和 num_steps 传反了。"""

    def __iter__(self):
        return self.chosen(self.corpus, self.num_steps, self.batch_size)


class SeqDataLoader_without_max_tokens(_Loader):
    """You never use max_tokens.

    你没有用到 max_tokens。"""

    def __init__(self, batch_size, num_steps, use_random_iter, max_tokens):
        super().__init__(batch_size, num_steps, use_random_iter, -1)


def load_data_time_machine_vocab_first(batch_size, num_steps, use_random_iter=False, max_tokens=10000):
    """You return the vocabulary first. The order is (loader, vocabulary).

    你先返回了词表。次序应是（加载器，词表）。"""
    loader = SeqDataLoader(batch_size, num_steps, use_random_iter, max_tokens)
    return loader.vocab, loader


def load_data_time_machine_the_loader_alone(batch_size, num_steps, use_random_iter=False, max_tokens=10000):
    """You return the loader alone. The vocabulary belongs to it: (loader, vocabulary).

    你只返回了加载器。还要返回词表：（加载器，词表）。"""
    return SeqDataLoader(batch_size, num_steps, use_random_iter, max_tokens)


def load_data_time_machine_random_by_default(batch_size, num_steps, use_random_iter=True, max_tokens=10000):
    """By default your loader samples at random. The default is to go through the text in order.

    你的加载器默认随机采样。默认应顺序遍历。"""
    loader = SeqDataLoader(batch_size, num_steps, use_random_iter, max_tokens)
    return loader, loader.vocab


def load_data_time_machine_all_tokens(batch_size, num_steps, use_random_iter=False, max_tokens=10000):
    """You do not hand max_tokens on: the corpus has all tokens.

    你没有把 max_tokens 传下去：语料包含了全部词元。"""
    loader = SeqDataLoader(batch_size, num_steps, use_random_iter, -1)
    return loader, loader.vocab


def load_data_time_machine_arguments_exchanged(batch_size, num_steps, use_random_iter=False, max_tokens=10000):
    """You hand batch_size and num_steps on in the wrong order.

    你把 batch_size 和 num_steps 传反了。"""
    loader = SeqDataLoader(num_steps, batch_size, use_random_iter, max_tokens)
    return loader, loader.vocab
