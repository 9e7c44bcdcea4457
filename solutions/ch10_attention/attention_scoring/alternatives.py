"""Right answers that look different. Each gets full marks."""

import torch
from torch import nn


def masked_softmax_on_rows(X, valid_lens):
    """The layout of a textbook, on a copy: rows and lengths flattened, -inf written through a boolean mask."""
    if valid_lens is None:
        return nn.functional.softmax(X, dim=-1)
    shape = X.shape
    if valid_lens.dim() == 1:
        valid_lens = torch.repeat_interleave(valid_lens, shape[1])
    else:
        valid_lens = valid_lens.reshape(-1)
    X = X.clone().reshape(-1, shape[-1])
    mask = torch.arange(shape[-1], device=X.device)[None, :] < valid_lens[:, None]
    X[~mask] = -float("inf")
    return nn.functional.softmax(X.reshape(shape), dim=-1)


def masked_softmax_lowest_number(X, valid_lens):
    """The lowest finite number of the dtype as the fill: a row of length zero is uniform."""
    if valid_lens is None:
        return X.softmax(-1)
    lens = valid_lens.view(X.shape[0], -1, 1)
    keep = torch.arange(X.size(2), device=X.device).view(1, 1, -1) < lens
    return torch.where(keep, X, torch.finfo(X.dtype).min).softmax(-1)


def masked_softmax_zeros_for_empty_rows(X, valid_lens):
    """-inf, and nan replaced by zero in rows of length zero."""
    if valid_lens is None:
        return torch.softmax(X, -1)
    if valid_lens.ndim == 1:
        valid_lens = valid_lens.unsqueeze(1)
    mask = torch.arange(X.shape[-1], device=X.device) < valid_lens.unsqueeze(-1)
    weights = torch.softmax(torch.where(mask, X, float("-inf")), dim=-1)
    return torch.where(mask, weights, 0.0)


def masked_softmax_by_exponentials(X, valid_lens):
    """From the definition: subtract the largest valid score, exponentiate, multiply by the mask, divide."""
    if valid_lens is None:
        valid_lens = torch.full(X.shape[:2], X.shape[-1], device=X.device)
    if valid_lens.dim() == 1:
        valid_lens = valid_lens[:, None].expand(X.shape[:2])
    mask = torch.arange(X.shape[-1], device=X.device) < valid_lens[..., None]
    highest = X.masked_fill(~mask, float("-inf")).amax(dim=-1, keepdim=True)
    weights = torch.exp((X - highest).masked_fill(~mask, float("-inf")))
    return weights / weights.sum(dim=-1, keepdim=True)


def masked_softmax_added_penalty(X, valid_lens):
    """A mask of zeros and -inf is added to the scores."""
    if valid_lens is None:
        return nn.Softmax(dim=-1)(X)
    penalty = torch.zeros_like(X)
    positions = torch.arange(X.shape[-1], device=X.device).expand_as(X)
    lens = valid_lens.reshape(valid_lens.shape[0], -1, 1).expand_as(X)
    penalty[positions >= lens] = float("-inf")
    return nn.Softmax(dim=-1)(X + penalty)


class AdditiveAttention_as_the_book(nn.Module):
    """unsqueeze and bmm."""

    def __init__(self, key_size, query_size, num_hiddens, dropout, **kwargs):
        super().__init__(**kwargs)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=False)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=False)
        self.w_v = nn.Linear(num_hiddens, 1, bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens):
        queries, keys = self.W_q(queries), self.W_k(keys)
        features = queries.unsqueeze(2) + keys.unsqueeze(1)
        features = torch.tanh(features)
        scores = self.w_v(features).squeeze(-1)
        self.attention_weights = masked_softmax(scores, valid_lens)
        return torch.bmm(self.dropout(self.attention_weights), values)


class AdditiveAttention_a_query_at_a_time(nn.Module):
    """A loop over the queries, with functional dropout."""

    def __init__(self, key_size, query_size, num_hiddens, dropout):
        super().__init__()
        self.w_v = nn.Linear(num_hiddens, 1, bias=False)
        self.W_q = nn.Linear(query_size, num_hiddens, bias=False)
        self.W_k = nn.Linear(key_size, num_hiddens, bias=False)
        self.p = dropout

    def forward(self, queries, keys, values, valid_lens):
        rows = []
        for i in range(queries.shape[1]):
            rows.append(self.w_v(torch.tanh(self.W_q(queries[:, i : i + 1]) + self.W_k(keys))).squeeze(-1))
        self.attention_weights = masked_softmax(torch.stack(rows, dim=1), valid_lens)
        used = nn.functional.dropout(self.attention_weights, self.p, self.training)
        return torch.einsum("bqk,bkv->bqv", used, values)


class DotProductAttention_bmm(nn.Module):
    """bmm, as the book does it."""

    def __init__(self, dropout, **kwargs):
        super().__init__(**kwargs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, keys, values, valid_lens=None):
        d = queries.shape[-1]
        scores = torch.bmm(queries, keys.transpose(1, 2)) / d**0.5
        self.attention_weights = masked_softmax(scores, valid_lens)
        return torch.bmm(self.dropout(self.attention_weights), values)


class DotProductAttention_queries_scaled(nn.Module):
    """The queries scaled first; einsum."""

    def __init__(self, dropout):
        super().__init__()
        self.p = dropout

    def forward(self, queries, keys, values, valid_lens=None):
        scores = torch.einsum("bqd,bkd->bqk", queries * keys.shape[-1] ** -0.5, keys)
        self.attention_weights = masked_softmax(scores, valid_lens)
        return nn.functional.dropout(self.attention_weights, self.p, training=self.training) @ values
