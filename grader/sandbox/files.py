"""Owns the folders of a room: where its program works, the files that its exercise gives, what was written there.

base/work           the working folder
base/work/data      what the exercise gives, and whatever is put beside it
base/data           the same folder: the book's code says `../data`
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

MOST_BYTES = 64 << 20  # of one file that is read or written
MOST_FILES = 1000
_State = dict[str, tuple[int, int]]  # relative path -> size, time of the last change


class Folder:
    """One room's. Paths are relative to the working folder and stay below the base."""

    def __init__(self, base: str):
        self.base = os.path.realpath(base)
        self.work = os.path.join(self.base, "work")
        self._given: dict[str, bytes] = {}
        self._state: _State | None = None  # once the program is loaded: what a test begins with
        os.makedirs(os.path.join(self.work, "data"), exist_ok=True)
        with contextlib.suppress(OSError):  # there already; or a system without links, where `data` is to be used
            os.symlink(os.path.join("work", "data"), os.path.join(self.base, "data"), target_is_directory=True)

    def give(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Lay out what the exercise gives, for reading only."""
        for name, content in files:
            path = os.path.join("data", name)
            self._given[path] = content
            self._lay(path, content)

    def reset(self) -> None:
        """Everything as it was when the program had been loaded: the next test begins."""
        if self._state is None:
            self._state = self._look()
            return
        now = self._look()
        if now == self._state:
            return
        for name in now.keys() - self._state.keys():
            self._remove(name)
        for name, content in self._given.items():
            if now.get(name) != self._state.get(name):
                self._remove(name)
                self._lay(name, content)
        self._state = self._look()

    def write(self, name: str, content: bytes) -> None:
        """Put a file there. Raises ValueError."""
        if len(content) > MOST_BYTES:
            raise ValueError(f"{name} has more than {MOST_BYTES >> 20} MiB")
        path = self._path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        Path(path).write_bytes(content)

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is no such file. Raises ValueError for one that is too large."""
        path = self._path(name)
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise ValueError(f"{name} has more than {MOST_BYTES >> 20} MiB")
        return content

    def names(self) -> list[str]:
        """Every file below the working folder but those that the exercise gives, in order."""
        return sorted(name for name in self._look() if name not in self._given and not self._is_folder(name))

    def load(self, name: str) -> list[Any]:
        """[True, what torch.load makes of a file], [False, the kind of error], or [] where there is no such file.

        For a student's file only where the student's code may run anyway: never in the trusted room."""
        import torch

        path = self._path(name)
        if not os.path.isfile(path):
            return []
        try:
            return [True, torch.load(path, map_location="cpu", weights_only=True)]
        except Exception as error:
            return [False, type(error).__name__]

    def _path(self, name: str) -> str:
        path = os.path.normpath(os.path.join(self.work, name))
        if not path.startswith(self.base + os.sep):
            raise ValueError(f"{name} is outside of the room's folders")
        return path

    def _lay(self, name: str, content: bytes) -> None:
        path = os.path.join(self.work, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        os.chmod(path, 0o444)

    def _is_folder(self, name: str) -> bool:
        return os.path.isdir(os.path.join(self.work, name))

    def _remove(self, name: str) -> None:
        path = os.path.join(self.work, name)
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                os.unlink(path)

    def _look(self) -> _State:
        """Every file and folder below the working folder. Of a folder only that it is there."""
        found: _State = {}
        waiting = [""]
        while waiting and len(found) <= MOST_FILES:
            below = waiting.pop()
            try:
                with os.scandir(os.path.join(self.work, below)) as entries:
                    for entry in entries:
                        name = os.path.join(below, entry.name)
                        if entry.is_dir(follow_symlinks=False):
                            found[name] = (0, 0)
                            waiting.append(name)
                        else:
                            seen = entry.stat(follow_symlinks=False)
                            found[name] = (seen.st_size, seen.st_mtime_ns)
            except OSError:
                continue  # removed, or closed, by the program meanwhile
        return found
