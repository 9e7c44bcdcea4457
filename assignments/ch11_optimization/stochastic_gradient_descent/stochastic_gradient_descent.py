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
    raise NotImplementedError("sgd is not written yet")


def constant_lr(t: int) -> float:
    """The factor of the learning rate at step t = 1, 2, ...: always 1."""
    raise NotImplementedError("constant_lr is not written yet")


def exponential_lr(t: int, lam: float = 0.1) -> float:
    """The factor at step t: exp(-lam t)."""
    raise NotImplementedError("exponential_lr is not written yet")


def polynomial_lr(t: int, alpha: float = 0.5, beta: float = 0.1) -> float:
    """The factor at step t: (beta t + 1) to the power of -alpha."""
    raise NotImplementedError("polynomial_lr is not written yet")


def piecewise_lr(t: int, steps: list[int], factors: list[float]) -> float:
    """The factor at step t, constant between the numbers in steps.

    steps: ascending. factors: one more than steps; factors[i] holds from steps[i - 1] on, factors[0] before steps[0].
    """
    raise NotImplementedError("piecewise_lr is not written yet")


def train_sgd_2d(
    f_grad: Callable[[float, float], tuple[float, float]],
    eta: float,
    lr: Callable[[int], float] = constant_lr,
    steps: int = 50,
    noise: float = 1.0,
) -> list[tuple[float, float]]:
    """Stochastic gradient descent from (-5, -2): the steps + 1 places, the start included.

    Step t = 1, 2, ..., steps has the learning rate eta * lr(t). f_grad, noise: as in `sgd`."""
    raise NotImplementedError("train_sgd_2d is not written yet")


def chances(n: int) -> tuple[float, float]:
    """Of n draws with replacement from n examples: the probabilities that a given example comes (at least once, exactly once)."""
    raise NotImplementedError("chances is not written yet")
