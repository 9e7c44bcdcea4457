import torch
from torch import nn


def f_numpy_names(x):
    """torch.pow, terms exchanged."""
    return torch.pow(x, 0.8) + 2 * x.sin()


def make_data_normal(n_train=50):
    """torch.sort and torch.normal, as the book does it; linspace for the test data."""
    x_train, _ = torch.sort(torch.rand(n_train) * 5)
    y_train = f(x_train) + torch.normal(0.0, 0.5, (n_train,))
    x_test = torch.linspace(0, 4.9, 50)
    return [x_train, y_train, x_test, f(x_test)]


def make_data_uniform(n_train=50):
    """In place."""
    x_train = torch.empty(n_train).uniform_(0, 5)
    x_train, y_train = x_train.sort()[0], torch.empty(n_train).normal_(std=0.5)
    y_train += f(x_train)
    x_test = torch.arange(50) * 0.1
    return x_train, y_train, x_test, f(x_test)


def average_pooling_interleaved(y_train, n_test):
    """repeat_interleave, as the book does it."""
    return torch.repeat_interleave(y_train.mean(), n_test)


def average_pooling_full(y_train, n_test):
    """full, with the dtype."""
    return torch.full((n_test,), y_train.sum().item() / len(y_train), dtype=y_train.dtype)


def kernel_pooling_repeated(queries, keys, values):
    """repeat_interleave, as the book does it."""
    X_repeat = queries.repeat_interleave(len(keys)).reshape((-1, len(keys)))
    attention_weights = nn.functional.softmax(-((X_repeat - keys) ** 2) / 2, dim=1)
    return torch.matmul(attention_weights, values), attention_weights


def kernel_pooling_by_exponentials(queries, keys, values):
    """From the definition, the largest score subtracted first."""
    scores = -0.5 * (queries.unsqueeze(1) - keys.unsqueeze(0)).square()
    weights = torch.exp(scores - scores.amax(dim=1, keepdim=True))
    weights = weights / weights.sum(dim=1, keepdim=True)
    return [(weights * values).sum(dim=1), weights]


def others_loop(x):
    """A loop."""
    return torch.stack([torch.cat((x[:i], x[i + 1 :])) for i in range(len(x))])


def others_tiled(x):
    """A mask of numbers, as the book does it."""
    X_tile = x.repeat((len(x), 1))
    return X_tile[(1 - torch.eye(len(x), device=x.device)).type(torch.bool)].reshape((len(x), -1))


class NWKernelRegression_bmm(nn.Module):
    """bmm, as the book does it."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.w = nn.Parameter(torch.rand((1,), requires_grad=True))

    def forward(self, queries, keys, values):
        queries = queries.repeat_interleave(keys.shape[1]).reshape((-1, keys.shape[1]))
        self.attention_weights = nn.functional.softmax(-(((queries - keys) * self.w) ** 2) / 2, dim=1)
        return torch.bmm(self.attention_weights.unsqueeze(1), values.unsqueeze(-1)).reshape(-1)


class NWKernelRegression_einsum(nn.Module):
    """einsum, the factor outside of the square."""

    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.empty(1).uniform_())
        self.attention_weights = None

    def forward(self, queries, keys, values):
        scores = -(self.w**2) * (queries.reshape(-1, 1) - keys) ** 2 / 2
        self.attention_weights = scores.softmax(-1)
        return torch.einsum("mn,mn->m", self.attention_weights, values)
