"""Owns the plain data between an instructor's notebook and an assignment's files."""

from __future__ import annotations

from typing import Literal

import msgspec

Origin = Literal["nbgrader", "Otter"]


class NotImported(Exception):
    """A notebook that cannot be imported at all: what was found, and what to do."""


class Part(msgspec.Struct, frozen=True):
    """A code cell that is no test. `marked` are the lines (from 1) that a student writes; in a cell of the instructor's
    own there are none. `label` is nbgrader's grade_id or Otter's question; `heading` the last one above the cell."""

    number: int  # of the cell, all cells counted from 1
    source: str
    marked: frozenset[int] = frozenset()
    label: str = ""
    heading: str = ""


class CellTest(msgspec.Struct, frozen=True):
    """A test cell. `hidden` are the lines that students do not see. `expects` is what the cell must show, where that
    is how it is judged (Otter's doctests); None where it is judged by whether it raises."""

    number: int
    label: str
    source: str
    points: float
    hidden: frozenset[int] = frozenset()
    expects: str | None = None
    prints: bool = False  # something of it was printed
    group: str = ""  # Otter's question
    whole: bool = False  # the group is worth all of its points or none
    hint: str = ""
    valued: bool = False  # a number that it shows last is the mark (nbgrader's partial credit)


class Left(msgspec.Struct, frozen=True):
    """Something that could not be carried over: where it stands, what and why, and the points that go with it."""

    where: str
    what: str
    points: float = 0.0

    @property
    def said(self) -> str:
        """As one line."""
        worth = f" ({self.points:g} {'point' if self.points == 1 else 'points'})" if self.points else ""
        return f"{self.where}: {self.what}{worth}"


class Draft(msgspec.Struct):
    """A notebook as it was read, in the order of its cells."""

    origin: Origin
    file: str
    title: str = ""
    statement: list[str] = []
    items: list[Part | CellTest] = []
    left: list[Left] = []

    @property
    def parts(self) -> list[Part]:
        return [item for item in self.items if isinstance(item, Part)]

    @property
    def tests(self) -> list[CellTest]:
        return [item for item in self.items if isinstance(item, CellTest)]
