"""Activation functions and their derivatives (Dive into Deep Learning, section 4.1)."""

import torch
from matplotlib import pyplot as plt


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    """1 / (1 + exp(-x)) for every element of x.

    x: floating point, any shape. Returns a new tensor with the shape, dtype and device of x.
    """
    raise NotImplementedError("sigmoid is not written yet")


def tanh(x: torch.Tensor) -> torch.Tensor:
    """(1 - exp(-2x)) / (1 + exp(-2x)) for every element of x.

    x: floating point, any shape. Returns a new tensor with the shape, dtype and device of x.
    """
    raise NotImplementedError("tanh is not written yet")


def prelu(x: torch.Tensor, alpha: float | torch.Tensor) -> torch.Tensor:
    """max(0, x) + alpha min(0, x) for every element of x.

    x: floating point, any shape. alpha: a number, or a tensor with one element that may require a gradient.
    Returns a new tensor with the shape, dtype and device of x.
    """
    raise NotImplementedError("prelu is not written yet")


def derivative(f, x: torch.Tensor) -> torch.Tensor:
    """The derivative of f at every element of x, by automatic differentiation.

    f: works element by element, from a tensor to a tensor of the same shape. x: floating point, any shape.
    Returns a tensor like x that requires no gradient. x, its requires_grad and its grad stay as they are.
    """
    raise NotImplementedError("derivative is not written yet")


def plot_activation(f, x: torch.Tensor) -> None:
    """Draw two figures, as in the section: first f over x, then the derivative of f over x.

    f: works element by element. x: floating point, shape (n,), in ascending order; it may require a gradient.
    The axes are called "x" and "f(x)" in the first figure, "x" and "gradient of f" in the second.
    """
    raise NotImplementedError("plot_activation is not written yet")
