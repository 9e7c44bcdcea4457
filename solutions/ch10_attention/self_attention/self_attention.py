"""Positional encoding and the causal mask of self-attention (Dive into Deep Learning, section 10.6)."""

import torch
from torch import nn


class PositionalEncoding(nn.Module):
    """Adds to each position a pattern of sines and cosines that tells it from the others, then drops.

    num_hiddens: the number of features, at least 1. dropout: the probability of nn.Dropout. max_len: the longest sequence.
    """

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        ### BEGIN SOLUTION
        self.dropout = nn.Dropout(dropout)
        positions = torch.arange(max_len)[:, None]
        angles = positions / 10000 ** (torch.arange(0, num_hiddens, 2) / num_hiddens)
        P = torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)[:, :num_hiddens]
        self.register_buffer("P", P[None])
        ### END SOLUTION

    def forward(self, X):
        """X: (batch_size, num_steps, num_hiddens) with num_steps at most max_len; it stays as it is. Returns its shape."""
        ### BEGIN SOLUTION
        return self.dropout(X + self.P[:, : X.shape[1]])
        ### END SOLUTION


class LearnedPositionalEncoding(nn.Module):
    """Adds to each position a vector of its own, which is learned, then drops. Parameters as above.

    P: a parameter of shape (1, max_len, num_hiddens), drawn from a normal distribution with standard deviation 0.02.
    """

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        ### BEGIN SOLUTION
        self.dropout = nn.Dropout(dropout)
        self.P = nn.Parameter(0.02 * torch.randn(1, max_len, num_hiddens))
        ### END SOLUTION

    def forward(self, X):
        """X: (batch_size, num_steps, num_hiddens) with num_steps at most max_len. Returns its shape."""
        ### BEGIN SOLUTION
        return self.dropout(X + self.P[:, : X.shape[1]])
        ### END SOLUTION


def causal_mask(num_steps, device=None):
    """Where each position may look: a tensor of bools, (num_steps, num_steps).

    Row i is about the query at position i, column j about the key at position j: True where i may look at j.
    """
    ### BEGIN SOLUTION
    return torch.ones(num_steps, num_steps, dtype=torch.bool, device=device).tril()
    ### END SOLUTION


def causal_valid_lens(batch_size, num_steps, device=None):
    """The same as valid lengths, for masked_softmax: a tensor of integers (torch.int64), (batch_size, num_steps)."""
    ### BEGIN SOLUTION
    return torch.arange(1, num_steps + 1, device=device).repeat(batch_size, 1)
    ### END SOLUTION
