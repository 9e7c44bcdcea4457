"""What a suite does with training loops, for tests in this process and through the rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from grader.sandbox import compiler
from grader.suite import spies

compiler.keep_light()


def data(n: int = 24, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n, 4, generator=generator)
    return X, (X[:, 0] > 0).long()


def classify(student: Any, how: str = "", epochs: int = 3, book: bool = False) -> spies.Watch:
    """Run the student's `train` under a Watch."""
    w = spies.Watch()
    torch.manual_seed(1)
    net = w.net(nn.Sequential(nn.Flatten(), nn.Linear(4, 8), nn.Dropout(0.1), nn.ReLU(), nn.Linear(8, 2)))
    train, test = w.data(data(), batch_size=6, passes=4), w.data(data(10, 1), batch_size=5, name="test")
    loss = w.loss(nn.CrossEntropyLoss(reduction="none"))
    updater: Any = w.updater(net.parameters(), 0.5) if book else w.optimizer(torch.optim.SGD(net.parameters(), lr=0.5))
    student.train(net, train, test, loss, epochs, updater, how)
    return w


class RNN(nn.Module):
    """The book's RNNModel in small."""

    def __init__(self) -> None:
        super().__init__()
        self.rnn, self.linear = nn.RNN(3, 5), nn.Linear(5, 3)

    def forward(self, X: torch.Tensor, state: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        Y, state = self.rnn(nn.functional.one_hot(X.T.long(), 3).float(), state)
        return self.linear(Y.reshape(-1, 5)), state

    def begin_state(self, batch_size: int) -> torch.Tensor:
        return torch.zeros(1, batch_size, 5)


def recurrent(student: Any, how: str = "", theta: float = 0.3) -> spies.Watch:
    """Run the student's `train_rnn` under a Watch."""
    w = spies.Watch()
    torch.manual_seed(1)
    net = w.net(RNN())
    X = torch.randint(0, 3, (2, 31))
    batches = [(X[:, i : i + 5], X[:, i + 1 : i + 6]) for i in range(0, 30, 5)]
    updater = w.optimizer(torch.optim.SGD(net.parameters(), lr=0.5))
    student.train_rnn(net, w.data(batches, passes=1), w.loss(nn.CrossEntropyLoss()), updater, theta, how)
    return w


LAWS: dict[str, Callable[[spies.Watch], None]] = {
    "cleared": lambda w: w.cleared_gradients(),
    "after backward": lambda w: w.stepped_after_backward(),
    "once": lambda w: w.every_batch_once(3),
    "modes": lambda w: w.switched_modes(),
    "no gradient": lambda w: w.evaluated_without_gradient(),
    "nothing else": lambda w: w.trained_on_nothing_else(),
}
# What is wrong with a loop -> the laws that it breaks.
WRONG: dict[str, set[str]] = {
    "": set(),
    "reshapes": set(),
    "draws anew": set(),
    "clears after": set(),
    "never clears": {"cleared"},
    "clears late": {"after backward"},
    "steps first": {"after backward", "once"},
    "steps twice": {"after backward", "once"},
    "stays in eval": {"modes"},
    "skips the last": {"once"},
    "another pass": {"once"},
    "tests on training mode": {"modes"},
    "records": {"no gradient"},
    "learns from the test": {"nothing else", "modes", "no gradient"},
    "never tests": {"modes", "no gradient"},
    "never steps": set(LAWS),
}
