import torch
from torch import nn
from torch.nn import functional as F


def corr1d_into_zeros(X, K):
    """A loop that fills a tensor of the right kind."""
    w = K.shape[0]
    Y = torch.zeros(X.shape[0] - w + 1, dtype=X.dtype, device=X.device)
    for i in range(Y.shape[0]):
        Y[i] = (X[i : i + w] * K).sum()
    return Y


def corr1d_by_windows(X, K):
    """All windows at once, times the kernel."""
    return X.unfold(0, len(K), 1) @ K


def corr1d_kernel_by_kernel(X, K):
    """Number by number of the kernel."""
    n = len(X) - len(K) + 1
    return sum(K[a] * X[a : a + n] for a in range(len(K)))


def corr1d_multi_in_of_the_book(X, K):
    """Python's sum over the channels."""
    return sum(corr1d(x, k) for x, k in zip(X, K))


def corr1d_multi_in_at_once(X, K):
    """Windows of all channels, in one product."""
    return torch.einsum("cnw,cw->n", X.unfold(1, K.shape[1], 1), K)


def max_over_time_by_max(X):
    """The values of max."""
    return X.max(dim=-1).values


def max_over_time_by_a_layer(X):
    """torch's layer."""
    return nn.AdaptiveMaxPool1d(1)(X).squeeze(-1)


def max_over_time_step_by_step(X):
    """Step against step."""
    best = X[:, :, 0].clone()
    for t in range(1, X.shape[2]):
        best = torch.maximum(best, X[:, :, t])
    return best


class TextCNN_as_in_the_book(nn.Module):
    """Layers for each step, pooled first and rectified then."""

    def __init__(self, vocab_size, embed_size, kernel_sizes, num_channels, **kwargs):
        super().__init__(**kwargs)
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.constant_embedding = nn.Embedding(vocab_size, embed_size)
        self.dropout = nn.Dropout(0.5)
        self.decoder = nn.Linear(sum(num_channels), 2)
        self.pool = nn.AdaptiveMaxPool1d(1)
        self.relu = nn.ReLU()
        self.convs = nn.ModuleList()
        for c, k in zip(num_channels, kernel_sizes):
            self.convs.append(nn.Conv1d(2 * embed_size, c, k))

    def forward(self, inputs):
        embeddings = torch.cat((self.embedding(inputs), self.constant_embedding(inputs)), dim=2)
        embeddings = embeddings.permute(0, 2, 1)
        encoding = torch.cat(
            [torch.squeeze(self.relu(self.pool(conv(embeddings))), dim=-1) for conv in self.convs], dim=1
        )
        outputs = self.decoder(self.dropout(encoding))
        return outputs


class TextCNN_frozen(nn.Module):
    """The constant vectors are frozen from the beginning; functions for what has no parameters."""

    def __init__(self, vocab_size, embed_size, kernel_sizes, num_channels):
        super().__init__()
        self.constant_embedding = nn.Embedding(vocab_size, embed_size)
        self.constant_embedding.weight.requires_grad = False
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.decoder = nn.Linear(sum(num_channels), 2)
        self.convs = nn.ModuleList(nn.Conv1d(2 * embed_size, c, k) for c, k in zip(num_channels, kernel_sizes))

    def forward(self, inputs):
        X = torch.cat([self.embedding(inputs), self.constant_embedding(inputs)], dim=-1).mT
        found = [F.max_pool1d(Y, Y.shape[-1]).flatten(1) for Y in (conv(X) for conv in self.convs)]
        return self.decoder(F.dropout(torch.cat(found, dim=-1).relu(), 0.5, training=self.training))
