"""Owns noticing that a file was saved, whatever an editor does: writes in place, renames, deletes for a moment.

By looking, some times a second: a look costs microseconds, and works where notices from the kernel do not (network
file systems, containers, Windows folders under WSL).
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from grader.submission.archive import is_candidate

LOOK_S = 0.2
_SETTLED_S = 0.1  # without a change: an editor that writes in pieces is done
_MISSING_S = 2.0  # an editor that saves by renaming is done long before
_MOST_FILES = 2000

Look = tuple[tuple[str, int, int, int], ...]


class Saves:
    """The saves of one file, or of the files of a submission in one folder."""

    def __init__(self, path: Path):
        self.path = path
        self._seen = look(path)

    def wait(self, missing: Callable[[], None] = lambda: None, sleep: Callable[[float], None] = time.sleep) -> None:
        """Return once something was saved since the last return, and is whole. `missing` is called when there is
        nothing any more, and an editor would long have put it back."""
        gone_since: float | None = None
        told = False
        while True:
            now = look(self.path)
            if now and now != self._seen:
                self._seen = self._settled(now, sleep)
                if self._seen:
                    return
            gone_since = None if now else gone_since or time.monotonic()
            if gone_since and not told and time.monotonic() - gone_since > _MISSING_S:
                told = True
                missing()
            sleep(LOOK_S)

    def _settled(self, first: Look, sleep: Callable[[float], None]) -> Look:
        while True:
            sleep(_SETTLED_S)
            now = look(self.path)
            if now == first:
                return now
            first = now


def look(path: Path) -> Look:
    """What tells one state of the files from another; empty where there is nothing."""
    found: list[tuple[str, int, int, int]] = []
    try:
        if path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in files:
                    inner = Path(folder, name)
                    if is_candidate(inner.relative_to(path).as_posix()) and len(found) < _MOST_FILES:
                        found.append(_state(inner))
        else:
            found.append(_state(path))
    except OSError:
        return ()
    return tuple(sorted(found))


def _state(path: Path) -> tuple[str, int, int, int]:
    state = path.stat()
    return str(path), state.st_mtime_ns, state.st_size, state.st_ino
