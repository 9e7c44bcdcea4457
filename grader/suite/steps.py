"""Owns what an optimiser is judged by: what one step changes, and the way that its steps take through small problems.

    params, states = steps.parameters((3, 1), (1,)), (torch.zeros(3, 1), torch.zeros(1))
    check.close(*(steps.changed(room.momentum, params, states, {"lr": 0.1}) for room in (student, reference)))

problems = steps.problems()
mine = steps.way(problems, lambda params: partial(student.sgd, params, None, {"lr": 0.1}))
check.close(mine, steps.way(problems, lambda params: torch.optim.SGD(params, lr=0.1).step), rtol=1e-10, atol=1e-10)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from grader.suite.parts import copied, floats

__all__ = ["Problem", "changed", "parameters", "problems", "way"]


@dataclass(frozen=True)
class Problem:
    """A function to be minimised, and where to begin."""

    start: Sequence[torch.Tensor]
    loss: Callable[..., torch.Tensor]  # takes the number of the step, and the parameters one by one


def parameters(*shapes: Sequence[int], dtype: torch.dtype = torch.float32) -> list[torch.Tensor]:
    """Leaves of these shapes that require a gradient, and have one: all drawn from the standard normal distribution."""
    params = [torch.randn(shape, dtype=dtype).requires_grad_() for shape in shapes]
    for p in params:
        p.grad = torch.randn(p.shape, dtype=dtype)
    return params


def changed(f: Callable[..., Any], *args: Any) -> tuple[Any, ...]:
    """What a call changes in place: copies of `args`, with their gradients, after `f(*args)`.

    A tensor that `f` puts into a list in place of another changes nothing here: who holds the old one never sees it.
    """
    mine = copied(args)
    for p, q in zip(floats(mine), floats(args), strict=True):
        p.grad = None if q.grad is None else q.grad.clone()
    f(*(_holding_the_same(arg) for arg in mine))
    return mine


def _holding_the_same(value: Any) -> Any:
    """Lists and tuples of their own around the same objects; a dict is itself."""
    return type(value)(_holding_the_same(item) for item in value) if type(value) in (list, tuple) else value


def way(
    problems: Sequence[Problem], optimizer: Callable[[list[torch.Tensor]], Callable[[], Any]], n: int = 100
) -> torch.Tensor:
    """All parameters of all problems in a row after each of n steps: shape (n, elements), the dtype of the start.

    One step is one for every parameter of every problem, so a hundred of them are a hundred calls of the student's.
    `optimizer(params)` is asked once, for what makes a step. Before each step every parameter gets a fresh gradient,
    whether or not the last one was cleared; what counts is what became of these very tensors.
    """
    own = [[p.clone().requires_grad_() for p in problem.start] for problem in problems]
    params = [p for some in own for p in some]
    step = optimizer(list(params))
    places = []
    for t in range(n):
        # No parameter belongs to two problems: the gradient of the sum is that of its own loss.
        loss = torch.stack([problem.loss(t, *some) for problem, some in zip(problems, own, strict=True)]).sum()
        for p, gradient in zip(params, torch.autograd.grad(loss, params), strict=True):
            p.grad = gradient
        step()
        places.append(torch.cat([p.detach().flatten() for p in params]))
    return torch.stack(places)


def problems(dtype: torch.dtype = torch.float64) -> list[Problem]:
    """Three problems, drawn anew at each call from the test's seed.

    A narrow valley of one parameter (2,); linear regression, w (3, 1) and b (1,); a net of one hidden layer with four
    parameters, which is not convex. As in training, each step sees another batch. So gradients never vanish, and two
    ways that differ by rounding stay as near as that: without noise, RMSProp's would part near the minimum.
    """

    def rand(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, dtype=torch.float64).to(dtype)

    batches, size = 10, 6
    X = rand(batches, size, 3)
    y = X @ rand(3, 1) + 1.5 + rand(batches, size, 1) / 2
    steep, centres = torch.tensor([0.1, 2.0], dtype=dtype), rand(batches, 2) / 2
    return [
        Problem(
            [torch.tensor([-5.0, -2.0], dtype=dtype) + rand(2) / 4],
            lambda t, x: (steep * (x - centres[t % batches]).square()).sum(),
        ),
        Problem(
            [rand(3, 1), rand(1)],
            lambda t, w, b: (X[t % batches] @ w + b - y[t % batches]).square().mean() / 2,
        ),
        Problem(
            [rand(3, 4), rand(4), rand(4, 1), rand(1)],
            lambda t, W1, b1, W2, b2: nn.functional.mse_loss(
                torch.tanh(X[t % batches] @ W1 + b1) @ W2 + b2, y[t % batches]
            ),
        ),
    ]
