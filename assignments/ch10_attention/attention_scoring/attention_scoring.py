"""The masked softmax of attention, and two scoring functions (Dive into Deep Learning, section 10.3)."""

import math

import torch
from torch import nn


def masked_softmax(X, valid_lens):
    """Softmax over the last axis of X, where only the first positions of each row count.

    X: scores, (batch_size, num_queries, num_keys); it stays as it is.
    valid_lens: None, when every position counts; (batch_size,), one length for each example; or
        (batch_size, num_queries), one length for each row. Integers from 0 to num_keys.
    Returns weights of X's shape and dtype: 0 at and beyond the valid length, whatever the scores there.
    """
    raise NotImplementedError("masked_softmax is not written yet")


class AdditiveAttention(nn.Module):
    """Attention whose scores come from a small net: w_v tanh(W_q q + W_k k)."""

    def __init__(self, key_size: int, query_size: int, num_hiddens: int, dropout: float, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("AdditiveAttention.__init__ is not written yet")

    def forward(
        self, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, valid_lens: torch.Tensor | None
    ) -> torch.Tensor:
        """Means of the values, weighted for each query; the weights are kept in attention_weights.

        queries: (batch_size, num_queries, query_size). keys: (batch_size, num_keys, key_size). values: (batch_size,
        num_keys, value_size). valid_lens: as in masked_softmax. Returns (batch_size, num_queries, value_size)."""
        raise NotImplementedError("AdditiveAttention.forward is not written yet")


class DotProductAttention(nn.Module):
    """Attention whose scores are scaled dot products of queries and keys."""

    def __init__(self, dropout: float, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("DotProductAttention.__init__ is not written yet")

    def forward(
        self,
        queries: torch.Tensor,
        keys: torch.Tensor,
        values: torch.Tensor,
        valid_lens: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Means of the values, weighted for each query; the weights are kept in attention_weights.

        queries: (batch_size, num_queries, d). keys: (batch_size, num_keys, d). values: (batch_size, num_keys,
        value_size). valid_lens: as in masked_softmax. Returns (batch_size, num_queries, value_size)."""
        raise NotImplementedError("DotProductAttention.forward is not written yet")
