"""Owns the record of one running test: which values its checks saw, where it runs, and whether values exist at all.

One test runs at a time in a process, so the record is a module global; `grader.suite.plugin` puts a fresh one in place
for each test. Outside a run the checks work as well: then there is no record.
"""

from __future__ import annotations

from typing import Any

import torch

_TENSOR_CAP = 200_000  # elements kept of one observed tensor; more would only cost memory
_ITEM_CAP = 10_000  # items kept of one observed container


class Raised:
    """An observation: the student's code raised an error of this type."""

    def __init__(self, type_name: str):
        self.type_name = type_name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Raised) and other.type_name == self.type_name

    def __hash__(self) -> int:
        return hash(self.type_name)

    def __repr__(self) -> str:
        return f"Raised({self.type_name})"


class Record:
    """What one test saw. `simulated`: tensors of the student carry no values, only shape, dtype and claimed device."""

    def __init__(self, simulated: bool = False):
        self.simulated = simulated
        self.observations: list[Any] = []


current: Record | None = None


def observe(value: Any) -> None:
    """Note that a check received `value` from the student's side."""
    if current is not None:
        current.observations.append(snapshot(value))


def observe_error(type_name: str) -> None:
    """Note that the student's code raised."""
    if current is not None:
        current.observations.append(Raised(type_name))


def simulated() -> bool:
    """Whether the running test is a simulated one."""
    return current is not None and current.simulated


def snapshot(value: Any) -> Any:
    """A copy of `value` that later in-place changes do not reach, cut where it is huge."""
    if isinstance(value, torch.Tensor):
        kept = value.detach()
        if kept.is_meta or kept.layout != torch.strided:
            return kept
        if kept.numel() > _TENSOR_CAP:
            return (tuple(kept.shape), kept.dtype, kept.flatten()[:_TENSOR_CAP].clone())
        return kept.clone()
    if type(value) in (list, tuple):
        return type(value)(snapshot(item) for item in value[:_ITEM_CAP])
    if type(value) is dict:
        return {key: snapshot(item) for key, item in list(value.items())[:_ITEM_CAP]}
    return value
