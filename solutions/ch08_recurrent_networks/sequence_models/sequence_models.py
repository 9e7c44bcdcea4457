"""A time series, predicted from its own past (Dive into Deep Learning, section 8.1)."""

from collections.abc import Callable

import torch
from torch import nn


def autoregressive_features(x: torch.Tensor, tau: int) -> tuple[torch.Tensor, torch.Tensor]:
    """(features, labels): row t of features is x[t], ..., x[t + tau - 1], and row t of labels is x[t + tau].

    x: floating point, shape (T,), with T > tau. features: shape (T - tau, tau); labels: shape (T - tau, 1); both with
    the dtype and on the device of x."""
    ### BEGIN SOLUTION
    rows = len(x) - tau
    features = torch.stack([x[i : i + rows] for i in range(tau)], dim=1)
    return features, x[tau:].reshape(-1, 1)
    ### END SOLUTION


def init_weights(m: nn.Module) -> None:
    """If m is an nn.Linear: its weight gets the start of Xavier, uniform; all else stays. For net.apply(init_weights)."""
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
    ### END SOLUTION


def get_net() -> nn.Sequential:
    """A new network 4 - 10 - 1 with a ReLU in between, initialised with init_weights."""
    ### BEGIN SOLUTION
    net = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 1))
    net.apply(init_weights)
    return net
    ### END SOLUTION


def train(net: nn.Module, train_iter, loss: Callable, epochs: int, lr: float) -> None:
    """Train net with Adam, learning rate lr, for so many epochs: one step for each batch (X, y) of train_iter.

    loss(y_hat, y): the loss of each element, not reduced.
    """
    ### BEGIN SOLUTION
    trainer = torch.optim.Adam(net.parameters(), lr)
    for _ in range(epochs):
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).sum().backward()
            trainer.step()
    ### END SOLUTION


def multistep_predictions(net: Callable, x: torch.Tensor, num_known: int, tau: int) -> torch.Tensor:
    """The series with all but its first num_known values predicted, each from the tau values before it in the result.

    net: from shape (n, tau) to (n, 1). x: float32, shape (T,), T > num_known >= tau. Returns shape (T,); of x only the
    first num_known values are looked at."""
    ### BEGIN SOLUTION
    values = list(x[:num_known])
    with torch.no_grad():
        while len(values) < len(x):
            values.append(net(torch.stack(values[-tau:]).reshape(1, tau)).reshape(()))
    return torch.stack(values)
    ### END SOLUTION


def k_step_features(net: Callable, x: torch.Tensor, tau: int, max_steps: int) -> torch.Tensor:
    """Row t: the values x[t], ..., x[t + tau - 1], then the predictions of the max_steps values that follow.

    Each prediction is made from the tau columns before it. net: from shape (n, tau) to (n, 1). x: float32, shape (T,).
    Returns shape (T - tau - max_steps + 1, tau + max_steps)."""
    ### BEGIN SOLUTION
    rows = len(x) - tau - max_steps + 1
    columns = [x[i : i + rows] for i in range(tau)]
    with torch.no_grad():
        for _ in range(max_steps):
            columns.append(net(torch.stack(columns[-tau:], dim=1)).reshape(rows))
    return torch.stack(columns, dim=1)
    ### END SOLUTION
