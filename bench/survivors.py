"""Owns `survivors.toml`: which mutants of an assignment no test has to catch, and why; written by the author.

    [[survivor]]
    where = "softmax"
    was = "return e / e.sum(dim=1, keepdim=True)"
    becomes = "return e / e.sum(dim=+1, keepdim=True)"
    kind = "equivalent"
    reason = "..."

`where`, `was` and `becomes` are what `python -m bench.mutation --survivors` prints. There are no line numbers in it, so
an entry stays good until its line changes; then it is stale, and told.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from grader.course import SURVIVORS, Assignment
from grader.settings import CourseError, convert, read_toml

Kind = Literal["equivalent", "accepted"]


class Survivor(msgspec.Struct, forbid_unknown_fields=True):
    """One entry."""

    where: Annotated[str, msgspec.Meta(min_length=1, description="the function, as `Net.forward`")]
    was: Annotated[str, msgspec.Meta(min_length=1, description="the line as it stands, in single spaces")]
    becomes: Annotated[str, msgspec.Meta(description="the line as the mutant has it, in single spaces")]
    reason: Annotated[str, msgspec.Meta(min_length=10, description="a sentence")]
    kind: Annotated[
        Kind,
        msgspec.Meta(
            description='"equivalent" (it does what the reference does, and counts for nothing) or "accepted" (it does '
            "something else that the statement leaves open, and counts as survived)"
        ),
    ] = "equivalent"

    @property
    def key(self) -> tuple[str, str, str]:
        """As Mutant.key."""
        return self.where, _single(self.was), _single(self.becomes)


def survivors(assignment: Assignment) -> dict[tuple[str, str, str], Survivor]:
    """The entries of the assignment's file, none where there is no file. Raises CourseError."""
    path = assignment.folder / SURVIVORS
    try:
        table = read_toml(path)
    except FileNotFoundError:
        return {}
    for key in table.keys() - {"survivor"}:
        raise CourseError(path, key, "unknown key", "Allowed: [[survivor]] entries.")
    entries = table.get("survivor", [])
    if not isinstance(entries, list):
        raise CourseError(path, "survivor", "found one table", "Write [[survivor]], with two brackets.")
    found: dict[tuple[str, str, str], Survivor] = {}
    for number, entry in enumerate(entries, 1):
        survivor = convert(path, f"survivor {number}", entry, Survivor)
        if survivor.key in found:
            raise CourseError(path, f"survivor {number}", "stands twice", "Leave one of the two out.")
        found[survivor.key] = survivor
    return found


def _single(line: str) -> str:
    return " ".join(line.split())
