"""Dropout, from scratch and concise (Dive into Deep Learning, section 4.6)."""

import torch
from torch import nn


def dropout_layer(X: torch.Tensor, dropout: float) -> torch.Tensor:
    """Set each element of X to zero with probability dropout, and divide the others by 1 - dropout.

    X: floating point, any shape. dropout: from 0 to 1, both included; anything else raises AssertionError or
    ValueError. Returns a new tensor, or X itself where dropout is 0."""
    raise NotImplementedError("dropout_layer is not written yet")


def dropout(X: torch.Tensor, drop_prob: float) -> torch.Tensor:
    """As dropout_layer, for X of any floating-point dtype and on any device: the result has both from X.

    The same elements that are zero in the result have a zero gradient, the others 1 / (1 - drop_prob).
    """
    raise NotImplementedError("dropout is not written yet")


dropout1, dropout2 = 0.2, 0.5


class Net(nn.Module):
    """Two hidden layers with ReLU; in training, dropout1 after the first and dropout2 after the second.

    lin1, lin2, lin3: nn.Linear from num_inputs over num_hiddens1 and num_hiddens2 to num_outputs.
    self.training chooses the mode: it starts as is_training, and train() and eval() change it.
    X: any shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        raise NotImplementedError("Net.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("Net.forward is not written yet")


def make_net(dropout1: float, dropout2: float) -> nn.Sequential:
    """The model 784 - 256 - 256 - 10 of torch's own layers: an nn.Sequential, with nn.Dropout after each ReLU.

    Its weights start normally distributed with mean 0 and standard deviation 0.01. X: (n, 1, 28, 28). Returns (n, 10).
    """
    raise NotImplementedError("make_net is not written yet")
