"""A time series, predicted from its own past (Dive into Deep Learning, section 8.1)."""

from collections.abc import Callable

import torch
from torch import nn


def autoregressive_features(x: torch.Tensor, tau: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(features, labels): row t of features is x[t], ..., x[t + tau - 1], and row t of labels is x[t + tau].

    x: floating point, shape (T,), with T > tau. features: shape (T - tau, tau); labels: shape (T - tau, 1); both with
    the dtype and on the device of x."""
    raise NotImplementedError("autoregressive_features is not written yet")


def init_weights(m: nn.Module) -> None:
    """If m is an nn.Linear: its weight gets the start of Xavier, uniform; all else stays. For net.apply(init_weights)."""
    raise NotImplementedError("init_weights is not written yet")


def get_net() -> nn.Sequential:
    """A new network 4 - 10 - 1 with a ReLU in between, initialised with init_weights."""
    raise NotImplementedError("get_net is not written yet")


def train(net: nn.Module, train_iter, loss: Callable, epochs: int, lr: float) -> None:
    """Train net with Adam, learning rate lr, for so many epochs: one step for each batch (X, y) of train_iter.

    loss(y_hat, y): the loss of each element, not reduced.
    """
    raise NotImplementedError("train is not written yet")


def multistep_predictions(net: Callable, x: torch.Tensor, num_known: int, tau: int) -> torch.Tensor:
    """The series with all but its first num_known values predicted, each from the tau values before it in the result.

    net: from shape (n, tau) to (n, 1). x: float32, shape (T,), T > num_known >= tau. Returns shape (T,); of x only the
    first num_known values are looked at."""
    raise NotImplementedError("multistep_predictions is not written yet")


def k_step_features(net: Callable, x: torch.Tensor, tau: int, max_steps: int) -> torch.Tensor:
    """Row t: the values x[t], ..., x[t + tau - 1], then the predictions of the max_steps values that follow.

    Each prediction is made from the tau columns before it. net: from shape (n, tau) to (n, 1). x: float32, shape (T,).
    Returns shape (T - tau - max_steps + 1, tau + max_steps)."""
    raise NotImplementedError("k_step_features is not written yet")
