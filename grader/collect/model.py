"""Owns what a layout finds: an attempt, and what its place says about whose it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec


class Hint(msgspec.Struct, frozen=True):
    """What a folder or a file name says of a student. `label` is how to call a student whom no roster knows."""

    label: str
    name: str = ""
    email: str = ""
    ids: dict[str, str] = {}


class Found(msgspec.Struct, frozen=True):
    """One attempt. `source` is a file or folder, or gives the bytes of one file (out of a zip); `shown` says where it
    is. `assignment` is what the layout says about it, empty if it does not.
    """

    hint: Hint
    source: Path | Callable[[], bytes]
    name: str
    shown: str
    submitted_at: datetime | None = None
    assignment: str = ""
