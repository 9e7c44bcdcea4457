import collections

import torch


def cooccurrences_center_by_center(corpus, vocab_size, window_size, by_distance=False):
    """Each centre and its window, in a Counter first."""
    found = collections.Counter()
    for line in corpus:
        for i, center in enumerate(line):
            for j in range(max(0, i - window_size), min(len(line), i + window_size + 1)):
                if j != i:
                    found[center, line[j]] += 1 / abs(i - j) if by_distance else 1
    counts = torch.zeros((vocab_size, vocab_size), dtype=torch.float32)
    for (i, j), n in found.items():
        counts[i, j] = n
    return counts


def cooccurrences_by_index_put(corpus, vocab_size, window_size, by_distance=False):
    """All pairs at one distance at once; the transpose added at the end."""
    counts = torch.zeros(vocab_size, vocab_size)
    for d in range(1, window_size + 1):
        for line in corpus:
            if len(line) > d:
                left, right = torch.tensor(line[:-d]), torch.tensor(line[d:])
                share = torch.tensor(1 / d if by_distance else 1.0)
                counts.index_put_((left, right), share, accumulate=True)
    return counts + counts.T


def glove_weight_by_where(x, c=100.0, alpha=0.75):
    """As the formula has it."""
    return torch.where(x < c, (x / c) ** alpha, torch.ones_like(x))


def glove_weight_by_minimum(x, c=100.0, alpha=0.75):
    """The power first, then the smaller of it and 1."""
    return torch.minimum(torch.pow(x / c, alpha), torch.ones((), dtype=x.dtype, device=x.device))


def glove_loss_of_the_pairs_there(x, v, u, b, c):
    """The pairs that occur, picked out."""
    i, j = x.nonzero(as_tuple=True)
    counts = x[i, j]
    error = (v[i] * u[j]).sum(dim=1) + b[i] + c[j] - counts.log()
    return (glove_weight(counts) * error.square()).sum()


def glove_loss_pair_by_pair(x, v, u, b, c):
    """A loop over rows and columns."""
    total = torch.zeros((), dtype=x.dtype, device=x.device) + 0 * (v.sum() + u.sum() + b.sum() + c.sum())
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            if x[i, j] > 0:
                total = total + glove_weight(x[i, j]) * (u[j].dot(v[i]) + b[i] + c[j] - torch.log(x[i, j])) ** 2
    return total


def glove_loss_masked(x, v, u, b, c):
    """Errors filled with 0 where there is no pair."""
    error = v @ u.t() + b.unsqueeze(1) + c.unsqueeze(0) - x.clamp(min=1e-30).log()
    return torch.sum(glove_weight(x) * error.masked_fill(x == 0, 0) ** 2)
