"""Owns the process that checks for a notebook, as its kernel sees it: started, asked, started anew when it died.

It holds torch, the tests and the sandbox, so that the kernel holds none of them. It ends when the kernel does: its
input is a pipe of the kernel's. It has a session of its own, so that interrupting the kernel does not reach it.
Imported into the kernel, so it needs the standard library alone.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ENGINE = str(Path(__file__).resolve().parents[2])
_BOOT = (
    "import sys; engine = sys.argv[1]; engine in sys.path or sys.path.insert(0, engine); "
    "from grader.loop.serving import main; main()"
)
_BEAT_S = 0.25  # between two looks at the clock while an answer is awaited
_STARTS = 2
_MOST_SAID = 2000

State = str  # "loading" | "checking"


class AttendantDied(Exception):
    """The process ends whenever it is asked. The message is the last thing that it said."""


class Attendant:
    """The background process of one kernel. `folder` is where the course is looked for from."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._said: Any = None  # its standard error
        self._answers = b""
        self._asked = 0

    @property
    def pid(self) -> int | None:
        """Of the process, where one runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start the process unless it runs: it begins at once to load what a check needs."""
        if self.pid is not None:
            return
        self.close()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (open as long as the process)
        self._answers = b""
        folder = self.folder if self.folder.is_dir() else Path.home()
        self._process = subprocess.Popen(
            # -P: nothing in the student's folder is imported by its name
            [sys.executable, "-P", "-c", _BOOT, ENGINE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            cwd=folder,
            start_new_session=True,
        )

    def ask(self, request: dict[str, Any], waiting: Callable[[State, float], None]) -> dict[str, Any]:
        """The answer to `request`. `waiting` is called while there is none, with what goes on and the seconds so far.

        An exception out of `waiting`, or KeyboardInterrupt, gives the request up. Raises AttendantDied.
        """
        words = ""
        for _ in range(_STARTS):
            self.start()
            try:
                return self._ask(request, waiting)
            except (BrokenPipeError, EOFError):
                words = self._last_words()
                self.close()
            except BaseException:
                self._give_up()
                raise
        raise AttendantDied(words)

    def close(self) -> None:
        """End the process, if there is one, without waiting for what it does."""
        process, self._process = self._process, None
        if process is not None:
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        pass
            try:
                process.wait(0.5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._said is not None:
            self._said.close()
            self._said = None

    def _ask(self, request: dict[str, Any], waiting: Callable[[State, float], None]) -> dict[str, Any]:
        begun, state = time.monotonic(), "loading"
        self._asked += 1
        self._send({**request, "id": self._asked})
        while True:
            message = self._receive(_BEAT_S)
            if message is None:
                waiting(state, time.monotonic() - begun)
            elif message.get("id") == self._asked:  # else: to a request that was given up
                if "state" not in message:
                    return message
                state = message["state"]

    def _give_up(self) -> None:
        try:
            self._send({"stop": self._asked})
        except OSError:
            pass

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(message).encode() + b"\n")
        self._process.stdin.flush()

    def _receive(self, patience_s: float) -> dict[str, Any] | None:
        """The next message, None if there is none yet. Raises EOFError when the process has ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        until = time.monotonic() + patience_s
        fd = self._process.stdout.fileno()
        while b"\n" not in self._answers:
            if not select.select([fd], [], [], max(0.0, until - time.monotonic()))[0]:
                return None
            piece = os.read(fd, 1 << 16)
            if not piece:
                raise EOFError
            self._answers += piece
        line, _, self._answers = self._answers.partition(b"\n")
        found: dict[str, Any] = json.loads(line)
        return found

    def _last_words(self) -> str:
        if self._said is None:
            return ""
        self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, self._said.tell() - _MOST_SAID))
        lines = self._said.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""
