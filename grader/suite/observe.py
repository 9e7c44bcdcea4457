"""Owns the record of one running test: which values its checks saw, where it runs, and whether values exist at all.

One test runs at a time in a process, so the record is a module global; `grader.suite.plugin` puts a fresh one in place
for each test. Outside a run the checks work as well: then there is no record.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from grader.sandbox import Simulated

_TENSOR_CAP = 200_000  # elements kept of one observed tensor; more would only cost memory
_ITEM_CAP = 10_000  # items kept of one observed container


OPAQUE = "an object that is not data"
_DATA = (bool, int, float, complex, type(None), torch.dtype, torch.device)


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


class Estimate:
    """An observation of random draws: two of them agree when chance explains the difference.

    margin: how far the number strays by chance."""

    def __init__(self, value: float, margin: float):
        self.value = value
        self.margin = margin

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Estimate):
            return False
        return abs(self.value - other.value) <= max(self.margin, other.margin) + 1e-9

    __hash__ = None  # type: ignore[assignment]  # what agrees need not be the same

    def __repr__(self) -> str:
        return f"Estimate({self.value:.6g} ± {self.margin:.3g})"


class Record:
    """What one test saw. `simulated`, on a device: tensors of the student carry shape and dtype, no values."""

    def __init__(self, simulated: Simulated = ""):
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
    return current is not None and current.simulated != ""


def snapshot(value: Any) -> Any:
    """A copy of `value` as plain data that later in-place changes do not reach, cut where it is huge.

    What is no data (an object in the student's room) becomes OPAQUE: it must not be asked anything later."""
    if isinstance(value, torch.Tensor):
        return _snapshot_tensor(value)
    if type(value) in (list, tuple, torch.Size):
        made = [snapshot(item) for item in value[:_ITEM_CAP]]
        return made if type(value) is list else tuple(made)
    if isinstance(value, dict):
        return {_plain(key): snapshot(item) for key, item in list(value.items())[:_ITEM_CAP]}
    if type(value) is np.ndarray:
        return snapshot(torch.from_numpy(value)) if value.dtype.kind in "biufc" else OPAQUE
    return _plain(value)


def _snapshot_tensor(value: torch.Tensor) -> Any:
    kept = value.detach()
    fake = getattr(value, "fake_device", None)  # of a tensor that is still inside a simulation
    if fake is not None or kept.is_meta or kept.layout != torch.strided:
        where = fake or getattr(value, "_claimed_device", kept.device)
        return ("no values", tuple(kept.shape), kept.dtype, str(where))
    if kept.numel() > _TENSOR_CAP:
        return (tuple(kept.shape), kept.dtype, kept.flatten()[:_TENSOR_CAP].clone())
    return kept.clone()


def _plain(value: Any) -> Any:
    if type(value) in (str, bytes):
        return value[:_ITEM_CAP]
    return value if type(value) in _DATA or isinstance(value, (np.generic, Estimate)) else OPAQUE
