"""A fair die: sampling, and estimates of its probabilities (Dive into Deep Learning, section 2.6)."""

import torch
from matplotlib import pyplot as plt
from torch.distributions import multinomial


def roll_dice(m: int, n: int) -> torch.Tensor:
    """Roll a fair die n times in each of m groups: how often each face came up, shape (m, 6), float32.

    The groups are independent, and each call rolls anew.
    """
    raise NotImplementedError("roll_dice is not written yet")


def running_estimates(counts: torch.Tensor) -> torch.Tensor:
    """The share of each face among all rolls of the groups so far, after each group.

    counts: how often each face came up in each group, shape (m, k), floating point or whole numbers; the first group is not empty.
    Returns a new floating-point tensor of shape (m, k).
    """
    raise NotImplementedError("running_estimates is not written yet")


def plot_estimates(estimates: torch.Tensor) -> None:
    """Draw one line for each face, named "P(die=1)" to "P(die=6)", and a horizontal line at 1/6.

    estimates: shape (m, 6). The axes are called "Groups of experiments" and "Estimated probability".
    """
    raise NotImplementedError("plot_estimates is not written yet")
