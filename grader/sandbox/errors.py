"""Owns what can go wrong in the student's room, as the trusted room sees it.

Only the standard library is imported here: readers, renderers and the command line use these types without torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NO_NETWORK = "there is no network while code is graded; the files of the exercise are in data/"
VerdictKind = Literal["timeout", "crashed", "out of memory", "killed", "protocol"]


@dataclass(frozen=True)
class Frame:
    """A line of the student's own program on the way to an error. `line` counts in `Program.source`, from 1."""

    line: int
    function: str
    text: str


@dataclass(frozen=True)
class Verdict:
    """Why a room is no more: what ended it, and a detail for the instructor (a signal, a limit)."""

    kind: VerdictKind
    detail: str = ""


class Missing(AttributeError):
    """The submission does not define `name`."""

    def __init__(self, name: str):
        super().__init__(f"{name} is not defined")
        self.name = name


class StudentError(Exception):
    """The student's code raised. What is caught is also an instance of the builtin type that was raised, so
    `pytest.raises(ValueError)` reads as if the call were local."""

    type_name: str = "Exception"
    message: str = ""
    frames: tuple[Frame, ...] = ()


class Forbidden(StudentError):
    """The student's code ran an operation that the exercise forbids."""

    operation: str = ""


class LoadError(Exception):
    """The program raised while it was loaded."""

    def __init__(self, error: StudentError):
        super().__init__(f"{error.type_name}: {error.message}")
        self.error = error

    def at(self, path: object) -> str:
        """`path` with the line on which it happened, where that is known."""
        return f"{path}:{self.error.frames[-1].line}" if self.error.frames else str(path)


class RoomDied(Exception):
    """The room ended before it answered."""

    def __init__(self, verdict: Verdict):
        super().__init__(f"{verdict.kind} {verdict.detail}".strip())
        self.verdict = verdict


class Inconclusive(Exception):
    """A simulated device cannot follow the code (it needs the values), so nothing can be said."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason
