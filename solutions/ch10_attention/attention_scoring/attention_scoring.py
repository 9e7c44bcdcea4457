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
    ### BEGIN SOLUTION
    if valid_lens is None:
        return torch.softmax(X, dim=-1)
    if valid_lens.dim() == 1:
        valid_lens = valid_lens[:, None]
    positions = torch.arange(X.shape[-1], device=X.device)
    beyond = positions >= valid_lens[:, :, None]
    return torch.softmax(X.masked_fill(beyond, float("-inf")), dim=-1)
    ### END SOLUTION


class AdditiveAttention(nn.Module):
    """Attention whose scores come from a small net: w_v tanh(W_q q + W_k k)."""

    def __init__(self, key_size: int, query_size: int, num_hiddens: int, dropout: float, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.W_k = nn.Linear(key_size, num_hiddens, bias=False)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=False)
        self.w_v = nn.Linear(num_hiddens, 1, bias=False)
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

    def forward(
        self, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor, valid_lens: torch.Tensor | None
    ) -> torch.Tensor:
        """Means of the values, weighted for each query; the weights are kept in attention_weights.

        queries: (batch_size, num_queries, query_size). keys: (batch_size, num_keys, key_size). values: (batch_size,
        num_keys, value_size). valid_lens: as in masked_softmax. Returns (batch_size, num_queries, value_size)."""
        ### BEGIN SOLUTION
        hidden = torch.tanh(self.W_q(queries)[:, :, None, :] + self.W_k(keys)[:, None, :, :])
        self.attention_weights = masked_softmax(self.w_v(hidden).squeeze(-1), valid_lens)
        return self.dropout(self.attention_weights) @ values
        ### END SOLUTION


class DotProductAttention(nn.Module):
    """Attention whose scores are scaled dot products of queries and keys."""

    def __init__(self, dropout: float, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

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
        ### BEGIN SOLUTION
        scores = queries @ keys.transpose(1, 2) / math.sqrt(queries.shape[-1])
        self.attention_weights = masked_softmax(scores, valid_lens)
        return self.dropout(self.attention_weights) @ values
        ### END SOLUTION
