"""Owns the tensors that both rooms know: who they are, what each side last saw, and what has changed since.

A tensor that crosses as an argument, or that lives in the other room (a parameter, a buffer), is one tensor with a copy on
each side. Before every message the sender compares its copies with what it last saw and sends what differs, bytes by
bytes (a version counter would miss `p.data -= …` and writes through numpy). So an `sgd(params, …)` changes the caller's own
parameters, and an optimiser's step on one side is seen on the other.
"""

from __future__ import annotations

import sys
from typing import Any

import torch

from grader.sandbox import tensors


class Link:
    """One tensor known to both rooms. `first` is what it held before the other side first changed it."""

    __slots__ = ("first", "grad", "id", "requires_grad", "seen", "tensor")

    def __init__(self, number: int, tensor: torch.Tensor, seen: bytes):
        self.id = number
        self.tensor = tensor
        self.seen = seen
        self.first: torch.Tensor | None = None
        self.grad: bytes | None = None
        self.requires_grad = tensor.requires_grad


class Links:
    """The table of one side. Numbers are even on the trusted side and odd on the other, so that both can name new ones."""

    def __init__(self, first_number: int):
        self._next = first_number
        self.by_id: dict[int, Link] = {}
        self.by_object: dict[int, Link] = {}

    def find(self, tensor: torch.Tensor) -> Link | None:
        """The link of this very object, if it has one."""
        link = self.by_object.get(id(tensor))
        return link if link is not None and link.tensor is tensor else None

    def add(self, tensor: torch.Tensor, seen: bytes, number: int | None = None) -> Link:
        """Begin to follow a tensor; `number` is given when the other side named it."""
        if number is None:
            number, self._next = self._next, self._next + 2
        link = self.by_id[number] = Link(number, tensor, seen)
        self.by_object[id(tensor)] = link
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
        # Two references: the link's own, and getrefcount's argument.
        gone = [number for number, link in self.by_id.items() if sys.getrefcount(link.tensor) <= 2]
        for number in gone:
            self.drop(number)
        return gone

    def differentiable(self) -> list[Link]:
        """The links through which a gradient can flow."""
        return [link for link in self.by_id.values() if link.tensor.requires_grad]

    def updates(self, encoder: Any) -> list[Any]:
        """What has changed on this side since the other was told: [number, data or None, grad or None, requires_grad] each.

        `grad` is False where it did not change, None where it was cleared.
        """
        out = []
        for link in self.by_id.values():
            tensor = link.tensor
            data: Any = None
            if not tensors.same_bytes(tensor, link.seen):
                link.seen, link.first = tensors.raw_bytes(tensor), None
                data = [tensors.dtype_name(tensor.dtype), list(tensor.shape), encoder.buffer(link.seen)]
            grad: Any = False
            if tensor.requires_grad and tensor.grad_fn is None:
                current = tensor.grad
                if current is None:
                    if link.grad is not None:
                        link.grad, grad = None, None
                elif current.layout is torch.strided and (link.grad is None or not tensors.same_bytes(current, link.grad)):
                    link.grad = tensors.raw_bytes(current)
                    grad = [tensors.dtype_name(current.dtype), list(current.shape), encoder.buffer(link.grad)]
            if data is not None or grad is not False or tensor.requires_grad != link.requires_grad:
                link.requires_grad = tensor.requires_grad
                out.append([link.id, data, grad, tensor.requires_grad])
        return out

    def apply(self, updates: Any, decoder: Any) -> None:
        """Take over what the other side has changed. The tensor stays the same object."""
        for number, data, grad, requires_grad in updates:
            link = self.by_id.get(number)
            if link is None:
                continue  # dropped here while the message was on its way
            tensor = link.tensor
            if data is not None:
                new = self._rebuilt(data, decoder)
                link.seen = bytes(decoder.buffer(data[2]))
                if link.first is None:
                    link.first = tensor.detach().clone()
                if new.shape == tensor.shape and new.dtype == tensor.dtype:
                    tensor.data.copy_(new)
                else:
                    tensor.data = new.to(tensor.device)
            if requires_grad is not tensor.requires_grad and tensor.grad_fn is None and type(requires_grad) is bool:
                tensor.requires_grad_(requires_grad)
                link.requires_grad = requires_grad
            if grad is not False and tensor.requires_grad and tensor.grad_fn is None:
                if grad is None:
                    tensor.grad, link.grad = None, None
                else:
                    self.take_grad(link, grad, decoder)

    def first_grad(self, link: Link, encoder: Any) -> Any:
        """The gradient that a tensor brings along when it crosses first."""
        tensor = link.tensor
        if not tensor.requires_grad or tensor.grad_fn is not None or tensor.grad is None:
            return None
        if tensor.grad.layout is not torch.strided:
            return None
        link.grad = tensors.raw_bytes(tensor.grad)
        return [tensors.dtype_name(tensor.grad.dtype), list(tensor.grad.shape), encoder.buffer(link.grad)]

    def take_grad(self, link: Link, header: Any, decoder: Any) -> None:
        """Take over a gradient; a gradient that is there stays the same object."""
        tensor, new = link.tensor, self._rebuilt(header, decoder)
        link.grad = bytes(decoder.buffer(header[2]))
        if tensor.grad is not None and tensor.grad.shape == new.shape and tensor.grad.dtype == new.dtype:
            tensor.grad.data.copy_(new)
        else:
            tensor.grad = new.to(tensor.device)

    @staticmethod
    def _rebuilt(header: Any, decoder: Any) -> torch.Tensor:
        dtype, shape, buffer = header
        return tensors.rebuild(dtype, shape, None, decoder.buffer(buffer))
