"""Owns what the trusted room may ask of a student's room itself, beside the student's objects: what it has drawn.

The same in a room of its own and in process. Arguments and answers are data, or handles to what lives in the room.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.sandbox import figures, layers


class Services:
    """One room's. Methods without an underscore are what may be asked for."""

    def __init__(self, album: figures.Album):
        self.album = album

    def reset(self) -> None:
        """The next test begins."""
        self.album.reset()

    def find(self, name: str) -> Callable[..., Any]:
        """The service called `name`. Raises LookupError."""
        services: dict[str, Callable[..., Any]] = {
            "drawing": self.album.start,
            "drawn": self.album.take,
            "axes": figures.make_axes,
            "look": figures.look,
            "layer": layers.build,
        }
        return services[name]
