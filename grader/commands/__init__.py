"""Owns the commands: one module each, whose `command` it is. Adding one touches only its own module."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import click


def every() -> Iterator[click.Command]:
    """The commands of this package, by module name. None of them may import anything heavy before it runs."""
    for module in pkgutil.iter_modules(__path__):
        command = getattr(importlib.import_module(f"{__name__}.{module.name}"), "command", None)
        if isinstance(command, click.Command):
            yield command
