"""Owns the spies of training loops: a net, data, a loss and an updater that do their work and tell a Watch of it.

    w = spies.Watch()
    net = w.net(nn.Linear(2, 1))
    train = w.data((X, y), batch_size=10, passes=3)
    loss, updater = w.loss(nn.MSELoss()), w.optimizer(torch.optim.SGD(net.parameters(), lr=0.1))
    student.train(net, train, loss, 3, updater)
    w.cleared_gradients()

They live in the trusted room; the student's code has stand-ins for them. What is judged is what happened, in the order
in which it did, never how the code is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.sandbox import layers
from grader.suite import laws
from grader.suite.recorder import Event, Recorder
from grader.suite.words import Failed
from grader.text import Text

__all__ = ["Event", "Watch", "over_there"]


def over_there(student: Any, net: nn.Module) -> Any:
    """`net`, layers of torch's own, made in the student's room: there it is of its class (`type(m) is nn.Linear`).

    What stands here is a stand-in, as for a model that the student made. Its parameters are those of `net`: a change
    over there is seen here. Raises TypeError for a class of your own, and for a layer that holds more than data."""
    return student._room.service("layer", layers.describe(net))


class Watch:
    """The spies of one training loop, and what is to be said of it afterwards."""

    def __init__(self) -> None:
        self._recorder = Recorder()
        self._sizes: dict[str, int] = {}  # batches in a pass, by the data's name
        self._sees_backward = False

    @property
    def events(self) -> list[Event]:
        """What happened so far, in order."""
        self._recorder.look_for_a_step()  # an optimiser of the student's own shows in the parameters only
        return self._recorder.events

    # What is handed to the student's code -----------------------------------------------------------------------------

    def net(self, net: nn.Module) -> nn.Module:
        """`net`, watched: the same module, which looks like what it is and stays in the trusted room."""
        recorder, self._sees_backward = self._recorder, True
        net.register_forward_pre_hook(
            lambda module, args, kwargs: recorder.forward((*args, *kwargs.values()), module.training), with_kwargs=True
        )
        net.register_forward_hook(lambda module, args, result: recorder.returned(result))
        recorder.watch(net.parameters())
        return net

    def model(self, f: Callable[..., Any], *parameters: torch.Tensor) -> Callable[..., Any]:
        """A function that is a model, watched, with its parameters: `w.model(lambda X: X @ w + b, w, b)`."""
        self._recorder.watch(parameters)
        self._sees_backward = True

        def spied(*args: Any) -> Any:
            self._recorder.forward(args, None)
            result = f(*args)
            self._recorder.returned(result)
            return result

        return spied

    def parameters(self, parameters: Iterable[torch.Tensor]) -> list[Any]:
        """A list of these tensors, watched: `[w, b]` that the student's own `net` and `sgd` work with.

        Where net and loss are the student's own as well, steps are seen and gradients are not."""
        return self._recorder.watch(parameters)

    def data(
        self,
        data: tuple[torch.Tensor, ...] | DataLoader[Any] | list[Any],
        batch_size: int = 1,
        *,
        passes: int | None = None,
        name: str = "train",
        shuffle: bool = False,
    ) -> DataLoader[Any]:
        """A DataLoader that remembers what is taken from it.

        data: tensors of one length (batched here), a list of batches, or a loader.
        passes: one more fails the test, whether or not the student's code swallows the error."""
        if name in self._sizes:
            raise ValueError(f"there is data {name!r} already: give each a name of its own")
        if isinstance(data, tuple):
            data = DataLoader(TensorDataset(*data), batch_size=batch_size, shuffle=shuffle)
        self._sizes[name] = len(data)
        return _Data(self._recorder, data, name, passes)

    def loss(self, loss: Callable[..., Any]) -> Callable[..., Any]:
        """`loss`, watched: a module stays one."""
        self._sees_backward = True

        def computed(result: Any) -> Any:
            self._recorder.note("loss")
            self._recorder.returned(result)
            return result

        if isinstance(loss, nn.Module):
            loss.register_forward_hook(lambda module, args, result: computed(result))
            return loss

        def spied(*args: Any, **kwargs: Any) -> Any:
            return computed(loss(*args, **kwargs))

        return spied

    def optimizer(self, optimizer: torch.optim.Optimizer) -> torch.optim.Optimizer:
        """One of torch's optimisers, watched: the same object, which looks like what it is."""
        self._recorder.watch(p for group in optimizer.param_groups for p in group["params"])
        return _spied(optimizer, self._recorder)

    def updater(self, parameters: Iterable[torch.Tensor], lr: float) -> Callable[[int], None]:
        """The book's `updater(batch_size)`, watched: p -= lr * p.grad / batch_size, then the gradients are cleared."""
        recorder = self._recorder
        mine = recorder.watch(parameters)

        def updater(batch_size: int) -> None:
            step = recorder.before_step()
            with torch.no_grad():
                for p in mine:
                    if p.grad is not None:
                        p -= lr * p.grad / batch_size
                        p.grad.zero_()
            recorder.after_step(step)
            recorder.note("zero_grad")

        return updater

    # What is to be said of it (each fails a loop that never steps) ----------------------------------------------------

    def cleared_gradients(self) -> None:
        """No step was made with gradients of an earlier one among its own."""
        laws.cleared_gradients(self._seen())

    def stepped_after_backward(self) -> None:
        """Every step follows a backward pass of its own, and has gradients to work with."""
        laws.stepped_after_backward(self._seen())

    def every_batch_once(self, passes: int, data: str = "train") -> None:
        """The steps were made on whole passes over `data`, so many, one step for each batch."""
        laws.every_batch_once(self.events, passes, data, self._sizes[data])

    def switched_modes(self, test: str | None = "test") -> None:
        """The net was in training mode for what it was trained on, in eval mode for the data `test` (None: none)."""
        laws.switched_modes(self._seen(), test if test in self._sizes else None)

    def evaluated_without_gradient(self, test: str = "test") -> None:
        """The data `test` went through the net, and no gradients were recorded for it."""
        laws.evaluated_without_gradient(self.events, test)

    def trained_on_nothing_else(self, data: str = "train") -> None:
        """Only batches of `data` sent gradients back or led to a step."""
        laws.trained_on_nothing_else(self._seen(), data)

    def detached_state(self, data: str = "train") -> None:
        """The state that a recurrent net was given with a batch of `data` carried no graph."""
        laws.detached_state(self.events, data)

    def clipped(self, limit: float) -> None:
        """Steps by a spy used gradients scaled to norm `limit` where they were above it, and as they were elsewhere."""
        laws.clipped(self._seen(), limit)

    def _seen(self) -> list[Event]:
        if not self._sees_backward:
            raise RuntimeError("backward passes are seen where the loop is handed w.net, w.model or w.loss")
        return self.events


