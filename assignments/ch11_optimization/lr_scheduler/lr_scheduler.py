"""Schedulers of the learning rate, and a training loop that uses them (Dive into Deep Learning, section 11.11)."""

import math
from collections.abc import Callable

import torch
from torch import nn


class SquareRootScheduler:
    """A learning rate that falls with the square root of the number of the update."""

    def __init__(self, lr: float = 0.1):
        raise NotImplementedError("SquareRootScheduler.__init__ is not written yet")

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update, which counts from 0."""
        raise NotImplementedError("SquareRootScheduler.__call__ is not written yet")


class FactorScheduler:
    """A learning rate that is multiplied by a factor at each update, and never falls below a floor."""

    def __init__(self, factor: float = 1, stop_factor_lr: float = 1e-7, base_lr: float = 0.1):
        raise NotImplementedError("FactorScheduler.__init__ is not written yet")

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        raise NotImplementedError("FactorScheduler.__call__ is not written yet")


class MultiFactorScheduler:
    """A learning rate that is multiplied by a factor when certain updates are reached."""

    def __init__(self, step: list[int], factor: float = 0.5, base_lr: float = 0.5):
        """step: the updates from which on the learning rate is smaller, in ascending order."""
        raise NotImplementedError("MultiFactorScheduler.__init__ is not written yet")

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        raise NotImplementedError("MultiFactorScheduler.__call__ is not written yet")


class PolyScheduler:
    """A learning rate that falls from base_lr to final_lr by a power of the way that is left."""

    def __init__(self, max_update: int, base_lr: float = 0.01, final_lr: float = 0, power: float = 2):
        raise NotImplementedError("PolyScheduler.__init__ is not written yet")

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update: base_lr at 0, final_lr from max_update on."""
        raise NotImplementedError("PolyScheduler.__call__ is not written yet")


class CosineScheduler:
    """A learning rate that rises on a line for warmup_steps updates, and falls on half a wave of the cosine until max_update."""

    def __init__(
        self,
        max_update: int,
        base_lr: float = 0.01,
        final_lr: float = 0,
        warmup_steps: int = 0,
        warmup_begin_lr: float = 0,
    ):
        raise NotImplementedError("CosineScheduler.__init__ is not written yet")

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        raise NotImplementedError("CosineScheduler.__call__ is not written yet")


def train(
    net: nn.Module,
    train_iter,
    num_epochs: int,
    loss: Callable,
    lr: float,
    scheduler: Callable[[int], float] | None = None,
) -> None:
    """Train net by minibatch SGD, one step a batch, and change the learning rate after each epoch.

    train_iter: gives batches (X, y) in each pass. loss: loss(net(X), y) is a scalar. lr: the learning rate of the first
    epoch. scheduler: a function of the number of the epoch just ended, from 0; its result is the next learning rate."""
    raise NotImplementedError("train is not written yet")
