"""How good is a language model? Perplexity (Dive into Deep Learning, section 8.4)."""

import math
from collections.abc import Iterable

import torch


def perplexity(y_hat: torch.Tensor, y: torch.Tensor) -> float:
    """exp of the mean of -log P(the right token).

    y_hat: probabilities, floating point, shape (n, V); row t has those of every token at step t. y: the right tokens,
    whole numbers from 0 to V - 1, shape (n,). Infinite where a right token has probability 0."""
    raise NotImplementedError("perplexity is not written yet")


def perplexity_over_batches(batches: Iterable[tuple[torch.Tensor, torch.Tensor]]) -> float:
    """The perplexity of all tokens of all batches (y_hat, y) together; batches may have different sizes.

    batches: can be gone through once; at least one batch, and none of them empty."""
    raise NotImplementedError("perplexity_over_batches is not written yet")
