"""Schedulers of the learning rate, and a training loop that uses them (Dive into Deep Learning, section 11.11)."""

import math
from collections.abc import Callable

import torch
from torch import nn


class SquareRootScheduler:
    """A learning rate that falls with the square root of the number of the update."""

    def __init__(self, lr: float = 0.1):
        ### BEGIN SOLUTION
        self.lr = lr
        ### END SOLUTION

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update, which counts from 0."""
        ### BEGIN SOLUTION
        return self.lr * (num_update + 1) ** -0.5
        ### END SOLUTION


class FactorScheduler:
    """A learning rate that is multiplied by a factor at each update, and never falls below a floor."""

    def __init__(self, factor: float = 1, stop_factor_lr: float = 1e-7, base_lr: float = 0.1):
        ### BEGIN SOLUTION
        self.factor = factor
        self.stop_factor_lr = stop_factor_lr
        self.base_lr = base_lr
        ### END SOLUTION

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        ### BEGIN SOLUTION
        return max(self.stop_factor_lr, self.base_lr * self.factor ** (num_update + 1))
        ### END SOLUTION


class MultiFactorScheduler:
    """A learning rate that is multiplied by a factor when certain updates are reached."""

    def __init__(self, step: list[int], factor: float = 0.5, base_lr: float = 0.5):
        """step: the updates from which on the learning rate is smaller, in ascending order."""
        ### BEGIN SOLUTION
        self.step = step
        self.factor = factor
        self.base_lr = base_lr
        ### END SOLUTION

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        ### BEGIN SOLUTION
        reached = sum(num_update >= step for step in self.step)
        return self.base_lr * self.factor**reached
        ### END SOLUTION


class PolyScheduler:
    """A learning rate that falls from base_lr to final_lr by a power of the way that is left."""

    def __init__(self, max_update: int, base_lr: float = 0.01, final_lr: float = 0, power: float = 2):
        ### BEGIN SOLUTION
        self.max_update = max_update
        self.base_lr = base_lr
        self.final_lr = final_lr
        self.power = power
        ### END SOLUTION

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update: base_lr at 0, final_lr from max_update on."""
        ### BEGIN SOLUTION
        left = 1 - min(num_update, self.max_update) / self.max_update
        return self.final_lr + (self.base_lr - self.final_lr) * left**self.power
        ### END SOLUTION


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
        ### BEGIN SOLUTION
        self.max_update = max_update
        self.base_lr = base_lr
        self.final_lr = final_lr
        self.warmup_steps = warmup_steps
        self.warmup_begin_lr = warmup_begin_lr
        ### END SOLUTION

    def __call__(self, num_update: int) -> float:
        """The learning rate at update num_update; asked for 0, 1, 2, ... in this order."""
        ### BEGIN SOLUTION
        if num_update < self.warmup_steps:
            risen = num_update / self.warmup_steps
            return self.warmup_begin_lr + (self.base_lr - self.warmup_begin_lr) * risen
        gone = (num_update - self.warmup_steps) / (self.max_update - self.warmup_steps)
        wave = (1 + math.cos(math.pi * min(gone, 1.0))) / 2
        return self.final_lr + (self.base_lr - self.final_lr) * wave
        ### END SOLUTION


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
    ### BEGIN SOLUTION
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    for epoch in range(num_epochs):
        net.train()
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
        if scheduler is not None:
            for group in trainer.param_groups:
                group["lr"] = scheduler(epoch)
    ### END SOLUTION
