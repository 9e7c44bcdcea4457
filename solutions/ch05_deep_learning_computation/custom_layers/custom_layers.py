"""Layers of your own (Dive into Deep Learning, section 5.4)."""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    """Subtract from every element of X the mean of all elements of X.

    X: floating point, any shape. Returns a new tensor with the shape, dtype and device of X.
    """

    def __init__(self):
        super().__init__()

    def forward(self, X):
        ### BEGIN SOLUTION
        return X - X.mean()
        ### END SOLUTION


class MyLinear(nn.Module):
    """A fully connected layer with a ReLU: relu(X W + b).

    weight: a parameter of shape (in_units, units); bias: a parameter of shape (units,). Both start at random.
    X: shape (..., in_units). Returns shape (..., units).
    """

    def __init__(self, in_units, units):
        super().__init__()
        ### BEGIN SOLUTION
        self.weight = nn.Parameter(torch.randn(in_units, units))
        self.bias = nn.Parameter(torch.randn(units))
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return torch.relu(X @ self.weight + self.bias)
        ### END SOLUTION


class TensorReduction(nn.Module):
    """y_k = sum over i and j of w_ijk x_i x_j (exercise 1 of section 5.4).

    weight: a parameter of shape (in_units, in_units, units) that starts at random.
    X: shape (n, in_units), one example a row. Returns shape (n, units).
    """

    def __init__(self, in_units, units):
        super().__init__()
        ### BEGIN SOLUTION
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units))
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return torch.einsum("ni,ijk,nj->nk", X, self.weight, X)
        ### END SOLUTION


class HalfSpectrum(nn.Module):
    """The first half of the discrete Fourier transform along the last axis (exercise 2 of section 5.4).

    X: real, shape (..., n). Returns complex numbers of shape (..., n // 2), not normalised.
    """

    def __init__(self):
        super().__init__()

    def forward(self, X):
        ### BEGIN SOLUTION
        return torch.fft.fft(X)[..., : X.shape[-1] // 2]
        ### END SOLUTION
