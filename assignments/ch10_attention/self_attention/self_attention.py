"""Positional encoding and the causal mask of self-attention (Dive into Deep Learning, section 10.6)."""

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    """Adds to each position a pattern of sines and cosines that tells it from the others, then drops.

    num_hiddens: the number of features, at least 1. dropout: the probability of nn.Dropout. max_len: the longest sequence.
    """

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        raise NotImplementedError("PositionalEncoding.__init__ is not written yet")

    def forward(self, X):
        """X: (batch_size, num_steps, num_hiddens) with num_steps at most max_len; it stays as it is. Returns its shape."""
        raise NotImplementedError("PositionalEncoding.forward is not written yet")


class LearnedPositionalEncoding(nn.Module):
    """Adds to each position a vector of its own, which is learned, then drops. Parameters as above.

    P: a parameter of shape (1, max_len, num_hiddens), drawn from a normal distribution with standard deviation 0.02.
    """

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        raise NotImplementedError("LearnedPositionalEncoding.__init__ is not written yet")

    def forward(self, X):
        """X: (batch_size, num_steps, num_hiddens) with num_steps at most max_len. Returns its shape."""
        raise NotImplementedError("LearnedPositionalEncoding.forward is not written yet")


def causal_mask(num_steps, device=None):
    """Where each position may look: a tensor of bools, (num_steps, num_steps).

    Row i is about the query at position i, column j about the key at position j: True where i may look at j.
    """
    raise NotImplementedError("causal_mask is not written yet")


def causal_valid_lens(batch_size, num_steps, device=None):
    """The same as valid lengths, for masked_softmax: a tensor of integers (torch.int64), (batch_size, num_steps)."""
    raise NotImplementedError("causal_valid_lens is not written yet")
