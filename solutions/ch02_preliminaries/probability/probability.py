"""A fair die: sampling, and estimates of its probabilities (Dive into Deep Learning, section 2.6)."""

import torch
from matplotlib import pyplot as plt
from torch.distributions import multinomial


def roll_dice(m: int, n: int) -> torch.Tensor:
    """Roll a fair die n times in each of m groups: how often each face came up, shape (m, 6), float32.

    The groups are independent, and each call rolls anew.
    """
    ### BEGIN SOLUTION
    fair = torch.ones(6) / 6
    return multinomial.Multinomial(n, fair).sample((m,))
    ### END SOLUTION


def running_estimates(counts: torch.Tensor) -> torch.Tensor:
    """The share of each face among all rolls of the groups so far, after each group.

    counts: how often each face came up in each group, shape (m, k), floating point or whole numbers; the first group is not empty.
    Returns a new floating-point tensor of shape (m, k).
    """
    ### BEGIN SOLUTION
    totals = counts.cumsum(dim=0)
    return totals / totals.sum(dim=1, keepdims=True)
    ### END SOLUTION


def plot_estimates(estimates: torch.Tensor) -> None:
    """Draw one line for each face, named "P(die=1)" to "P(die=6)", and a horizontal line at 1/6.

    estimates: shape (m, 6). The axes are called "Groups of experiments" and "Estimated probability".
    """
    ### BEGIN SOLUTION
    for i in range(6):
        plt.plot(estimates[:, i], label=f"P(die={i + 1})")
    plt.axhline(y=1 / 6)
    plt.xlabel("Groups of experiments")
    plt.ylabel("Estimated probability")
    plt.legend()
    plt.show()
    ### END SOLUTION
