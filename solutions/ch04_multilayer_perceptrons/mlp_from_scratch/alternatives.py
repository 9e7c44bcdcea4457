import torch
from torch import nn


def relu_by_where(X):
    """A choice, with a zero of the dtype of X."""
    return torch.where(X > 0, X, torch.zeros_like(X))


def relu_by_clamp(X):
    """clamp from below."""
    return X.clamp(min=0)


def relu_masked(X):
    """masked_fill makes a copy."""
    return X.masked_fill(X < 0, 0)


def W1_by_normal(num_inputs, num_hiddens):
    """torch.normal."""
    return nn.Parameter(torch.normal(0, 0.01, size=(num_inputs, num_hiddens)))


def W2_by_init(num_hiddens, num_outputs):
    """nn.init."""
    return nn.init.normal_(nn.Parameter(torch.empty(num_hiddens, num_outputs)), std=0.01)


def W1_requires_grad(num_inputs, num_hiddens):
    """A leaf without nn.Parameter."""
    return torch.normal(0, 0.01, size=(num_inputs, num_hiddens), requires_grad=True)


def net_by_addmm(X):
    """addmm, and flatten."""
    H = torch.addmm(b1, X.reshape(X.shape[0], -1), W1)
    return torch.addmm(b2, relu(H), W2)


def net_by_einsum(X):
    """einsum and clamp."""
    H = (torch.einsum("nd,dh->nh", X.reshape((-1, num_inputs)), W1) + b1).clamp(min=0)
    return torch.einsum("nh,hq->nq", H, W2).add(b2)
