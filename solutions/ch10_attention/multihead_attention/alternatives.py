import math

import torch
from torch import nn
from torch.nn import functional as F


def transpose_qkv_stacked(X, num_heads):
    """Pieces of the features, stacked behind the examples."""
    return torch.stack(X.chunk(num_heads, dim=-1), dim=1).reshape(-1, X.shape[1], X.shape[2] // num_heads)


def transpose_qkv_by_permute(X, num_heads):
    """Three steps, with lengths left to reshape."""
    X = X.reshape(X.shape[0], X.shape[1], num_heads, -1)
    X = X.permute(0, 2, 1, 3)
    return X.reshape(-1, X.shape[2], X.shape[3])


def transpose_qkv_one_by_one(X, num_heads):
    """Each head of each example by itself."""
    size = X.shape[2] // num_heads
    return torch.stack([example[:, i * size : (i + 1) * size] for example in X for i in range(num_heads)])


def transpose_output_by_permute(X, num_heads):
    """Three steps, with lengths left to reshape."""
    X = X.reshape(-1, num_heads, X.shape[1], X.shape[2])
    X = X.permute(0, 2, 1, 3)
    return X.reshape(X.shape[0], X.shape[1], -1)


def transpose_output_every_head(X, num_heads):
    """Head i of all examples is every num_heads-th row."""
    return torch.cat([X[i::num_heads] for i in range(num_heads)], dim=2)


def transpose_output_by_splitting(X, num_heads):
    """Example by example."""
    return torch.stack([torch.cat(list(heads), dim=1) for heads in X.split(num_heads)])


class _Scored(nn.Module):
    """Attention as section 10.3 has it: a very low score for what is masked, in a copy."""

    def __init__(self, dropout):
        super().__init__()
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens=None):
        scores = torch.bmm(queries, keys.transpose(1, 2)) / math.sqrt(queries.shape[-1])
        shape = scores.shape
        if valid_lens is not None:
            rows = valid_lens.repeat_interleave(shape[1]) if valid_lens.dim() == 1 else valid_lens.reshape(-1)
            flat = scores.reshape(-1, shape[-1]).clone()
            flat[torch.arange(shape[-1], device=flat.device)[None, :] >= rows[:, None]] = -1e6
            scores = flat.reshape(shape)
        self.attention_weights = F.softmax(scores, dim=-1)
        return torch.bmm(self.dropout(self.attention_weights), values)


class MultiHeadAttention_of_the_book(nn.Module):
    """With the attention of section 10.3 inside, which keeps its weights."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__(**kwargs)
        self.num_heads = num_heads
        self.attention = _Scored(dropout)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)

    def forward(self, queries, keys, values, valid_lens):
        queries = transpose_qkv_by_permute(self.W_q(queries), self.num_heads)
        keys = transpose_qkv_by_permute(self.W_k(keys), self.num_heads)
        values = transpose_qkv_by_permute(self.W_v(values), self.num_heads)
        if valid_lens is not None:
            valid_lens = torch.repeat_interleave(valid_lens, repeats=self.num_heads, dim=0)
        output = self.attention(queries, keys, values, valid_lens)
        return self.W_o(transpose_output_by_permute(output, self.num_heads))


class MultiHeadAttention_by_torchs_attention(nn.Module):
    """Four axes, and torch's scaled_dot_product_attention with a mask of its own."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False):
        super().__init__()
        assert num_hiddens % num_heads == 0
        self.h, self.p = num_heads, dropout
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias)
        self.W_v, self.W_k, self.W_q = (
            nn.Linear(size, num_hiddens, bias) for size in (value_size, key_size, query_size)
        )

    def forward(self, queries, keys, values, valid_lens=None):
        Q, K, V = (
            layer(X).unflatten(-1, (self.h, -1)).transpose(1, 2)
            for layer, X in ((self.W_q, queries), (self.W_k, keys), (self.W_v, values))
        )
        mask = None
        if valid_lens is not None:
            lens = valid_lens.reshape(len(queries), 1, -1, 1)
            mask = torch.arange(keys.shape[1], device=keys.device) < lens
        Y = F.scaled_dot_product_attention(Q, K, V, attn_mask=mask, dropout_p=self.p if self.training else 0.0)
        return self.W_o(Y.transpose(1, 2).flatten(2))


class MultiHeadAttention_head_by_head(nn.Module):
    """A loop over the heads."""

    def __init__(self, key_size, query_size, value_size, num_hiddens, num_heads, dropout, bias=False, **kwargs):
        super().__init__()
        if num_hiddens % num_heads != 0:
            raise ValueError("heads must share the features evenly")
        self.size, self.heads, self.drop = num_hiddens // num_heads, range(num_heads), nn.Dropout(dropout)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=bias)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=bias)
        self.W_v = nn.Linear(value_size, num_hiddens, bias=bias)
        self.W_o = nn.Linear(num_hiddens, num_hiddens, bias=bias)

    def forward(self, queries, keys, values, valid_lens):
        Q, K, V = self.W_q(queries), self.W_k(keys), self.W_v(values)
        found = []
        for i in self.heads:
            part = slice(i * self.size, (i + 1) * self.size)
            scores = torch.einsum("bqd,bkd->bqk", Q[..., part], K[..., part]) * self.size**-0.5
            if valid_lens is not None:
                lens = valid_lens.reshape(len(scores), -1, 1)
                scores = torch.where(torch.arange(K.shape[1], device=K.device) < lens, scores, scores.new_tensor(-1e9))
            found.append(self.drop(torch.softmax(scores, 2)) @ V[..., part])
        return self.W_o(torch.cat(found, dim=2))
