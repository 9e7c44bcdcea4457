"""Owns Watch: which arguments a call changed in place, and what they were before."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

_DEPTH = 6  # containers within containers that are looked into

Held = list[tuple[Any, Any]]


class Watch:
    """Remembers, for one test, each object that was changed in place, with its value as first received."""

    def __init__(self) -> None:
        self._changed: dict[int, tuple[Any, Any]] = {}

    def clear(self) -> None:
        """Forget everything: the next test begins."""
        self._changed.clear()

    def before(self, value: Any) -> Held:
        """Copies of every tensor, array, list and dict in `value`, to compare after the call."""
        held: Held = []
        self._hold(value, held, 0)
        return held

    def after(self, held: Held) -> None:
        """Compare with the copies from `before`; the first value of an object that changed is kept."""
        for now, first in held:
            if not _same(now, first):
                self._changed.setdefault(id(now), (now, first))

    def pristine(self, value: Any, depth: int = 0) -> Any:
        """`value` as first received; the very object where nothing in it changed."""
        if not self._changed or depth > _DEPTH:
            return value
        known = self._changed.get(id(value))
        if known is not None:
            value = known[1]
        if type(value) in (list, tuple):
            items = [self.pristine(item, depth + 1) for item in value]
            return value if all(a is b for a, b in zip(items, value, strict=True)) else type(value)(items)
        if type(value) is dict:
            pairs = {key: self.pristine(item, depth + 1) for key, item in value.items()}
            return value if all(pairs[key] is value[key] for key in value) else pairs
        return value

    def _hold(self, value: Any, held: Held, depth: int) -> None:
        if depth > _DEPTH or id(value) in self._changed:
            return
        if isinstance(value, torch.Tensor):
            held.append((value, _copy(value)))
        elif isinstance(value, np.ndarray) or type(value) in (list, dict):
            held.append((value, value.copy()))
        if type(value) in (list, tuple):
            for item in value:
                self._hold(item, held, depth + 1)
        elif type(value) is dict:
            for item in value.values():
                self._hold(item, held, depth + 1)


def _copy(tensor: torch.Tensor) -> torch.Tensor:
    made = tensor.detach().clone().requires_grad_(tensor.requires_grad)
    if tensor.is_leaf and tensor.grad is not None:
        made.grad = tensor.grad.detach().clone()
    return made


def _same(now: Any, first: Any) -> bool:
    if isinstance(now, torch.Tensor):
        if now.requires_grad != first.requires_grad or not _same_tensor(now.detach(), first.detach()):
            return False
        grad = now.grad if now.is_leaf else None
        if grad is None or first.grad is None:
            return grad is None and first.grad is None
        return _same_tensor(grad.detach(), first.grad)
    if isinstance(now, np.ndarray):
        return now.shape == first.shape and now.tobytes() == first.tobytes()
    if isinstance(now, dict):
        return list(now) == list(first) and all(now[key] is first[key] for key in first)
    return len(now) == len(first) and all(a is b for a, b in zip(now, first, strict=True))


def _same_tensor(now: torch.Tensor, first: torch.Tensor) -> bool:
    if now.is_meta or now.layout != torch.strided:
        return True
    if now.shape != first.shape or now.dtype != first.dtype:
        return False
    return torch.equal(now, first) or bool(((now == first) | ((now != now) & (first != first))).all())
