import collections
import random

import torch


def _known(sentences, vocab):
    return [[token for token in line if vocab[token] != vocab.unk] for line in sentences]


def _counts(sentences):
    return collections.Counter(token for line in sentences for token in line)


def _thin(sentences, chance):
    return [[token for token in line if random.random() < chance(token)] for line in sentences]


def subsample_keeps_unknown_tokens(sentences, vocab):
    """You leave the tokens that the vocabulary does not know. Take them out before you count.

    你保留了词表不认识的词元。应在计数之前去掉它们。"""
    counter = _counts(sentences)
    return _thin(sentences, lambda t: (1e-4 * counter.total() / counter[t]) ** 0.5), counter


def subsample_counts_what_is_left(sentences, vocab):
    """Your counter counts the sentences after subsampling. Return the counts from before.

    你的 counter 统计的是下采样之后的句子。应返回之前的次数。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    thin = _thin(known, lambda t: (1e-4 * counter.total() / counter[t]) ** 0.5)
    return thin, _counts(thin)


def subsample_without_the_root(sentences, vocab):
    """You keep a word with probability t / f(w). The root is missing.

    你以 t / f(w) 的概率保留词。少了开方。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    return _thin(known, lambda t: 1e-4 * counter.total() / counter[t]), counter


def subsample_discards_what_should_stay(sentences, vocab):
    """You discard with the probability with which a word should stay: frequent words survive, rare ones go.

    你把应当保留的概率用作了丢弃的概率：高频词留下，罕见词反而丢了。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    return _thin(known, lambda t: 1 - (1e-4 * counter.total() / counter[t]) ** 0.5), counter


def subsample_by_counts(sentences, vocab):
    """You divide 1e-4 by the count of a word. f(w) is its share of all tokens: divide the count by their number first.

    你用 1e-4 除以词的次数。f(w) 是它在全部词元中所占的比例：应先用次数除以词元总数。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    return _thin(known, lambda t: (1e-4 / counter[t]) ** 0.5), counter


