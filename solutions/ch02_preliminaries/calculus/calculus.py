"""A helper for plots, and a tangent drawn with it (Dive into Deep Learning, section 2.4)."""

import numpy as np
import torch
from matplotlib import pyplot as plt


def has_one_axis(X) -> bool:
    """Whether X is one curve: a tensor or array with one axis, or a list of numbers.

    X: a tensor, an array, or a list that is not empty, of numbers, lists, tensors or arrays.
    """
    ### BEGIN SOLUTION
    if isinstance(X, list):
        return isinstance(X[0], (int, float, np.number))
    return X.ndim == 1
    ### END SOLUTION


def plot(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
) -> None:
    """Draw one curve or several in one plot.

    X, Y: one curve each, or several (see `has_one_axis`). Without Y, X holds the heights. fmts: the format of each curve.
    axes: where to draw; what they showed before is cleared. None: the current axes.
    """
    ### BEGIN SOLUTION
    plt.rcParams["figure.figsize"] = figsize
    axes = axes if axes is not None else plt.gca()
    axes.cla()
    heights = X if Y is None else Y
    heights = [heights] if has_one_axis(heights) else list(heights)
    if Y is None:
        places = [range(len(y)) for y in heights]
    elif has_one_axis(X):
        places = [X] * len(heights)
    else:
        places = list(X)
    for x, y, fmt in zip(places, heights, fmts):  # noqa: B905
        axes.plot(x, y, fmt)
    axes.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale, xlim=xlim, ylim=ylim)
    if legend:
        axes.legend(legend)
    axes.grid()
    ### END SOLUTION


def plot_tangent(x: torch.Tensor) -> None:
    """Draw f(x) = x³ - 1/x and its tangent at x = 1 over the points x that are not 0.

    x: floating point, shape (n,); it stays as it is. The legend says "f(x)" and "Tangent line (x=1)", the axes are called "x"
    and "f(x)".
    """
    ### BEGIN SOLUTION
    x = x[x != 0]
    plt.plot(x, x**3 - 1 / x, label="f(x)")
    plt.plot(x, 4 * x - 4, label="Tangent line (x=1)")
    plt.xlabel("x")
    plt.ylabel("f(x)")
    plt.legend()
    plt.show()
    ### END SOLUTION
