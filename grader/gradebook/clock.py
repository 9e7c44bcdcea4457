"""Owns what time it is for the gradebook: UTC, with its zone."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
