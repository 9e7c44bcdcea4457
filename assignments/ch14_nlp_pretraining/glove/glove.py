"""GloVe: co-occurrence counts and the weighted squared loss (Dive into Deep Learning, section 14.5)."""

import torch


def cooccurrences(
    corpus: list[list[int]], vocab_size: int, window_size: int, by_distance: bool = False
) -> torch.Tensor:
    """How often each word stands near each other: float32, shape (vocab_size, vocab_size), centres in rows.

    corpus: sentences, lists of indices below vocab_size. Two tokens of a sentence at most window_size places apart are a
    pair, once in each direction. It counts 1, or with by_distance 1 / d, if they are d places apart.
    """
    raise NotImplementedError("cooccurrences is not written yet")


def glove_weight(x: torch.Tensor, c: float = 100.0, alpha: float = 0.75) -> torch.Tensor:
    """(x / c) ** alpha where x is below c, and 1 elsewhere. x: floating, any shape, not negative; c, alpha: above 0."""
    raise NotImplementedError("glove_weight is not written yet")


def glove_loss(x: torch.Tensor, v: torch.Tensor, u: torch.Tensor, b: torch.Tensor, c: torch.Tensor) -> torch.Tensor:
    """GloVe's loss: the sum of glove_weight(x_ij) * (u_j . v_i + b_i + c_j - log x_ij) ** 2 over all x_ij > 0; a 0-d tensor.

    x: counts, shape (n, m), not negative. v: vectors of the centres, (n, d); b: their biases, (n,). u: vectors of the
    context words, (m, d); c: their biases, (m,). All floating, of one dtype.
    """
    raise NotImplementedError("glove_loss is not written yet")
