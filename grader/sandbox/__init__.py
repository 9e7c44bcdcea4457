"""The seam between judging and running: a `Sandbox` opens a `Program` in a `Room`.

`TwoRooms` (grader.sandbox.host) is the real one; `InProcess` (grader.sandbox.inprocess) runs in this very process and
is never called isolated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, Protocol

import msgspec

# What an assignment may ask to have imported before its rooms are forked (see `libraries`).
LIBRARIES = ("matplotlib", "pandas", "torchvision")
CANVAS = "module://grader.sandbox.canvas"  # what matplotlib draws on in a room


# The device on which a test without values takes place; "" for a test with values.
Simulated = Literal["", "cpu", "cuda"]


class Program(msgspec.Struct, frozen=True):
    """What runs in a room: one plain Python module, and the `libraries` that are there without an import's cost;
    `data` are files that it finds in its folder data/.

    `values` are those of its `names` that are answers, not functions; where there are any, a statement that raises
    costs the names that need it and not the whole program."""

    source: str
    filename: str = "submission.py"
    names: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    data: tuple[tuple[str, bytes], ...] = ()
    values: tuple[str, ...] = ()


class Limits(msgspec.Struct, frozen=True):
    """How much one submission may take: seconds of wall clock for the import, each call and all; memory in MiB."""

    import_s: float = 20.0
    call_s: float = 10.0
    total_s: float = 120.0
    memory_mb: int = 4096


class Isolation(msgspec.Struct, frozen=True):
    """Which walls stood. `walls` maps each wall to "up" or to the reason it is not."""

    level: Literal["full", "partial", "none"]
    walls: dict[str, str] = {}


NOTHING_LENT: Mapping[str, Any] = MappingProxyType({})


class Room(Protocol):
    """One loaded submission. It lives for several tests; `begin` and `end` stand around each."""

    def begin(self, seed: int, *, simulate: Simulated = "", forbid: Sequence[str] = ()) -> None:
        """Set the random state, torch's global state and the bans for the next test."""

    def get(self, name: str) -> Any:
        """The function, class or value that the program calls `name`. Raises Missing, or LoadError for a value that
        could not be worked out."""

    def printed(self) -> str:
        """What the last call printed, capped."""

    def service(self, name: str, *args: Any) -> Any:
        """What the room itself does or tells (see `services`). Raises StudentError, RoomDied."""

    def pristine(self, value: Any) -> Any:
        """`value` with every tensor, array and list as the student's code first received it."""

    def end(self) -> None:
        """Close generators and drop what the test held."""

    def close(self) -> None:
        """End the room."""


class Sandbox(Protocol):
    """Opens rooms."""

    @property
    def isolation(self) -> Isolation:
        """Which walls stand around a room."""

    @property
    def lost(self) -> int:
        """How many rooms have ended because the sandbox did: killed from outside, whatever the program was doing."""

    def open(self, program: Program, limits: Limits, lent: Mapping[str, Any] = NOTHING_LENT) -> Room:
        """Load `program`, which finds the functions and classes `lent` among its names; they stay in this process.
        Raises LoadError when it raises, RoomDied when it takes the room down."""

    def close(self) -> None:
        """End everything that was started."""
