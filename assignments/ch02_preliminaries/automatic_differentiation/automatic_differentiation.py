"""Gradients by autograd: accumulation, detaching, control flow (Dive into Deep Learning, section 2.5)."""

from collections.abc import Callable

import torch
from matplotlib import pyplot as plt

x = torch.arange(4.0, requires_grad=True)

# first: the gradient of y = 2 x·x with respect to x.
# accumulated: what x.grad holds if you then go backward from x.sum() without clearing anything.
# cleared: the gradient of x.sum() alone: clear x.grad first.
# constant: the gradient of the sum of u * x, where u = x * x is treated as a constant.
# twice: what x.grad holds (cleared before) after going backward twice from one and the same y = (x ** 3).sum().
# Your code here. / 在这里写你的代码。
first = None
accumulated = None
cleared = None
constant = None
twice = None


def f(a: torch.Tensor) -> torch.Tensor:
    """Double a once, go on doubling while the norm is below 1000, and multiply by 100 unless the sum is positive.

    a: floating point, any shape, not all zeros. Returns a new tensor with the shape, dtype and device of a.
    """
    raise NotImplementedError("f is not written yet")


def gradient_of_f(a: torch.Tensor) -> torch.Tensor:
    """The gradient of f(a).sum() with respect to a, by autograd.

    a: floating point, any shape, not all zeros. Returns a tensor like a that requires no gradient.
    a, its requires_grad and its grad stay as they are.
    """
    raise NotImplementedError("gradient_of_f is not written yet")


def plot_with_derivative(x: torch.Tensor, f: Callable[[torch.Tensor], torch.Tensor] = torch.sin) -> None:
    """Draw f(x) and f'(x), found by autograd, as two lines of one plot.

    x: floating point, shape (n,); it stays as it is. f works element by element. The legend says "f(x)" and "f'(x)", the horizontal
    axis is called "x".
    """
    raise NotImplementedError("plot_with_derivative is not written yet")
