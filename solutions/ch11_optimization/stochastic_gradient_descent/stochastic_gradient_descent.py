"""Stochastic gradient descent with schedules of the learning rate (Dive into Deep Learning, section 11.4)."""

import math
from collections.abc import Callable

import torch


def sgd(
    x1: float,
    x2: float,
    s1: float,
    s2: float,
    f_grad: Callable[[float, float], tuple[float, float]],
    eta_t: float = 0.1,
    noise: float = 1.0,
) -> tuple[float, float, float, float]:
    """One step of gradient descent with a noisy gradient: (x1, x2, 0, 0).

    f_grad: gives both partial derivatives at (x1, x2). Each gets normal noise of its own, with mean 0 and standard
    deviation noise. eta_t: learning rate of this step. s1, s2: not used."""
    ### BEGIN SOLUTION
    g1, g2 = f_grad(x1, x2)
    g1 = g1 + noise * torch.randn(1).item()
    g2 = g2 + noise * torch.randn(1).item()
    return x1 - eta_t * g1, x2 - eta_t * g2, 0, 0
    ### END SOLUTION


def constant_lr(t: int) -> float:
    """The factor of the learning rate at step t = 1, 2, ...: always 1."""
    ### BEGIN SOLUTION
    return 1
    ### END SOLUTION


def exponential_lr(t: int, lam: float = 0.1) -> float:
    """The factor at step t: exp(-lam t)."""
    ### BEGIN SOLUTION
    return math.exp(-lam * t)
    ### END SOLUTION


def polynomial_lr(t: int, alpha: float = 0.5, beta: float = 0.1) -> float:
    """The factor at step t: (beta t + 1) to the power of -alpha."""
    ### BEGIN SOLUTION
    return (beta * t + 1) ** -alpha
    ### END SOLUTION


def piecewise_lr(t: int, steps: list[int], factors: list[float]) -> float:
    """The factor at step t, constant between the numbers in steps.

    steps: ascending. factors: one more than steps; factors[i] holds from steps[i - 1] on, factors[0] before steps[0].
    """
    ### BEGIN SOLUTION
    return factors[sum(t >= step for step in steps)]
    ### END SOLUTION


def train_sgd_2d(
    f_grad: Callable[[float, float], tuple[float, float]],
    eta: float,
    lr: Callable[[int], float] = constant_lr,
    steps: int = 50,
    noise: float = 1.0,
) -> list[tuple[float, float]]:
    """Stochastic gradient descent from (-5, -2): the steps + 1 places, the start included.

    Step t = 1, 2, ..., steps has the learning rate eta * lr(t). f_grad, noise: as in `sgd`."""
    ### BEGIN SOLUTION
    x1, x2 = -5.0, -2.0
    results = [(x1, x2)]
    for t in range(1, steps + 1):
        x1, x2, _, _ = sgd(x1, x2, 0, 0, f_grad, eta * lr(t), noise)
        results.append((x1, x2))
    return results
    ### END SOLUTION


def chances(n: int) -> tuple[float, float]:
    """Of n draws with replacement from n examples: the probabilities that a given example comes (at least once, exactly once)."""
    ### BEGIN SOLUTION
    never = (1 - 1 / n) ** n
    once = (1 - 1 / n) ** (n - 1)
    return 1 - never, once
    ### END SOLUTION