def subsample_whole_words(sentences, vocab):
    """You draw once for each word: it stays everywhere or goes everywhere. Draw for each occurrence.

    你对每个词只抽了一次：要么处处保留，要么处处丢弃。应对每一次出现分别抽取。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    stays = {t: random.random() < (1e-4 * counter.total() / n) ** 0.5 for t, n in counter.items()}
    return [[t for t in line if stays[t]] for line in known], counter


def subsample_nothing(sentences, vocab):
    """You take out unknown tokens, but no frequent words.

    你去掉了不认识的词元，却没有削减高频词。"""
    known = _known(sentences, vocab)
    return known, _counts(known)


def subsample_without_empty_sentences(sentences, vocab):
    """You leave out sentences of which nothing is left. Keep a list for each.

    你略去了一个词都不剩的句子。每个句子都应保留一个列表。"""
    known = _known(sentences, vocab)
    counter = _counts(known)
    thin = _thin(known, lambda t: (1e-4 * counter.total() / counter[t]) ** 0.5)
    return [line for line in thin if line], counter


def subsample_in_place(sentences, vocab):
    """You change the caller's sentences. Build new lists.

    你改动了调用者的句子。应建立新的列表。"""
    for line in sentences:
        line[:] = [token for token in line if vocab[token] != vocab.unk]
    counter = _counts(sentences)
    for line in sentences:
        line[:] = [t for t in line if random.random() < (1e-4 * counter.total() / counter[t]) ** 0.5]
    return [list(line) for line in sentences], counter


def _pairs(corpus, window, around):
    """window(i, line): what is drawn for a centre; around(line, i, w): its context."""
    centers, contexts = [], []
    for line in corpus:
        if len(line) < 2:
            continue
        for i, center in enumerate(line):
            centers.append(center)
            contexts.append(around(line, i, window()))
    return centers, contexts


def _around(line, i, w):
    return line[max(0, i - w) : i] + line[i + 1 : i + 1 + w]


def get_centers_and_contexts_of_the_largest_window(corpus, max_window_size):
    """Your windows always have the largest size. Draw the size for each centre.

    你的窗口总是取最大。应为每个中心词抽取大小。"""
    return _pairs(corpus, lambda: max_window_size, _around)


def get_centers_and_contexts_window_zero(corpus, max_window_size):
    """Your window may have size 0, and then there is no context at all. It begins with 1.

    你的窗口可能为 0，这时根本没有上下文。应从 1 开始。"""
    return _pairs(corpus, lambda: random.randint(0, max_window_size), _around)


def get_centers_and_contexts_never_the_largest(corpus, max_window_size):
    """Your window never has the largest size: the end of randrange does not belong to it, that of randint does.

    你的窗口取不到最大值：randrange 不含右端点，randint 才含。"""
    return _pairs(corpus, lambda: random.randrange(1, max(max_window_size, 2)), _around)


def get_centers_and_contexts_one_window_for_all(corpus, max_window_size):
    """You draw the size once for the whole corpus. Draw it for each centre.

    你为整个语料只抽了一次大小。应为每个中心词抽取。"""
    w = random.randint(1, max_window_size)
    return _pairs(corpus, lambda: w, _around)


def get_centers_and_contexts_with_the_centre(corpus, max_window_size):
    """The centre stands in its own context: the model would learn to predict a word from itself. Take it out.

    中心词出现在它自己的上下文里：模型会学着用一个词预测它本身。应将它去掉。"""
    return _pairs(
        corpus, lambda: random.randint(1, max_window_size), lambda line, i, w: line[max(0, i - w) : i + 1 + w]
    )


def get_centers_and_contexts_without_equal_words(corpus, max_window_size):
    """You take out the centre by its value, and with it the same word at other places. Take it out by its place.

    你按值去掉中心词，别处的同一个词也一起去掉了。应按位置去掉。"""

    def around(line, i, w):
        return [t for t in line[max(0, i - w) : i + 1 + w] if t != line[i]]

    return _pairs(corpus, lambda: random.randint(1, max_window_size), around)


def get_centers_and_contexts_short_on_the_right(corpus, max_window_size):
    """Your window is one token shorter on the right: the end of a slice does not belong to it.

    你的窗口右边少一个词元：切片不含终点。"""
    return _pairs(
        corpus,
        lambda: random.randint(1, max_window_size),
        lambda line, i, w: line[max(0, i - w) : i] + line[i + 1 : i + w],
    )


def get_centers_and_contexts_negative_start(corpus, max_window_size):
    """Near the start of a sentence i - w is negative, which counts from the end: the left context is lost. Begin at 0.

    在句首附近 i - w 是负数，会从末尾数起，左边的上下文就丢了。起点至少为 0。"""
    return _pairs(
        corpus, lambda: random.randint(1, max_window_size), lambda line, i, w: line[i - w : i] + line[i + 1 : i + 1 + w]
    )


def get_centers_and_contexts_two_windows(corpus, max_window_size):
    """You draw a size for each side. One size holds for both.

    你为左右两边各抽了一个大小。两边应使用同一个。"""

    def around(line, i, w):
        return line[max(0, i - w) : i] + line[i + 1 : i + 1 + random.randint(1, max_window_size)]

    return _pairs(corpus, lambda: random.randint(1, max_window_size), around)


def get_centers_and_contexts_the_right_side_alone(corpus, max_window_size):
    """Your contexts have only what follows. Words before the centre belong to them as well.

    你的上下文只有后面的词。中心词前面的词也属于上下文。"""
    return _pairs(corpus, lambda: random.randint(1, max_window_size), lambda line, i, w: line[i + 1 : i + 1 + w])


def get_centers_and_contexts_across_sentences(corpus, max_window_size):
    """You join all sentences, so that windows reach from one into the next. Stay within the sentence.

    你把所有句子连在了一起，窗口会伸到相邻的句子。应限制在句子之内。"""
    joined = [token for line in corpus if len(line) > 1 for token in line]
    return _pairs([joined], lambda: random.randint(1, max_window_size), _around)


def get_centers_and_contexts_with_single_tokens(corpus, max_window_size):
    """You keep sentences of one token, whose contexts are empty. Leave them out.

    你保留了只有一个词元的句子，它的上下文是空的。应略去。"""
    centers = [token for line in corpus for token in line]
    return centers, [_around(line, i, random.randint(1, max_window_size)) for line in corpus for i in range(len(line))]


def get_centers_and_contexts_as_pairs(corpus, max_window_size):
    """You repeat the centre for each of its context words. A centre comes once, with a list of all its context words.

    你为每个上下文词都重复了一遍中心词。中心词只出现一次，对应全部上下文词的列表。"""
    centers, contexts = _pairs(corpus, lambda: random.randint(1, max_window_size), _around)
    pairs = [(center, [t]) for center, context in zip(centers, contexts) for t in context]
    return [center for center, _ in pairs], [context for _, context in pairs]


class RandomGenerator_from_zero:
    """Your numbers begin with 0. Index 0 is the unknown token: count from 1 to n.

    你的数从 0 开始。索引 0 是未知词元：应取 1 到 n。"""

    def __init__(self, sampling_weights):
        self.weights = sampling_weights

    def draw(self):
        return random.choices(range(len(self.weights)), self.weights)[0]


class RandomGenerator_even:
    """You draw all numbers with the same probability. The weights say how likely each is.

    你以相同的概率抽取所有的数。每个数的概率由权重决定。"""

    def __init__(self, sampling_weights):
        self.numbers = [i for i, weight in enumerate(sampling_weights, 1) if weight > 0]

    def draw(self):
        return random.choice(self.numbers)


class RandomGenerator_the_likeliest:
    """You always give the number with the largest weight. Draw at random.

    你总是给出权重最大的数。应随机抽取。"""

    def __init__(self, sampling_weights):
        self.weights = list(sampling_weights)

    def draw(self):
        return self.weights.index(max(self.weights)) + 1


class RandomGenerator_a_list:
    """draw gives a list of one number: random.choices returns a list. Give the number itself.

    draw 给出的是只有一个数的列表：random.choices 返回列表。应给出数本身。"""

    def __init__(self, sampling_weights):
        self.weights = sampling_weights

    def draw(self):
        return random.choices(range(1, len(self.weights) + 1), self.weights)


class RandomGenerator_the_same_again:
    """You draw some numbers ahead and give them again and again. When they are used up, draw new ones.

    你预先抽了一些数，然后反复使用。用完之后应重新抽取。"""

    def __init__(self, sampling_weights):
        self.candidates = random.choices(range(1, len(sampling_weights) + 1), sampling_weights, k=20)
        self.i = -1

    def draw(self):
        self.i += 1
        return self.candidates[self.i % len(self.candidates)]


class RandomGenerator_runs_dry:
    """Your numbers drawn ahead come to an end, and then there is an IndexError. Draw new ones when they are used up.

    你预先抽好的数用完之后会引发 IndexError。用完时应重新抽取。"""

    def __init__(self, sampling_weights):
        self.candidates = random.choices(range(1, len(sampling_weights) + 1), sampling_weights, k=100)

    def draw(self):
        return self.candidates.pop()


class RandomGenerator_always_seeded:
    """You set a seed: every generator gives the same numbers.

    你设置了随机种子：每个生成器给出的数都一样。"""

    def __init__(self, sampling_weights):
        self.weights = sampling_weights
        self.random = random.Random(0)

    def draw(self):
        return self.random.choices(range(1, len(self.weights) + 1), self.weights)[0]


class _Draws:
    """Numbers from 1 to n by weight; a right RandomGenerator under another name."""

    def __init__(self, weights):
        self.weights = weights

    def draw(self):
        return random.choices(range(1, len(self.weights) + 1), self.weights)[0]


def _noise(all_contexts, weights, K, avoid=lambda contexts: contexts):
    generator = _Draws(weights)
    all_negatives = []
    for contexts in all_contexts:
        negatives = []
        while len(negatives) < K * len(contexts):
            drawn = generator.draw()
            if drawn not in avoid(contexts):
                negatives.append(drawn)
        all_negatives.append(negatives)
    return all_negatives


def _weights(vocab, counter, power=0.75):
    return [counter[vocab.to_tokens(i)] ** power for i in range(1, len(vocab))]


def get_negatives_with_context_words(all_contexts, vocab, counter, K):
    """Your noise words may be context words of the same list. Throw those away and draw others.

    你的噪声词可能就是同一列表的上下文词。应舍去重抽。"""
    return _noise(all_contexts, _weights(vocab, counter), K, avoid=lambda contexts: ())


def get_negatives_fewer_after_filtering(all_contexts, vocab, counter, K):
    """You draw K times as many and then take out the context words, so that too few are left. Draw others for them.

    你先抽够 K 倍，再去掉上下文词，剩下的就不够了。去掉多少应补抽多少。"""
    noise = _noise(all_contexts, _weights(vocab, counter), K, avoid=lambda contexts: ())
    return [[i for i in row if i not in contexts] for row, contexts in zip(noise, all_contexts)]


def get_negatives_k_in_all(all_contexts, vocab, counter, K):
    """You draw K noise words for each list. There are to be K for each context word in it.

    你为每个列表抽了 K 个噪声词。应是其中每个上下文词各 K 个。"""
    return [row[:K] for row in _noise(all_contexts, _weights(vocab, counter), K)]


def get_negatives_by_plain_counts(all_contexts, vocab, counter, K):
    """You draw in proportion to the counts themselves. Raise them to the power 0.75: rare words come up more often then.

    你按次数本身的比例抽取。应先取 0.75 次方：这样罕见词会多出现一些。"""
    return _noise(all_contexts, _weights(vocab, counter, 1), K)


def get_negatives_even(all_contexts, vocab, counter, K):
    """All your words are equally likely. Weigh them by their counts to the power 0.75.

    你的所有词概率相同。应以次数的 0.75 次方为权重。"""
    return _noise(all_contexts, _weights(vocab, counter, 0), K)


def get_negatives_by_the_order_of_the_counter(all_contexts, vocab, counter, K):
    """You take the weights in the order of the counter. It need not be the vocabulary's: ask for each index's token.

    你按 counter 中的次序取权重。它不一定与词表的次序一致：应按每个索引的词元去查。"""
    return _noise(all_contexts, [count**0.75 for count in counter.values()], K)


def get_negatives_one_too_low(all_contexts, vocab, counter, K):
    """Your indices are one too low: RandomGenerator counts from 1, as the words in the vocabulary do.

    你的索引都小了 1：RandomGenerator 从 1 数起，与词表中的词一致。"""
    shifted = [[t + 1 for t in contexts] for contexts in all_contexts]
    return [[i - 1 for i in row] for row in _noise(shifted, _weights(vocab, counter), K)]


def get_negatives_the_same_for_all(all_contexts, vocab, counter, K):
    """You draw noise words once and give them to lists with the same contexts again. Draw for each list.

    你只抽了一次噪声词，上下文相同的列表重复使用。应为每个列表抽取。"""
    known = {}
    for contexts in all_contexts:
        if tuple(contexts) not in known:
            known[tuple(contexts)] = _noise([contexts], _weights(vocab, counter), K)[0]
    return [known[tuple(contexts)] for contexts in all_contexts]


def _batch(data, words=None, mask=None, label=None):
    longest = max(len(a) + len(b) for _, a, b in data)
    words = words or (lambda a, b, n: a + b + [0] * n)
    mask = mask or (lambda a, b, n: [1] * (len(a) + len(b)) + [0] * n)
    label = label or (lambda a, b, n: [1] * len(a) + [0] * (len(b) + n))
    parts = [[part(a, b, longest - len(a) - len(b)) for _, a, b in data] for part in (words, mask, label)]
    return torch.tensor([[c] for c, _, _ in data]), *(torch.tensor(part) for part in parts)


def batchify_centers_in_a_row(data):
    """Your centres have shape (n,). The model wants a column, (n, 1).

    你的中心词形状是 (n,)。模型需要一列：(n, 1)。"""
    centers, *others = _batch(data)
    return centers.reshape(-1), *others


def batchify_padding_first(data):
    """You put the zeros in front of the words. They come at the end.

    你把零放在了词的前面。应放在末尾。"""
    return _batch(data, words=lambda a, b, n: [0] * n + a + b)


def batchify_noise_first(data):
    """You put noise words before context words. The labels say that context words come first.

    你把噪声词放在了上下文词前面。按标签的次序，上下文词在前。"""
    return _batch(data, words=lambda a, b, n: b + a + [0] * n)


def batchify_masks_hide_the_noise(data):
    """Your masks are 0 for noise words: they would not count in the loss. Only padding is hidden.

    你的掩码把噪声词也置为 0：它们就不计入损失了。只应遮住填充。"""
    return _batch(data, mask=lambda a, b, n: [1] * len(a) + [0] * (len(b) + n))


def batchify_masks_of_ones(data):
    """Your masks are 1 everywhere. Padding has 0.

    你的掩码处处为 1。填充处应为 0。"""
    return _batch(data, mask=lambda a, b, n: [1] * (len(a) + len(b) + n))


def batchify_masks_reversed(data):
    """Your masks are 1 for padding and 0 for words. It is the other way round.

    你的掩码在填充处为 1、词处为 0。正好反了。"""
    return _batch(data, mask=lambda a, b, n: [0] * (len(a) + len(b)) + [1] * n)


def batchify_masks_by_value(data):
    """You take every 0 for padding. A word may have the index 0: padding follows from the lengths.

    你把所有的 0 都当作填充。词的索引也可能是 0：填充取决于长度。"""
    return _batch(data, mask=lambda a, b, n: [int(t != 0) for t in a + b + [0] * n])


def batchify_labels_for_noise(data):
    """Your labels are 1 for noise words as well. Only context words are to be predicted.

    你的标签在噪声词处也为 1。只有上下文词是要预测的。"""
    return _batch(data, label=lambda a, b, n: [1] * (len(a) + len(b)) + [0] * n)


def batchify_labels_by_value(data):
    """You give the label 1 to every word that is among the context words. A noise word at its place has 0, whatever it is.

    凡是出现在上下文词中的词你都标为 1。噪声词的位置上不论是什么都应为 0。"""
    return _batch(data, label=lambda a, b, n: [int(t in a) for t in a + b + [0] * n])


def batchify_floats(data):
    """Your tensors hold floating-point numbers: torch.Tensor(...) does that. An embedding wants whole ones.

    你的张量是浮点数：torch.Tensor(...) 会这样。嵌入层需要整数。"""
    return tuple(part.float() for part in _batch(data))


def batchify_changes_the_data(data):
    """contexts += negatives writes the noise words into the caller's lists. Make a new list.

    contexts += negatives 把噪声词写进了调用者的列表。应建立新的列表。"""
    batch = _batch(data)
    for _, contexts, negatives in data:
        contexts += negatives
    return batch
