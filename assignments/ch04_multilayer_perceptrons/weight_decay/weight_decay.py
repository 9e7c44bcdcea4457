"""Weight decay, from scratch and concise (Dive into Deep Learning, section 4.5)."""

import torch
from torch import nn


def l2_penalty(w: torch.Tensor) -> torch.Tensor:
    """Half the sum of the squares of all elements of w, a scalar.

    w: floating point, any shape.
    """
    raise NotImplementedError("l2_penalty is not written yet")


def init_params(num_inputs: int) -> list[torch.Tensor]:
    """[w, b], leaves that require a gradient: w normal with mean 0 and standard deviation 1, b zero.

    w: shape (num_inputs, 1). b: shape (1,).
    """
    raise NotImplementedError("init_params is not written yet")


def train(lambd: float, w: torch.Tensor, b: torch.Tensor, train_iter, num_epochs: int, lr: float) -> None:
    """Linear regression by minibatch SGD with a penalty; changes w and b in place.

    train_iter: gives (X, y) in each pass, X of shape (n, num_inputs), y of shape (n, 1). The loss of a batch is the
    mean of (y_hat - y)^2 / 2 over its examples, plus lambd * l2_penalty(w). One step of size lr a batch, num_epochs
    passes."""
    raise NotImplementedError("train is not written yet")


def train_concise(wd: float, net: nn.Module, train_iter, num_epochs: int, lr: float) -> None:
    """The same with an optimiser of torch: it decays the weight of net[0] by wd, and not its bias.

    net: an nn.Sequential whose first layer is an nn.Linear. The loss of a batch is the mean of (y_hat - y)^2 / 2.
    """
    raise NotImplementedError("train_concise is not written yet")
