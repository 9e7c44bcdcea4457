"""Owns the record of a training loop: what happened to a net, its data, its gradients and parameters, in order.

`spies` hands out the objects that tell a Recorder; `laws` judges what it holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
import torch

Kind = Literal["pass", "batch", "end", "forward", "loss", "backward", "zero_grad", "step"]
Source = tuple[str, int]


class Event(msgspec.Struct, frozen=True):
    """One thing that happened.

    kind: a `pass` over data begins, a `batch` is taken, the pass `end`s; the net goes `forward`; the `loss` is
        computed; a gradient comes `backward`; gradients are cleared by a spy (`zero_grad`); parameters change (`step`).
    data, batch: the name of the data and the number of the batch that it was about. Of a backward: the batch that the
        net was given; of a step: that of the backward before it (the last batch, if there was none).
    training, grad: of a forward: the net's mode (None: a function has none), and whether gradients were recorded.
    state: of a forward: another argument than the first carries a graph (a recurrent net's state that is not detached).
    stale: of a backward, the first since the last step: gradients of an earlier one were still there.
    norm, raw: of a step by a spy: the norm of the gradients that it was made with, and of those that came back since
        the last step. aligned: the two point the same way.
    """

    kind: Kind
    data: str = ""
    batch: int = -1
    training: bool | None = None
    grad: bool | None = None
    state: bool = False
    stale: bool = False
    norm: float | None = None
    raw: float | None = None
    aligned: bool = True


class Recorder:
    """The events of one loop, and what must be known to tell them."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._batches: dict[str, list[torch.Tensor | None]] = {}
        self._last: Source = ("", -1)  # the batch that is being worked on
        self._backward: Source = ("", -1)
        self._fresh = False  # a gradient came back since the last step
        self._parameters: list[torch.Tensor] = []
        self._values: list[torch.Tensor] = []  # when last looked at
        self._came: list[torch.Tensor | None] = []  # gradients that came back since the last step

    def note(self, kind: Kind, **more: Any) -> None:
        """Something that happened, about the batch that is being worked on."""
        self.events.append(Event(kind, *self._last, **more))

    def watch(self, parameters: Iterable[torch.Tensor]) -> list[Any]:
        """Look at these from now on, each once: their gradients, and when they change."""
        given = list(parameters)
        for parameter in given:
            if parameter.requires_grad and not any(parameter is known for known in self._parameters):
                number = len(self._parameters)
                self._parameters.append(parameter)
                self._values.append(parameter.detach().clone())
                self._came.append(None)
                parameter.register_hook(lambda grad, number=number: self._on_gradient(number, grad))
        return given

    # Data -------------------------------------------------------------------------------------------------------------

    def begin_pass(self, name: str) -> None:
        """Somebody begins to go through the data."""
        self.events.append(Event("pass", name))

    def end_pass(self, name: str) -> None:
        """Somebody has gone through all of it."""
        self.look_for_a_step()
        self.events.append(Event("end", name))

    def taken(self, name: str, number: int, batch: Any) -> None:
        """A batch, a tensor or a tuple of them, was taken."""
        self.look_for_a_step()
        known = self._batches.setdefault(name, [])
        X = next(_tensors(batch), None)
        known[number : number + 1] = [None if X is None else X.detach()]
        self._last = (name, number)
        self.note("batch")

    def _recognise(self, X: Any) -> None:
        """Which batch a net works on, by its values: code may take several batches first, and reshape them."""
        if not isinstance(X, torch.Tensor) or self._is(X, self._last):
            return
        for name, batches in self._batches.items():
            for number in range(len(batches)):
                if self._is(X, (name, number)):
                    self._last = (name, number)
                    return

    def _is(self, X: torch.Tensor, source: Source) -> bool:
        name, number = source
        batch = self._batches[name][number] if name in self._batches else None
        if batch is None or batch.numel() != X.numel():
            return False
        return torch.equal(batch.reshape(-1), X.detach().reshape(-1).to(batch.dtype))

    # The net ----------------------------------------------------------------------------------------------------------

    def forward(self, arguments: tuple[Any, ...], training: bool | None) -> None:
        """The net is given something."""
        self.look_for_a_step()
        self._recognise(next(_tensors(arguments), None))
        state = any(t.requires_grad and t.grad_fn is not None for t in _tensors(arguments[1:]))
        self.note("forward", training=training, grad=torch.is_grad_enabled(), state=state)

    def returned(self, result: Any) -> None:
        """The result of the net, or of the loss: its first tensor with a graph tells when a gradient comes back."""
        source = self._last
        for tensor in _tensors(result):
            if tensor.requires_grad and tensor.grad_fn is not None:
                tensor.register_hook(lambda grad: self._on_backward(source))
                return

    def _on_backward(self, source: Source) -> None:
        if self.events and self.events[-1].kind == "backward":
            return  # the net after the loss, or a net that was called twice for one loss
        self.look_for_a_step()
        stale = not self._fresh and any(_some(p.grad) for p in self._parameters)
        self._fresh, self._backward = True, source
        self.events.append(Event("backward", *source, stale=stale))

    def _on_gradient(self, number: int, grad: torch.Tensor) -> None:
        before = self._came[number]
        self._came[number] = grad.detach().clone() if before is None else before + grad.detach()

    # Steps ------------------------------------------------------------------------------------------------------------

    def before_step(self) -> Event:
        """A spy is about to step: the event for `after_step`."""
        self.look_for_a_step()
        used = _flat([p.grad for p in self._parameters])
        came = _flat(self._came)
        norm, raw = float(used.norm()), float(came.norm())
        aligned = used.numel() == came.numel() and math.isclose(float(used @ came), norm * raw, rel_tol=1e-3)
        return Event("step", *self._stepping(), norm=norm, raw=raw, aligned=aligned)

    def after_step(self, step: Event) -> None:
        """The spy has stepped."""
        self.events.append(step)
        self._remember()

    def look_for_a_step(self) -> None:
        """Parameters that changed since they were last looked at were stepped by the student's own code.

        A change before any batch was taken, or went forward, is none: there the loop draws the parameters anew."""
        if any(not torch.equal(p.detach(), v) for p, v in zip(self._parameters, self._values, strict=True)):
            if any(event.kind in ("batch", "forward") for event in self.events):
                self.events.append(Event("step", *self._stepping()))
            self._remember()

    def _stepping(self) -> Source:
        return self._backward if self._fresh else self._last

    def _remember(self) -> None:
        self._fresh = False
        self._values = [p.detach().clone() for p in self._parameters]
        self._came = [None] * len(self._parameters)


def _tensors(value: Any) -> Iterator[torch.Tensor]:
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))


def _flat(gradients: list[torch.Tensor | None]) -> torch.Tensor:
    known = [g.detach().reshape(-1).to(torch.float64) for g in gradients if g is not None]
    return torch.cat(known) if known else torch.zeros(0, dtype=torch.float64)


def _some(grad: torch.Tensor | None) -> bool:
    return grad is not None and bool((grad != 0).any())