class _Data(DataLoader[Any]):
    """A loader of the suite's that tells a Recorder what is taken from it."""

    def __init__(self, recorder: Recorder, inner: DataLoader[Any] | list[Any], name: str, most: int | None):
        dataset = inner.dataset if isinstance(inner, DataLoader) else inner
        size = inner.batch_size if isinstance(inner, DataLoader) else None
        super().__init__(dataset, batch_size=size)  # type: ignore[arg-type]  # a list is a dataset
        self._recorder, self._inner, self._name, self._most, self._passes = recorder, inner, name, most, 0

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        self._passes += 1
        if self._most is not None and self._passes > self._most:
            raise Failed(
                "condition",
                Text(
                    f"Your code goes more often through the data than it was told to ({self._most} times).",
                    f"你的代码遍历数据的次数超过了要求（{self._most} 次）。",
                ),
            )
        return self._items()

    def _items(self) -> Iterator[Any]:
        self._recorder.begin_pass(self._name)
        for number, batch in enumerate(self._inner):
            self._recorder.taken(self._name, number, batch)
            yield batch
        self._recorder.end_pass(self._name)

    def __len__(self) -> int:
        return len(self._inner)


def _spied(optimizer: torch.optim.Optimizer, recorder: Recorder) -> torch.optim.Optimizer:
    """The same object, with a class between it and its own: what the student's code calls must be methods."""
    kind: Any = type(optimizer)
    clear, step = kind.zero_grad, kind.step

    def zero_grad(self: Any, set_to_none: bool = True) -> None:
        recorder.note("zero_grad")
        clear(self, set_to_none)

    def spied_step(self: Any, closure: Any = None) -> Any:
        seen = recorder.before_step()
        result = step(self) if closure is None else step(self, closure)
        recorder.after_step(seen)
        return result

    methods = {"__module__": __name__, "zero_grad": zero_grad, "step": spied_step}
    optimizer.__class__ = type(f"Spied{kind.__name__}", (kind,), methods)
    return optimizer
