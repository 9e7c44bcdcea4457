"""Owns the tensors inside of values: copies of arguments, leaves for gradients, and the floating ones in order."""

from __future__ import annotations

from typing import Any

import torch


def copied(value: Any) -> Any:
    """A copy that a call may change; lists, tuples and dicts are looked into."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_(value.requires_grad)
    if type(value) in (list, tuple):
        return type(value)(copied(item) for item in value)
    if type(value) is dict:
        return {key: copied(item) for key, item in value.items()}
    return value.copy() if type(value).__module__ == "numpy" and hasattr(value, "copy") else value


def leaf(value: Any) -> Any:
    """A copy in which every floating tensor requires a gradient."""
    if isinstance(value, torch.Tensor):
        return value.detach().clone().requires_grad_(value.is_floating_point())
    if type(value) in (list, tuple):
        return type(value)(leaf(item) for item in value)
    if type(value) is dict:
        return {key: leaf(item) for key, item in value.items()}
    return value


def floats(value: Any) -> list[torch.Tensor]:
    """Every floating tensor in `value`, in order."""
    if isinstance(value, torch.Tensor):
        return [value] if value.is_floating_point() else []
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in floats(item)]
    if isinstance(value, dict):
        return [tensor for key in sorted(value, key=repr) for tensor in floats(value[key])]
    return []
