"""GloVe: co-occurrence counts and the weighted squared loss (Dive into Deep Learning, section 14.5)."""

import torch


def cooccurrences(
    corpus: list[list[int]], vocab_size: int, window_size: int, by_distance: bool = False
) -> torch.Tensor:
    """How often each word stands near each other: float32, shape (vocab_size, vocab_size), centres in rows.

    corpus: sentences, lists of indices below vocab_size. Two tokens of a sentence at most window_size places apart are a
    pair, once in each direction. It counts 1, or with by_distance 1 / d, if they are d places apart.
    """
    ### BEGIN SOLUTION
    counts = torch.zeros(vocab_size, vocab_size)
    for line in corpus:
        for d in range(1, window_size + 1):
            for i, j in zip(line, line[d:], strict=False):
                share = 1 / d if by_distance else 1.0
                counts[i, j] += share
                counts[j, i] += share
    return counts
    ### END SOLUTION


def glove_weight(x: torch.Tensor, c: float = 100.0, alpha: float = 0.75) -> torch.Tensor:
    """(x / c) ** alpha where x is below c, and 1 elsewhere. x: floating, any shape, not negative; c, alpha: above 0."""
    ### BEGIN SOLUTION
    return (x / c).clamp(max=1) ** alpha
    ### END SOLUTION


def glove_loss(x: torch.Tensor, v: torch.Tensor, u: torch.Tensor, b: torch.Tensor, c: torch.Tensor) -> torch.Tensor:
    """GloVe's loss: the sum of glove_weight(x_ij) * (u_j . v_i + b_i + c_j - log x_ij) ** 2 over all x_ij > 0; a 0-d tensor.

    x: counts, shape (n, m), not negative. v: vectors of the centres, (n, d); b: their biases, (n,). u: vectors of the
    context words, (m, d); c: their biases, (m,). All floating, of one dtype.
    """
    ### BEGIN SOLUTION
    there = x > 0
    log = torch.where(there, x, torch.ones_like(x)).log()
    error = v @ u.T + b[:, None] + c - log
    return (glove_weight(x) * error**2).sum()
    ### END SOLUTION
