"""Activation functions and their derivatives (Dive into Deep Learning, section 4.1)."""

import torch
from matplotlib import pyplot as plt


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    """1 / (1 + exp(-x)) for every element of x.

    x: floating point, any shape. Returns a new tensor with the shape, dtype and device of x.
    """
    ### BEGIN SOLUTION
    positive = x >= 0
    e = torch.exp(torch.where(positive, -x, x))  # at most 1, whatever the sign
    return torch.where(positive, 1 / (1 + e), e / (1 + e))
    ### END SOLUTION


def tanh(x: torch.Tensor) -> torch.Tensor:
    """(1 - exp(-2x)) / (1 + exp(-2x)) for every element of x.

    x: floating point, any shape. Returns a new tensor with the shape, dtype and device of x.
    """
    ### BEGIN SOLUTION
    return 2 * sigmoid(2 * x) - 1
    ### END SOLUTION


def prelu(x: torch.Tensor, alpha: float | torch.Tensor) -> torch.Tensor:
    """max(0, x) + alpha min(0, x) for every element of x.

    x: floating point, any shape. alpha: a number, or a tensor with one element that may require a gradient.
    Returns a new tensor with the shape, dtype and device of x.
    """
    ### BEGIN SOLUTION
    return x.clamp(min=0) + alpha * x.clamp(max=0)
    ### END SOLUTION


def derivative(f, x: torch.Tensor) -> torch.Tensor:
    """The derivative of f at every element of x, by automatic differentiation.

    f: works element by element, from a tensor to a tensor of the same shape. x: floating point, any shape.
    Returns a tensor like x that requires no gradient. x, its requires_grad and its grad stay as they are.
    """
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    (grad,) = torch.autograd.grad(f(x).sum(), x)
    return grad
    ### END SOLUTION


def plot_activation(f, x: torch.Tensor) -> None:
    """Draw two figures, as in the section: first f over x, then the derivative of f over x.

    f: works element by element. x: floating point, shape (n,), in ascending order; it may require a gradient.
    The axes are called "x" and "f(x)" in the first figure, "x" and "gradient of f" in the second.
    """
    ### BEGIN SOLUTION
    x = x.detach()
    for y, name in (f(x), "f(x)"), (derivative(f, x), "gradient of f"):
        plt.figure()
        plt.plot(x, y)
        plt.xlabel("x")
        plt.ylabel(name)
    ### END SOLUTION
