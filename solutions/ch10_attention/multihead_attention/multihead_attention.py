"""Multi-head attention (Dive into Deep Learning, section 10.5)."""

import math

import torch
from torch import nn


def transpose_qkv(X, num_heads):
    """Give each head its part of the features, and stack the heads of an example one after another.

    X: (batch_size, n, num_hiddens); num_heads divides num_hiddens.
    Returns (batch_size * num_heads, n, num_hiddens / num_heads): row i * num_heads + h is head h of example i.
    """
    ### BEGIN SOLUTION
    batch_size, n, num_hiddens = X.shape
    heads = X.reshape(batch_size, n, num_heads, num_hiddens // num_heads)
    return heads.transpose(1, 2).flatten(0, 1)
    ### END SOLUTION


def transpose_output(X, num_heads):
    """Undo transpose_qkv: put the features of an example's heads side by side.

    X: (batch_size * num_heads, n, d). Returns (batch_size, n, num_heads * d).
    """
    ### BEGIN SOLUTION
    return X.unflatten(0, (-1, num_heads)).transpose(1, 2).flatten(2)
    ### END SOLUTION


class MultiHeadAttention(nn.Module):
    """Scaled dot-product attention by several heads at once, each with a part of the features.

    W_q, W_k, W_v: nn.Linear from query_size, key_size, value_size to num_hiddens. W_o: nn.Linear(num_hiddens,
    num_hiddens). All with a bias where bias is true. num_heads divides num_hiddens. dropout: of the attention weights.
    """

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        if num_hiddens % num_heads:
            raise ValueError(f"{num_hiddens} features cannot be shared by {num_heads} heads")
        self.num_heads = num_heads
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)
        self.dropout = nn.Dropout(dropout)
        ### END SOLUTION

    def forward(self, queries, keys, values, valid_lens):
        """Attend.

        queries: (batch_size, num_queries, query_size). keys: (batch_size, num_keys, key_size).
        values: (batch_size, num_keys, value_size). valid_lens: None; (batch_size,), how many keys count for each
        example; or (batch_size, num_queries), for each query. From 1 to num_keys.
        Returns (batch_size, num_queries, num_hiddens).
        """
        ### BEGIN SOLUTION
        Q = transpose_qkv(self.W_q(queries), self.num_heads)
        K = transpose_qkv(self.W_k(keys), self.num_heads)
        V = transpose_qkv(self.W_v(values), self.num_heads)
        scores = Q @ K.transpose(1, 2) / math.sqrt(Q.shape[-1])
        if valid_lens is not None:
            lens = valid_lens.repeat_interleave(self.num_heads, dim=0)
            lens = lens[:, None] if lens.dim() == 1 else lens
            beyond = torch.arange(K.shape[1], device=K.device) >= lens[:, :, None]
            scores = scores.masked_fill(beyond, float("-inf"))
        return self.W_o(transpose_output(self.dropout(scores.softmax(dim=-1)) @ V, self.num_heads))
        ### END SOLUTION
