"""Minibatch SGD, its data and its training loops (Dive into Deep Learning, section 11.5)."""

from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def get_data_ch11(batch_size: int = 10, n: int = 1500, path: str = "data/airfoil.dat") -> tuple[DataLoader, int]:
    """Batches of the first n rows of a table, standardised, in random order: (data_iter, number of features).

    path: a text file with columns of numbers between tabs; the last column is the target, the others are the features.
    Batches: X of shape (batch_size, d), y of shape (batch_size,), float32.
    """
    ### BEGIN SOLUTION
    data = np.loadtxt(path)
    data = torch.from_numpy((data - data.mean(axis=0)) / data.std(axis=0)).float()
    features, labels = data[:n, :-1], data[:n, -1]
    return DataLoader(TensorDataset(features, labels), batch_size, shuffle=True), features.shape[1]
    ### END SOLUTION


def sgd(params: list[torch.Tensor], states: None, hyperparams: dict) -> None:
    """Step each parameter in place by -lr times its .grad, and clear the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: not used. hyperparams: "lr".
    """
    ### BEGIN SOLUTION
    with torch.no_grad():
        for p in params:
            p -= hyperparams["lr"] * p.grad
            p.grad.zero_()
    ### END SOLUTION


def train_ch11(
    trainer_fn: Callable, states, hyperparams: dict, data_iter, feature_dim: int, num_epochs: int = 2
) -> list[float]:
    """Linear regression with any optimiser of this chapter: the mean loss over the data after each epoch.

    trainer_fn: called as trainer_fn(params, states, hyperparams), params = [w, b] with the gradients of the mean loss of
    a batch; it makes the step and clears them. data_iter: gives batches (X, y), X of shape (m, feature_dim), y of shape (m,)."""
    ### BEGIN SOLUTION
    w = (0.01 * torch.randn(feature_dim, 1)).requires_grad_()
    b = torch.zeros(1, requires_grad=True)

    def losses(X: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return (X @ w + b - y.reshape(-1, 1)) ** 2 / 2

    means = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            losses(X, y).mean().backward()
            trainer_fn([w, b], states, hyperparams)
        with torch.no_grad():
            every = torch.cat([losses(X, y) for X, y in data_iter])
        means.append(float(every.mean()))
    return means
    ### END SOLUTION


def train_concise_ch11(trainer_fn: Callable, hyperparams: dict, data_iter, num_epochs: int = 4) -> list[float]:
    """The same with one of torch's optimisers and nn.Linear(5, 1): half the mean squared error after each epoch.

    trainer_fn: a class such as torch.optim.SGD, made as trainer_fn(parameters, **hyperparams). data_iter: as above, with
    five features. The batch loss is nn.MSELoss, without the half."""
    ### BEGIN SOLUTION
    net = nn.Sequential(nn.Linear(5, 1))
    nn.init.normal_(net[0].weight, std=0.01)
    nn.init.zeros_(net[0].bias)
    optimizer = trainer_fn(net.parameters(), **hyperparams)
    loss = nn.MSELoss()
    means = []
    for _ in range(num_epochs):
        for X, y in data_iter:
            optimizer.zero_grad()
            loss(net(X), y.reshape(-1, 1)).backward()
            optimizer.step()
        with torch.no_grad():
            errors = torch.cat([net(X) - y.reshape(-1, 1) for X, y in data_iter])
        means.append(float(errors.square().mean()) / 2)
    return means
    ### END SOLUTION
