import torch


def _count(corpus, vocab_size, window_size, by_distance, pairs):
    """pairs(line): the places (i, j) that count."""
    counts = torch.zeros(vocab_size, vocab_size)
    for line in corpus:
        for i, j in pairs(line):
            counts[line[i], line[j]] += 1 / abs(i - j) if by_distance and i != j else 1
    return counts


def _near(line, low, high):
    return [(i, j) for i in range(len(line)) for j in range(len(line)) if low <= j - i <= high and i != j]


def cooccurrences_one_direction(corpus, vocab_size, window_size, by_distance=False):
    """You count only the tokens that follow. Those before are in the context as well.

    你只统计了后面的词元。前面的也在上下文里。"""
    return _count(corpus, vocab_size, window_size, by_distance, lambda line: _near(line, 1, window_size))


def cooccurrences_window_too_small(corpus, vocab_size, window_size, by_distance=False):
    """Your window is one place too short: range and slices leave out their end.

    你的窗口短了一个位置：range 和切片都不含终点。"""
    return _count(corpus, vocab_size, window_size, by_distance, lambda line: _near(line, -window_size, window_size - 1))


def cooccurrences_with_the_centre(corpus, vocab_size, window_size, by_distance=False):
    """You count each token as its own neighbour. Leave out the centre.

    你把每个词元也算作它自己的邻居。应略去中心词。"""
    return _count(
        corpus,
        vocab_size,
        window_size,
        by_distance,
        lambda line: _near(line, -window_size, window_size) + [(i, i) for i in range(len(line))],
    )


def cooccurrences_across_sentences(corpus, vocab_size, window_size, by_distance=False):
    """Your windows reach into the next sentence. Count within each sentence.

    你的窗口伸进了下一个句子。应在每个句子内部统计。"""
    joined = [[token for line in corpus for token in line]]
    return _count(joined, vocab_size, window_size, by_distance, lambda line: _near(line, -window_size, window_size))


def cooccurrences_yes_or_no(corpus, vocab_size, window_size, by_distance=False):
    """You write down that a pair occurs, not how often.

    你只记下了词对是否出现，而没有记次数。"""
    return _count(
        corpus, vocab_size, window_size, by_distance, lambda line: _near(line, -window_size, window_size)
    ).clamp(max=1)


def cooccurrences_repeated_indices(corpus, vocab_size, window_size, by_distance=False):
    """counts[i, js] += 1 adds once where an index comes twice in js. Use index_put_ with accumulate, or a loop.

    js 中有重复的索引时，counts[i, js] += 1 只加一次。请用带 accumulate 的 index_put_，或用循环。"""
    counts = torch.zeros(vocab_size, vocab_size)
    for line in corpus:
        for i, center in enumerate(line):
            places = [j for j in range(max(0, i - window_size), min(len(line), i + window_size + 1)) if j != i]
            if places:
                shares = torch.tensor([1 / abs(i - j) if by_distance else 1.0 for j in places])
                counts[center, [line[j] for j in places]] += shares
    return counts


def cooccurrences_without_equal_words(corpus, vocab_size, window_size, by_distance=False):
    """You leave out pairs of the same word. At two places it counts as any other.

    你略去了相同词的配对。处在两个位置上时，它与其他词一样计数。"""
    return _count(
        corpus,
        vocab_size,
        window_size,
        by_distance,
        lambda line: [(i, j) for i, j in _near(line, -window_size, window_size) if line[i] != line[j]],
    )


def cooccurrences_distance_ignored(corpus, vocab_size, window_size, by_distance=False):
    """You do not use by_distance: all pairs count 1.

    你没有用到 by_distance：所有词对都计 1。"""
    return _count(corpus, vocab_size, window_size, False, lambda line: _near(line, -window_size, window_size))


def cooccurrences_always_by_distance(corpus, vocab_size, window_size, by_distance=False):
    """You always count 1 / d. Without by_distance each pair counts 1.

    你总是计 1 / d。by_distance 为假时每对应计 1。"""
    return _count(corpus, vocab_size, window_size, True, lambda line: _near(line, -window_size, window_size))


def cooccurrences_whole_numbers(corpus, vocab_size, window_size, by_distance=False):
    """Your counts are int64. Return float32: the shares 1 / d are no whole numbers.

    你的次数是 int64。应返回 float32：1 / d 不是整数。"""
    return _count(
        corpus, vocab_size, window_size, by_distance, lambda line: _near(line, -window_size, window_size)
    ).long()


def glove_weight_without_the_cap(x, c=100.0, alpha=0.75):
    """Your weights go on growing beyond c. From c on the weight is 1.

    超过 c 之后你的权重还在增大。从 c 起权重应为 1。"""
    return (x / c) ** alpha


def glove_weight_counts_beyond_c(x, c=100.0, alpha=0.75):
    """Beyond c you return the count itself. The weight is 1 there.

    超过 c 时你返回了次数本身。那里的权重应为 1。"""
    return torch.where(x < c, (x / c) ** alpha, x)


