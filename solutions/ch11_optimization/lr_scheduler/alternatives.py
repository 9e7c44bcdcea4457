import math

import torch


class SquareRootScheduler_pow:
    """pow, with another name for the setting."""

    def __init__(self, lr=0.1):
        self.start = lr

    def __call__(self, num_update):
        return self.start * pow(num_update + 1.0, -0.5)


class SquareRootScheduler_tensor:
    """A division, as a tensor of one element."""

    def __init__(self, lr=0.1):
        self.lr = torch.tensor(lr, dtype=torch.float64)

    def __call__(self, num_update):
        return self.lr / math.sqrt(num_update + 1)


class FactorScheduler_counting_calls:
    """The rate is changed at each call, as the book does it."""

    def __init__(self, factor=1, stop_factor_lr=1e-7, base_lr=0.1):
        self.factor = factor
        self.stop_factor_lr = stop_factor_lr
        self.base_lr = base_lr

    def __call__(self, num_update):
        self.base_lr = max(self.stop_factor_lr, self.base_lr * self.factor)
        return self.base_lr


class FactorScheduler_loop:
    """A loop from the start."""

    def __init__(self, factor=1, stop_factor_lr=1e-7, base_lr=0.1):
        self.settings = factor, stop_factor_lr, base_lr

    def __call__(self, num_update):
        factor, lowest, rate = self.settings
        for _ in range(num_update + 1):
            rate *= factor
        return rate if rate > lowest else lowest


class MultiFactorScheduler_counting_calls:
    """The rate is changed where a step is reached."""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step, self.factor, self.rate = set(step), factor, base_lr

    def __call__(self, num_update):
        if num_update in self.step:
            self.rate *= self.factor
        return self.rate


class MultiFactorScheduler_loop:
    """A loop over a copy of the list."""

    def __init__(self, step, factor=0.5, base_lr=0.5):
        self.step = list(step)
        self.factor = factor
        self.base_lr = base_lr

    def __call__(self, num_update):
        rate = self.base_lr
        for step in self.step:
            if num_update < step:
                break
            rate = rate * self.factor
        return rate


class PolyScheduler_two_cases:
    """Two cases."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, power=2):
        self.max_update, self.base_lr, self.final_lr, self.power = max_update, base_lr, final_lr, power

    def __call__(self, num_update):
        if num_update >= self.max_update:
            return self.final_lr
        return self.final_lr + (self.base_lr - self.final_lr) * pow(1 - num_update / self.max_update, self.power)


class PolyScheduler_mixture:
    """A mixture of both rates."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, power=2):
        self.weight = lambda t: (max(max_update - t, 0) / max_update) ** power
        self.base_lr, self.final_lr = base_lr, final_lr

    def __call__(self, num_update):
        weight = self.weight(num_update)
        return weight * self.base_lr + (1 - weight) * self.final_lr


class CosineScheduler_keeps_the_last_rate:
    """The rate is kept and no longer changed after the end, as the book does it."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, warmup_steps=0, warmup_begin_lr=0):
        self.base_lr_orig = base_lr
        self.max_update = max_update
        self.final_lr = final_lr
        self.warmup_steps = warmup_steps
        self.warmup_begin_lr = warmup_begin_lr
        self.max_steps = self.max_update - self.warmup_steps

    def get_warmup_lr(self, epoch):
        increase = (self.base_lr_orig - self.warmup_begin_lr) * float(epoch) / float(self.warmup_steps)
        return self.warmup_begin_lr + increase

    def __call__(self, epoch):
        if epoch < self.warmup_steps:
            return self.get_warmup_lr(epoch)
        if epoch <= self.max_update:
            self.base_lr = (
                self.final_lr
                + (self.base_lr_orig - self.final_lr)
                * (1 + math.cos(math.pi * (epoch - self.warmup_steps) / self.max_steps))
                / 2
            )
        return self.base_lr


class CosineScheduler_half_angle:
    """cos² of half the angle."""

    def __init__(self, max_update, base_lr=0.01, final_lr=0, warmup_steps=0, warmup_begin_lr=0):
        self.end, self.high, self.low, self.warm, self.begin = (
            max_update,
            base_lr,
            final_lr,
            warmup_steps,
            warmup_begin_lr,
        )

    def __call__(self, t):
        if t >= self.end:
            return self.low
        if t < self.warm:
            share = t / self.warm
            return (1 - share) * self.begin + share * self.high
        share = math.cos(math.pi / 2 * (t - self.warm) / (self.end - self.warm)) ** 2
        return share * self.high + (1 - share) * self.low


def train_by_hand(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """The steps by hand; not asked after the last epoch."""
    for epoch in range(num_epochs):
        for X, y in train_iter:
            for p in net.parameters():
                p.grad = None
            loss(net(X), y).backward()
            with torch.no_grad():
                for p in net.parameters():
                    p -= lr * p.grad
        if scheduler and epoch + 1 < num_epochs:
            lr = scheduler(epoch)


def train_lambda(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """torch's own LambdaLR, which multiplies."""
    trainer = torch.optim.SGD(net.parameters(), lr=lr)
    torchs = torch.optim.lr_scheduler.LambdaLR(
        trainer, lambda epoch: scheduler(epoch - 1) / lr if epoch and scheduler else 1.0
    )
    for _ in range(num_epochs):
        for X, y in train_iter:
            value = loss(net(X), y)
            trainer.zero_grad()
            value.backward()
            trainer.step()
        torchs.step()


def train_new_optimiser(net, train_iter, num_epochs, loss, lr, scheduler=None):
    """A new optimiser for each epoch."""
    for epoch in range(num_epochs):
        trainer = torch.optim.SGD(net.parameters(), lr)
        for X, y in train_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
        lr = lr if scheduler is None else scheduler(epoch)
