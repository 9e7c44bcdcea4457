"""Owns the tensors that both rooms know: who they are, what each side last saw, and what has changed since.

A tensor that crosses as an argument, or that lives in the other room (a parameter, a buffer), is one tensor with a copy
on each side. Before every message the sender compares its copies with what it last saw and sends what differs, bytes by
bytes (a version counter would miss `p.data -= …` and writes through numpy). So an `sgd(params, …)` changes the caller's
own parameters, and an optimiser's step on one side is seen on the other.
"""

from __future__ import annotations

import sys
from typing import Any

import torch

from grader.sandbox import tensors
from grader.sandbox.tensors import Buffer
from grader.sandbox.wire import BadFrame

_UNCHANGED: Any = object()
_STATE = ("seen", "shape", "dtype", "grad", "requires_grad", "first", "first_grad")


class Link:
    """One tensor known to both rooms.

    seen: the bytes that both rooms know it to hold; None in a simulation, where nobody knows.
    root: the leaf through which a gradient leaves this room. Not `tensor` itself where the original is no leaf:
        code may write into such a tensor, and so it may write into this copy.
    first, first_grad: what it held before the other room first changed it.
    """

    __slots__ = (
        "direct", "dtype", "first", "first_grad", "grad", "id",
        "requires_grad", "root", "seen", "shape", "tensor", "version",
    )  # fmt: skip

    def __init__(self, number: int, tensor: torch.Tensor, seen: Buffer | None, root: torch.Tensor | None, direct: bool):
        self.id = number
        self.tensor = tensor
        self.seen = seen
        self.shape = tensor.shape
        self.dtype = tensor.dtype
        self.direct = direct
        self.root = tensor if root is None else root
        self.version = 0 if root is None else tensor._version
        self.first: torch.Tensor | None = None
        self.first_grad: Any = _UNCHANGED
        self.grad: Buffer | None = None
        self.requires_grad = tensor.requires_grad

    def borrowed(self) -> bool:
        """Whether this is a copy of the other room's inner tensor into which no operation here has written."""
        return self.root is not self.tensor and self.version == self.tensor._version


