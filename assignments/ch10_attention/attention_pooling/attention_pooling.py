"""Attention pooling by kernels, without and with a parameter (Dive into Deep Learning, section 10.2)."""

import torch
from torch import nn


def f(x: torch.Tensor) -> torch.Tensor:
    """2 sin(x) + x to the power of 0.8, element by element.

    x: floating point, at least 0, any shape.
    """
    raise NotImplementedError("f is not written yet")


def make_data(n_train: int = 50) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """(x_train, y_train, x_test, y_truth), float32.

    x_train: shape (n_train,), uniform between 0 and 5, ascending. y_train: f there, with normal noise of standard deviation
    0.5. x_test: 0, 0.1, ..., 4.9. y_truth: f there, without noise."""
    raise NotImplementedError("make_data is not written yet")


def average_pooling(y_train: torch.Tensor, n_test: int) -> torch.Tensor:
    """The mean of y_train, shape (n,), for each of n_test queries: shape (n_test,)."""
    raise NotImplementedError("average_pooling is not written yet")


def kernel_pooling(
    queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Means of the values, weighted by a Gaussian kernel: (y_hat, attention_weights).

    queries: shape (m,). keys, values: shape (n,). y_hat: shape (m,). attention_weights: shape (m, n), rows sum to one."""
    raise NotImplementedError("kernel_pooling is not written yet")


def others(x: torch.Tensor) -> torch.Tensor:
    """Row i holds all elements of x, shape (n,), but the i-th, in their order: shape (n, n - 1)."""
    raise NotImplementedError("others is not written yet")


class NWKernelRegression(nn.Module):
    """Attention pooling by a Gaussian kernel whose width is learned."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        raise NotImplementedError("NWKernelRegression.__init__ is not written yet")

    def forward(self, queries: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """Means of the values, one for each query; the weights are kept in attention_weights.

        queries: shape (m,). keys, values: shape (m, n), a row for each query. Returns shape (m,)."""
        raise NotImplementedError("NWKernelRegression.forward is not written yet")
