"""Vanishing gradients (Dive into Deep Learning, section 4.8)."""

import torch
from matplotlib import pyplot as plt


def sigmoid_gradient(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The sigmoid of every element of x, and its derivative there, by automatic differentiation.

    x: floating point, any shape. Returns two tensors like x that require no gradient. x stays as it is.
    """
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    y = torch.sigmoid(x)
    y.sum().backward()
    return y.detach(), x.grad
    ### END SOLUTION


def plot_vanishing(x: torch.Tensor) -> None:
    """Draw the sigmoid and its gradient over x, two lines in one plot, with the legend "sigmoid", "gradient" and a
    grid.

    x: floating point, shape (n,), in ascending order; it may require a gradient."""
    ### BEGIN SOLUTION
    x = x.detach()
    y, gradient = sigmoid_gradient(x)
    plt.plot(x, y, label="sigmoid")
    plt.plot(x, gradient, "m--", label="gradient")
    plt.legend()
    plt.grid()
    ### END SOLUTION


def deep_gradient(f, x: torch.Tensor, depth: int) -> torch.Tensor:
    """The derivative of f(f(… f(x))), f applied depth times, at every element of x.

    f: works element by element. x: floating point, any shape. depth: 0 or more; with 0 there is no f, and the
    derivative is 1. Returns a tensor like x that requires no gradient. x stays as it is."""
    ### BEGIN SOLUTION
    x = x.detach().clone().requires_grad_()
    y = x
    for _ in range(depth):
        y = f(y)
    return torch.autograd.grad(y.sum(), x)[0]
    ### END SOLUTION
