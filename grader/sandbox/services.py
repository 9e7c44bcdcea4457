"""Owns what the trusted room may ask of a student's room itself, beside the student's objects: what it has drawn, its
files, how many GPUs torch finds there.

The same in a room of its own and in process. Arguments and answers are data, or handles to what lives in the room.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from grader.sandbox import figures, layers
from grader.sandbox.files import Folder

_NOTHING: AbstractContextManager[None] = nullcontext()


class Services:
    """One room's."""

    def __init__(self, album: figures.Album, make_folder: Callable[[], Folder]):
        self.album = album
        self.folder: Folder | None = None
        self.gpus: int | None = None  # as a test pretends
        self._make_folder = make_folder

    def reset(self) -> None:
        """The next test begins."""
        self.gpus = None
        self.album.reset()
        if self.folder is not None:
            self.folder.reset()

    def files(self) -> Folder:
        """The room's folder, made when it is first needed."""
        if self.folder is None:
            self.folder = self._make_folder()
        return self.folder

    def pretend(self, count: int | None) -> None:
        """From now on torch says that there are `count` GPUs; None: what it finds."""
        self.gpus = count

    def pretended(self, usual: int | None = None) -> AbstractContextManager[None]:
        """While the program runs: the GPUs of the test, else the `usual` number, else what torch finds."""
        count = usual if self.gpus is None else self.gpus
        if count is None:
            return _NOTHING
        from grader.sandbox.pretending import gpus

        return gpus(count)

    def find(self, name: str) -> Callable[..., Any]:
        """The service called `name`. Raises LookupError."""
        services: dict[str, Callable[..., Any]] = {
            "drawing": self.album.start,
            "drawn": self.album.take,
            "axes": figures.make_axes,
            "look": figures.look,
            "layer": layers.build,
            "write": lambda name, content: self.files().write(name, content),
            "read": lambda name: self.files().read(name),
            "names": lambda: self.files().names(),
            "load": lambda name: self.files().load(name),
            "gpus": self.pretend,
        }
        return services[name]
