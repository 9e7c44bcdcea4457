"""A helper for plots, and a tangent drawn with it (Dive into Deep Learning, section 2.4)."""

import numpy as np
import torch
from matplotlib import pyplot as plt


def has_one_axis(X) -> bool:
    """Whether X is one curve: a tensor or array with one axis, or a list of numbers.

    X: a tensor, an array, or a list that is not empty, of numbers, lists, tensors or arrays.
    """
    raise NotImplementedError("has_one_axis is not written yet")


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
    raise NotImplementedError("plot is not written yet")


def plot_tangent(x: torch.Tensor) -> None:
    """Draw f(x) = x³ - 1/x and its tangent at x = 1 over the points x that are not 0.

    x: floating point, shape (n,); it stays as it is. The legend says "f(x)" and "Tangent line (x=1)", the axes are called "x"
    and "f(x)".
    """
    raise NotImplementedError("plot_tangent is not written yet")
