"""Owns what torch answers when it is asked for GPUs: as many as a test says, whatever is here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch


def _questions(count: int) -> list[tuple[Any, str, Callable[..., Any]]]:
    found = torch.device("cuda") if count else None
    return [
        (torch.cuda, "is_available", lambda: count > 0),
        (torch.cuda, "device_count", lambda: count),
        (torch.cuda, "current_device", lambda: 0),
        (torch.accelerator, "is_available", lambda: count > 0),
        (torch.accelerator, "device_count", lambda: count),
        (torch.accelerator, "current_accelerator", lambda check_available=False: found),
    ]


@contextmanager
def gpus(count: int) -> Iterator[None]:
    """torch says that there are `count` GPUs."""
    kept = []
    for owner, name, answer in _questions(count):
        if hasattr(owner, name):
            kept.append((owner, name, getattr(owner, name)))
            setattr(owner, name, answer)
    try:
        yield
    finally:
        for owner, name, answer in kept:
            setattr(owner, name, answer)
