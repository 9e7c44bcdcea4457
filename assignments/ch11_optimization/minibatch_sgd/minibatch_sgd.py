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
    raise NotImplementedError("get_data_ch11 is not written yet")


def sgd(params: list[torch.Tensor], states: None, hyperparams: dict) -> None:
    """Step each parameter in place by -lr times its .grad, and clear the gradients.

    params: leaves that require a gradient, each with its .grad filled. states: not used. hyperparams: "lr".
    """
    raise NotImplementedError("sgd is not written yet")


def train_ch11(
    trainer_fn: Callable, states, hyperparams: dict, data_iter, feature_dim: int, num_epochs: int = 2
) -> list[float]:
    """Linear regression with any optimiser of this chapter: the mean loss over the data after each epoch.

    trainer_fn: called as trainer_fn(params, states, hyperparams), params = [w, b] with the gradients of the mean loss of
    a batch; it makes the step and clears them. data_iter: gives batches (X, y), X of shape (m, feature_dim), y of shape (m,)."""
    raise NotImplementedError("train_ch11 is not written yet")


def train_concise_ch11(trainer_fn: Callable, hyperparams: dict, data_iter, num_epochs: int = 4) -> list[float]:
    """The same with one of torch's optimisers and nn.Linear(5, 1): half the mean squared error after each epoch.

    trainer_fn: a class such as torch.optim.SGD, made as trainer_fn(parameters, **hyperparams). data_iter: as above, with
    five features. The batch loss is nn.MSELoss, without the half."""
    raise NotImplementedError("train_concise_ch11 is not written yet")
