"""A grader of its own whose zygote is a fork of it, as in `torchgrade check`, and its end in a test's process.

The fork must come from a process in which no suite is, so it cannot come from pytest's.
"""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from grader.sandbox import Isolation
from grader.sandbox.two_rooms import TwoRooms

REPOSITORY = Path(__file__).resolve().parents[2]


class Forked:
    """As much of a TwoRooms as most attacks need: rooms that answer `ask`."""

    def __init__(self, environment: dict[str, str]):
        self._grader = subprocess.Popen(
            [sys.executable, "-m", "tests.threats.forked"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env=environment,
        )
        forked, pid, level, walls = self._answer()
        assert forked
        self._process = SimpleNamespace(pid=pid)
        self.isolation = Isolation(level, walls)

    def ask(self, code: str, args: tuple[Any, ...], limits: Any) -> Any:
        """See `harness.ask`."""
        assert self._grader.stdin is not None
        self._grader.stdin.write(repr((code, args, limits.call_s)) + "\n")
        self._grader.stdin.flush()
        raised, answer = self._answer()
        if raised:
            raise getattr(builtins, raised)(answer)
        return answer

    def _answer(self) -> Any:
        assert self._grader.stdout is not None
        return ast.literal_eval(self._grader.stdout.readline())

    def close(self) -> None:
        """End it."""
        assert self._grader.stdin is not None
        self._grader.stdin.close()
        assert self._grader.wait(20) == 0


def main() -> None:
    """Answer line by line, until there are no more."""
    with TwoRooms(bubblewrap=False, fork=True) as rooms:
        from msgspec.structs import replace

        from tests.threats.harness import LIMITS, ask

        isolation = rooms.isolation
        print(repr((rooms.forked, rooms._process.pid, isolation.level, isolation.walls)), flush=True)
        for line in sys.stdin:
            code, args, call_s = ast.literal_eval(line)
            try:
                answer = "", ask(rooms, code, *args, limits=replace(LIMITS, call_s=call_s))
            except Exception as error:
                kind = next(base for base in type(error).__mro__ if base.__module__ == "builtins")
                answer = kind.__name__, str(error)
            print(repr(answer), flush=True)


if __name__ == "__main__":
    main()
