import math

import torch
from torch import nn


class PositionalEncoding_of_the_book(nn.Module):
    """Columns written into a table that is moved to X's device; an odd last column provided for."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.P = torch.zeros((1, max_len, num_hiddens))
        X = torch.arange(max_len, dtype=torch.float32).reshape(-1, 1) / torch.pow(
            10000, torch.arange(0, num_hiddens, 2, dtype=torch.float32) / num_hiddens
        )
        self.P[:, :, 0::2] = torch.sin(X)
        self.P[:, :, 1::2] = torch.cos(X[:, : num_hiddens // 2])

    def forward(self, X):
        X = X + self.P[:, : X.shape[1], :].to(X.device)
        return self.dropout(X)


class PositionalEncoding_made_when_needed(nn.Module):
    """No table: the encoding is worked out for each input, by exponentials; a cosine is a shifted sine."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.d, self.p = num_hiddens, dropout

    def forward(self, X):
        columns = torch.arange(self.d, device=X.device)
        rates = torch.exp(-math.log(10000.0) * (columns - columns % 2) / self.d)
        positions = torch.arange(X.shape[1], device=X.device, dtype=torch.float32)
        table = torch.sin(torch.outer(positions, rates) + (columns % 2) * (math.pi / 2))
        return nn.functional.dropout(X + table, self.p, self.training)


class PositionalEncoding_entry_by_entry(nn.Module):
    """The definition, in double precision, entry by entry."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        d = num_hiddens
        rows = [
            [(math.cos if k % 2 else math.sin)(i / 10000 ** ((k - k % 2) / d)) for k in range(d)]
            for i in range(max_len)
        ]
        self.register_buffer("table", torch.tensor(rows), persistent=False)
        self.drop = nn.Dropout(dropout)

    def forward(self, X):
        return self.drop(self.table[: X.size(1)].add(X))


class LearnedPositionalEncoding_by_init(nn.Module):
    """An empty parameter, filled by nn.init."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.P = nn.Parameter(torch.empty(1, max_len, num_hiddens))
        nn.init.normal_(self.P, std=0.02)
        self.p = dropout

    def forward(self, X):
        positions = torch.arange(X.size(1), device=X.device)
        return nn.functional.dropout(X + nn.functional.embedding(positions, self.P[0]), self.p, training=self.training)


class LearnedPositionalEncoding_narrowed(nn.Module):
    """A slice by narrow, expanded to the batch."""

    def __init__(self, num_hiddens, dropout, max_len=1000):
        super().__init__()
        self.register_parameter("P", nn.Parameter(torch.normal(0.0, 0.02, (1, max_len, num_hiddens))))
        self.dropout = nn.Dropout(p=dropout)

    def forward(self, X):
        return self.dropout(self.P.narrow(1, 0, X.shape[1]).expand_as(X) + X)


def causal_mask_by_positions(num_steps, device=None):
    """Positions compared with positions."""
    i = torch.arange(num_steps, device=device)
    return i[:, None] >= i


def causal_mask_by_what_is_hidden(num_steps, device=None):
    """What lies above the diagonal, turned round."""
    return ~torch.triu(torch.ones((num_steps, num_steps), device=device), diagonal=1).bool()


def causal_valid_lens_by_sums(batch_size, num_steps, device=None):
    """Ones, summed up on the way."""
    return torch.ones(batch_size, num_steps, dtype=torch.long, device=device).cumsum(dim=1)


def causal_valid_lens_by_stack(batch_size, num_steps, device=None):
    """One row, stacked."""
    return torch.stack([torch.arange(num_steps, device=device) + 1] * batch_size)
