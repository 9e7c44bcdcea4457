"""Owns whether two observations of a test agree: values up to rounding, nan equal to nan, errors by their type."""

from __future__ import annotations

import cmath
from typing import Any

import torch

from grader.suite.ladder import NUMBER_TOLERANCE, TOLERANCE


def same(mine: Any, theirs: Any) -> bool:
    """Whether two observations (see `observe.snapshot`), or lists of them, agree."""
    if isinstance(mine, torch.Tensor) or isinstance(theirs, torch.Tensor):
        return isinstance(mine, torch.Tensor) and isinstance(theirs, torch.Tensor) and _same_tensor(mine, theirs)
    if type(mine) in (list, tuple):
        return (
            type(mine) is type(theirs)
            and len(mine) == len(theirs)
            and all(same(a, b) for a, b in zip(mine, theirs, strict=True))
        )
    if type(mine) is dict:
        return type(theirs) is dict and set(mine) == set(theirs) and all(same(mine[key], theirs[key]) for key in mine)
    if type(mine) is not type(theirs):
        return False
    if isinstance(mine, (float, complex)):
        if mine != mine or theirs != theirs:
            return mine != mine and theirs != theirs
        return cmath.isclose(mine, theirs, rel_tol=NUMBER_TOLERANCE[0], abs_tol=NUMBER_TOLERANCE[1])
    return bool(mine == theirs)


def _same_tensor(mine: torch.Tensor, theirs: torch.Tensor) -> bool:
    if mine.shape != theirs.shape or mine.dtype != theirs.dtype or mine.device != theirs.device:
        return False
    if torch.equal(mine, theirs):
        return True
    rtol, atol = TOLERANCE.get(mine.dtype, (0.0, 0.0))
    return bool(torch.isclose(mine, theirs, rtol=rtol, atol=atol, equal_nan=mine.is_floating_point()).all())
