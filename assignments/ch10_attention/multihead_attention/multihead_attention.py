"""Multi-head attention (Dive into Deep Learning, section 10.5)."""

import math

import torch
from torch import nn


def transpose_qkv(X, num_heads):
    """Give each head its part of the features, and stack the heads of an example one after another.

    X: (batch_size, n, num_hiddens); num_heads divides num_hiddens.
    Returns (batch_size * num_heads, n, num_hiddens / num_heads): row i * num_heads + h is head h of example i.
    """
    raise NotImplementedError("transpose_qkv is not written yet")


def transpose_output(X, num_heads):
    """Undo transpose_qkv: put the features of an example's heads side by side.

    X: (batch_size * num_heads, n, d). Returns (batch_size, n, num_heads * d).
    """
    raise NotImplementedError("transpose_output is not written yet")


class MultiHeadAttention(nn.Module):
    """Scaled dot-product attention by several heads at once, each with a part of the features.

    W_q, W_k, W_v: nn.Linear from query_size, key_size, value_size to num_hiddens. W_o: nn.Linear(num_hiddens,
    num_hiddens). All with a bias where bias is true. num_heads divides num_hiddens. dropout: of the attention weights.
    """

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("MultiHeadAttention.__init__ is not written yet")

    def forward(self, queries, keys, values, valid_lens):
        """Attend.

        queries: (batch_size, num_queries, query_size). keys: (batch_size, num_keys, key_size).
        values: (batch_size, num_keys, value_size). valid_lens: None; (batch_size,), how many keys count for each
        example; or (batch_size, num_queries), for each query. From 1 to num_keys.
        Returns (batch_size, num_queries, num_hiddens).
        """
        raise NotImplementedError("MultiHeadAttention.forward is not written yet")