class Links:
    """The table of one side. Numbers are even on the trusted side and odd on the other: both name new ones."""

    def __init__(self, first_number: int):
        self._next = first_number
        self._last_taken = 0
        self.by_id: dict[int, Link] = {}
        self.by_object: dict[int, Link] = {}

    def find(self, tensor: torch.Tensor) -> Link | None:
        """The link of this very object, if it has one."""
        link = self.by_object.get(id(tensor))
        return link if link is not None and link.tensor is tensor else None

    def add(self, tensor: torch.Tensor, seen: Buffer | None) -> Link:
        """Begin to follow a tensor, under a number of this side."""
        number, self._next = self._next, self._next + 2
        link = self.by_id[number] = self.by_object[id(tensor)] = Link(
            number, tensor, seen, None, seen is not None and tensors.is_direct(tensor)
        )
        return link

    def take(self, number: Any, tensor: torch.Tensor, seen: Buffer | None, root: torch.Tensor | None = None) -> Link:
        """Begin to follow a tensor that the other side named, rebuilt from the bytes `seen`.

        Raises BadFrame for a number that is not its next."""
        if type(number) is not int or number % 2 == self._next % 2 or not self._last_taken < number < 1 << 62:
            raise BadFrame("a tensor under a number out of turn")
        self._last_taken = number
        link = self.by_id[number] = self.by_object[id(tensor)] = Link(number, tensor, seen, root, tensor.is_cpu)
        return link

    def drop(self, number: int) -> None:
        """Stop following a tensor."""
        link = self.by_id.pop(number, None)
        if link is not None and self.by_object.get(id(link.tensor)) is link:
            del self.by_object[id(link.tensor)]

    def clear(self) -> None:
        """Forget everything (a test is over)."""
        self.by_id.clear()
        self.by_object.clear()

    def sweep(self) -> list[int]:
        """Drop the tensors that nobody but this table holds any more; their numbers."""
        # The link's own references, and getrefcount's argument. A tensor that only a graph holds is held as well.
        gone = [
            number
            for number, link in self.by_id.items()
            if sys.getrefcount(link.tensor) <= 2 + (link.root is link.tensor) and _uses(link.tensor) <= 1
        ]
        for number in gone:
            self.drop(number)
        return gone

    def differentiable(self) -> list[Link]:
        """The links through which a gradient can leave this room: those that are leaves here."""
        return [link for link in self.by_id.values() if link.root.requires_grad and link.root.grad_fn is None]

    # What changed -----------------------------------------------------------------------------------------------------

    def updates(self, encoder: Any) -> list[Any]:
        """What has changed here since the other side was told: [number, data, gradient, requires_grad] each.

        `data` is None and `gradient` False where it did not change; a gradient of None was cleared. `encoder.undo`
        learns how to take it back.
        """
        out: list[Any] = []
        for link in self.by_id.values():
            if link.seen is None:
                continue
            tensor = link.tensor
            if not (tensor.requires_grad or link.requires_grad):
                if self._holds_what_was_seen(link):
                    continue
            elif self._holds_what_was_seen(link) and not self._grad_changed(link):
                continue
            if tensors.has_bytes(tensor):
                out.append(self._update(link, encoder))
        return out

    @staticmethod
    def _holds_what_was_seen(link: Link) -> bool:
        tensor, seen = link.tensor, link.seen
        if tensor.shape != link.shape or tensor.dtype is not link.dtype or seen is None:
            return False
        return tensors.same_bytes(tensor, seen, link.direct)

    @staticmethod
    def _grad_changed(link: Link) -> bool:
        tensor = link.tensor
        if tensor.grad_fn is not None:
            return False
        if tensor.requires_grad is not link.requires_grad:
            return True
        current = tensor.grad
        if current is None or link.grad is None:
            return current is not None or link.grad is not None
        return not _holds(current, link.grad)

    def _update(self, link: Link, encoder: Any) -> list[Any]:
        encoder.undo.append((link, *(getattr(link, name) for name in _STATE)))
        tensor = link.tensor
        data: Any = None
        if not self._holds_what_was_seen(link):
            link.seen, link.shape, link.dtype, link.first = tensors.raw_bytes(tensor), tensor.shape, tensor.dtype, None
            data = self._header(tensor, link.seen, encoder)
        grad: Any = False
        if tensor.grad_fn is None:
            current = tensor.grad
            if current is None:
                if link.grad is not None:
                    link.grad, link.first_grad, grad = None, _UNCHANGED, None
            elif tensors.has_bytes(current) and not _holds(current, link.grad):
                link.grad, link.first_grad = tensors.raw_bytes(current), _UNCHANGED
                grad = self._header(current, link.grad, encoder)
            link.requires_grad = tensor.requires_grad
        return [link.id, data, grad, link.requires_grad]

    @staticmethod
    def _header(tensor: torch.Tensor, data: bytes, encoder: Any) -> list[Any]:
        return [tensors.dtype_name(tensor.dtype), list(tensor.shape), encoder.buffer(data)]

    @staticmethod
    def undo(entries: list[Any]) -> None:
        """The message that held these updates was never sent."""
        for link, *state in reversed(entries):
            for name, value in zip(_STATE, state, strict=True):
                setattr(link, name, value)

    def apply(self, updates: Any, decoder: Any) -> None:
        """Take over what the other side has changed. The tensor stays the same object."""
        for number, data, grad, requires_grad in updates:
            link = self.by_id.get(number)
            if link is None or link.seen is None:
                continue  # dropped here while the message was on its way
            tensor = link.tensor
            if data is not None:
                new = self._rebuilt(data, decoder)
                if link.first is None:
                    link.first = tensor.detach().clone()
                tensors.overwrite(tensor, new)
                link.seen, link.shape, link.dtype = decoder.buffer(data[2]), tensor.shape, tensor.dtype
                link.direct = tensors.is_direct(tensor)
            if tensor.grad_fn is not None or type(requires_grad) is not bool:
                continue
            if requires_grad is not tensor.requires_grad:
                tensor.requires_grad_(requires_grad)
            link.requires_grad = requires_grad
            if grad is not False:
                if link.first_grad is _UNCHANGED:
                    link.first_grad = None if tensor.grad is None else tensor.grad.detach().clone()
                if grad is None:
                    tensor.grad, link.grad = None, None
                else:
                    self.take_grad(link, grad, decoder)

    def first_grad(self, link: Link, encoder: Any) -> Any:
        """The gradient that a tensor brings along when it crosses first."""
        tensor = link.tensor
        if tensor.grad_fn is not None or tensor.grad is None or not tensors.has_bytes(tensor.grad):
            return None
        link.grad = tensors.raw_bytes(tensor.grad)
        return self._header(tensor.grad, link.grad, encoder)

    def take_grad(self, link: Link, header: Any, decoder: Any) -> None:
        """Take over a gradient; a gradient that is there stays the same object."""
        tensor, new = link.tensor, self._rebuilt(header, decoder)
        link.grad = decoder.buffer(header[2])
        if tensor.grad is not None and tensor.grad.shape == new.shape and tensor.grad.dtype == new.dtype:
            tensors.overwrite(tensor.grad, new)
        else:
            tensor.grad = new.to(tensor.device)

    @staticmethod
    def _rebuilt(header: Any, decoder: Any) -> torch.Tensor:
        dtype, shape, buffer = header
        return tensors.rebuild(dtype, shape, None, decoder.buffer(buffer))

    def pristine(self, tensor: torch.Tensor) -> torch.Tensor:
        """A tensor as the other room first received it; the very object where it changed nothing in it."""
        link = self.find(tensor)
        if link is None or (link.first is None and link.first_grad is _UNCHANGED):
            return tensor
        made = (tensor.detach() if link.first is None else link.first).clone().requires_grad_(tensor.requires_grad)
        if tensor.grad_fn is None:
            grad = tensor.grad if link.first_grad is _UNCHANGED else link.first_grad
            made.grad = None if grad is None else grad.detach().clone()
        return made


def _holds(gradient: torch.Tensor, seen: Buffer | None) -> bool:
    if seen is None or gradient.layout is not torch.strided or gradient.nbytes != len(seen):
        return False
    return tensors.same_bytes(gradient, seen, tensors.is_direct(gradient))


def _uses(tensor: torch.Tensor) -> int:
    """How many hold the tensor underneath the Python object; 1 is the object itself."""
    count = getattr(tensor, "_use_count", None)
    return 1 if count is None else int(count())