def glove_weight_zero_beyond_c(x, c=100.0, alpha=0.75):
    """Beyond c your weight is 0: the most frequent pairs are lost. It is 1 there.

    超过 c 时你的权重为 0：最常见的词对就丢了。那里应为 1。"""
    return torch.where(x < c, (x / c) ** alpha, torch.zeros_like(x))


def glove_weight_power_of_x_alone(x, c=100.0, alpha=0.75):
    """You raise x to the power and divide by c afterwards. Divide first: (x / c) ** alpha.

    你先对 x 取幂再除以 c。应先除：(x / c) ** alpha。"""
    return (x**alpha / c).clamp(max=1)


def glove_weight_without_the_power(x, c=100.0, alpha=0.75):
    """You leave out the power alpha.

    你漏掉了 alpha 次方。"""
    return (x / c).clamp(max=1)


def glove_weight_settings_fixed(x, c=100.0, alpha=0.75):
    """You have written 100 and 0.75 into the formula. Use c and alpha.

    你在公式里写死了 100 和 0.75。应使用 c 和 alpha。"""
    return (x / 100).clamp(max=1) ** 0.75


def glove_weight_in_place(x, c=100.0, alpha=0.75):
    """Your weights are right, but you write into the caller's counts.

    权重是对的，但你写进了调用者的次数。"""
    x[x > c] = c
    return (x / c) ** alpha


def _weight(x):
    return (x / 100).clamp(max=1) ** 0.75


def _safe_log(x):
    return torch.where(x > 0, x, torch.ones_like(x)).log()


def glove_loss_log_of_zero(x, v, u, b, c):
    """log 0 is -inf, and 0 times inf is nan: one pair that never occurs spoils the whole loss. Keep zeros away from log.

    log 0 是 -inf，0 乘无穷大是 nan：只要有一个从不共现的词对，整个损失就坏了。不要对 0 取对数。"""
    return (_weight(x) * (v @ u.T + b[:, None] + c - x.log()) ** 2).sum()


def glove_loss_where_too_late(x, v, u, b, c):
    """Your loss is right, but its gradient is nan: torch.where cuts off an infinite value and multiplies its infinite
    gradient by 0. Replace the zeros before the logarithm.

    损失是对的，但梯度是 nan：torch.where 去掉了无穷大的值，却把无穷大的梯度乘以 0。应在取对数之前就替换掉零。"""
    loss = _weight(x) * (v @ u.T + b[:, None] + c - x.log()) ** 2
    return torch.where(x > 0, loss, torch.zeros_like(loss)).sum()


def glove_loss_log_of_one_more(x, v, u, b, c):
    """You take log(1 + x). That avoids log 0, but fits other numbers: only zeros need another way.

    你取了 log(1 + x)。这样避开了 log 0，但拟合的是别的数：只有零需要另行处理。"""
    return (_weight(x) * (v @ u.T + b[:, None] + c - torch.log1p(x)) ** 2).sum()


def glove_loss_without_weights(x, v, u, b, c):
    """All your pairs weigh the same. Multiply by glove_weight(x).

    你的所有词对权重相同。应乘以 glove_weight(x)。"""
    return ((x > 0) * (v @ u.T + b[:, None] + c - _safe_log(x)) ** 2).sum()


def glove_loss_weights_squared(x, v, u, b, c):
    """You square the weight as well: it stands outside of the square.

    你把权重也平方了：它应在平方之外。"""
    return ((_weight(x) * (v @ u.T + b[:, None] + c - _safe_log(x))) ** 2).sum()


def glove_loss_vectors_exchanged(x, v, u, b, c):
    """You have u_i . v_j at [i, j]. Rows are centres: v belongs to i, u to j.

    你在 [i, j] 处放的是 u_i 与 v_j 的点积。行是中心词：v 对应 i，u 对应 j。"""
    return (_weight(x) * ((u @ v.T).reshape(x.shape) + b[:, None] + c - _safe_log(x)) ** 2).sum()


def glove_loss_biases_exchanged(x, v, u, b, c):
    """Your biases are exchanged: b belongs to the rows, c to the columns.

    你的偏置弄反了：b 属于行，c 属于列。"""
    return (_weight(x) * (v @ u.T + b + c[:, None] - _safe_log(x)) ** 2).sum()


def glove_loss_without_biases(x, v, u, b, c):
    """You leave out the biases.

    你漏掉了偏置。"""
    return (_weight(x) * (v @ u.T - _safe_log(x)) ** 2).sum()


def glove_loss_counts_themselves(x, v, u, b, c):
    """You compare with the counts. Compare with their logarithms.

    你与次数本身比较。应与它们的对数比较。"""
    return (_weight(x) * (v @ u.T + b[:, None] + c - x) ** 2).sum()


def glove_loss_mean(x, v, u, b, c):
    """You take a mean. The statement asks for the sum.

    你取了均值。题目要求的是和。"""
    return (_weight(x) * (v @ u.T + b[:, None] + c - _safe_log(x)) ** 2).mean()


def glove_loss_absolute(x, v, u, b, c):
    """You take absolute values. Square the differences.

    你取了绝对值。应取差的平方。"""
    return (_weight(x) * (v @ u.T + b[:, None] + c - _safe_log(x)).abs()).sum()
