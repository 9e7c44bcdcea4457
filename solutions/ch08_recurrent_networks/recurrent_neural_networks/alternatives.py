import math

import torch
from torch.nn import functional as F


def perplexity_by_gather(y_hat, y):
    """gather, and a tensor as the result."""
    return (-y_hat.gather(1, y.reshape(-1, 1)).log()).mean().exp()


def perplexity_by_nll_loss(y_hat, y):
    """torch's loss for logarithms of probabilities."""
    return math.exp(F.nll_loss(torch.log(y_hat), y).item())


def perplexity_base_two_throughout(y_hat, y):
    """Base 2 for both."""
    total = sum(torch.log2(y_hat[t, y[t]]) for t in range(len(y)))
    return 2 ** (-total / len(y))


def perplexity_over_batches_joined(batches):
    """All losses joined; a tensor."""
    return torch.exp(torch.cat([-y_hat[range(len(y)), y].log() for y_hat, y in batches]).mean())


def perplexity_over_batches_two_sums(batches):
    """Two running sums, losses weighted by the size of the batch."""
    metric = [0.0, 0]
    for y_hat, y in batches:
        l = F.nll_loss(y_hat.log(), y)  # noqa: E741 - the book's name
        metric[0] += l.item() * y.numel()
        metric[1] += y.numel()
    return math.exp(metric[0] / metric[1])
