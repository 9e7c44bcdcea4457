import numpy as np
import torch
from matplotlib import pyplot as plt


def has_one_axis_as_in_the_section(X):
    """By what X has."""
    return (hasattr(X, "ndim") and X.ndim == 1) or (isinstance(X, list) and not hasattr(X[0], "__len__"))


def has_one_axis_by_trying(X):
    """An element of one curve becomes a number."""
    if isinstance(X, (torch.Tensor, np.ndarray)):
        return len(X.shape) == 1
    return not isinstance(X[0], (list, tuple, torch.Tensor, np.ndarray))


def _one(X):
    return (hasattr(X, "ndim") and X.ndim == 1) or (isinstance(X, list) and not hasattr(X[0], "__len__"))


def plot_empty_lists(
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
):
    """Lists of equal length, an empty one where there are no points."""
    if legend is None:
        legend = []
    plt.rcParams["figure.figsize"] = figsize
    axes = axes if axes else plt.gca()
    if _one(X):
        X = [X]
    if Y is None:
        X, Y = [[]] * len(X), X
    elif _one(Y):
        Y = [Y]
    if len(X) != len(Y):
        X = X * len(Y)
    axes.cla()
    for x, y, fmt in zip(X, Y, fmts, strict=False):
        axes.plot(x, y, fmt) if len(x) else axes.plot(y, fmt)
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    axes.set_xscale(xscale)
    axes.set_yscale(yscale)
    axes.set_xlim(xlim)
    axes.set_ylim(ylim)
    if legend:
        axes.legend(legend)
    axes.grid()


def plot_with_labels(
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
):
    """Each curve with a label of its own, functions of pyplot."""
    if axes is not None:
        plt.sca(axes)
    plt.cla()
    heights = Y if Y is not None else X
    heights = [heights] if _one(heights) else [*heights]
    for i, y in enumerate(heights):
        x = np.arange(len(y)) if Y is None else X if _one(X) else X[i]
        plt.plot(x, y, label=legend[i] if legend else None)
    plt.xlabel(xlabel or "")
    plt.ylabel(ylabel or "")
    plt.xscale(xscale)
    plt.yscale(yscale)
    if xlim is not None:
        plt.xlim(*xlim)
    if ylim is not None:
        plt.ylim(*ylim)
    if legend:
        plt.legend()


def plot_tangent_by_autograd(x):
    """Slope and height from autograd, the tangent first."""
    at = torch.tensor(1.0, dtype=x.dtype, requires_grad=True)
    y = at**3 - 1 / at
    y.backward()
    x = x[x.abs() > 0]
    _, axes = plt.subplots()
    axes.plot(x, y.detach() + at.grad * (x - 1), "r--", label="Tangent line (x=1)")
    axes.plot(x, x.pow(3) - x.reciprocal(), label="f(x)")
    axes.legend(loc="best")
    axes.set(xlabel="x", ylabel="f(x)")
    axes.grid()


def plot_tangent_in_numpy(x):
    """NumPy and one call."""
    x = x.numpy()
    x = np.delete(x, np.where(x == 0))
    plt.plot(x, x**3 - 1 / x, x, 4 * (x - 1))
    plt.legend(["f(x)", "Tangent line (x=1)"])
    plt.gca().set_xlabel("x")
    plt.gca().set_ylabel("f(x)")
