"""Owns the plain data of reading and slicing: Cell, Spot, Submission, Definition, Sliced, and Unreadable."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from grader.sandbox import Program
from grader.text import Text

SubmissionKind = Literal["py", "ipynb", "zip", "folder", "md", "session"]


class Unreadable(Exception):
    """A submission that cannot be read at all. `text` is the one sentence the student is told."""

    def __init__(self, text: Text):
        super().__init__(text.en)
        self.text = text


GIVEN = 0  # the `index` of a cell that is not the student's


class Spot(NamedTuple):
    """A line of a submission as the student finds it.

    `cell` counts the code cells of a file from 1; None in a `.py` file without cells, where `line` counts in the file.
    `file` is the name inside a zip or a folder, where several were read. `file_line` is the line in the file, for a
    cell of a text file (a script with cells, Markdown); else 0.
    """

    cell: int | None
    line: int
    file: str = ""
    file_line: int = 0


class Cell(msgspec.Struct, frozen=True):
    """A piece of a submission: a notebook cell, a cell of a script or of Markdown, or a whole `.py` file.

    `index` counts all cells of the submission from 1. `number` counts the code cells of one file from 1, as a
    student does; it is None for a `.py` file without cells. `file` is the name inside a zip or a folder. `first_line`
    is where the cell begins in a text file; 0 in a notebook. `role` is what our release says of a cell ("check").
    """

    index: int
    source: str
    kind: Literal["code", "markdown"] = "code"
    number: int | None = None
    file: str = ""
    guessed: bool = False  # an untagged Markdown block: printed output as likely as code, so it fails in silence
    first_line: int = 0
    role: str = ""

    def spot(self, line: int) -> Spot:
        """Line `line` of this cell, from 1."""
        return Spot(self.number, line, self.file, self.first_line + line - 1 if self.first_line and self.number else 0)


class Release(msgspec.Struct, frozen=True):
    """What the metadata of a notebook of ours says: which assignment it was made for, and from which version of it."""

    assignment: str
    version: str = ""


class Submission(msgspec.Struct, frozen=True):
    """What a student handed in, as text. Nothing of it has been executed.

    `notebook` has the bytes of the notebook, where it is one: feedback may be written into it.
    """

    path: str
    sha256: str
    kind: SubmissionKind
    cells: list[Cell]
    warnings: list[Text] = []
    student: str = ""
    release: Release | None = None
    notebook: bytes = b""


class Definition(msgspec.Struct, frozen=True):
    """Where a wanted name is defined: `line` in Program.source, `at` where the student wrote it."""

    name: str
    line: int
    at: Spot


class Sliced(msgspec.Struct, frozen=True):
    """A program cut out of a submission, and the way back from its lines to the student's.

    `line_map` takes a line of `program.source` to the student's; lines that are not the student's are not in it.
    `needed` has, for each found name, the (first, last) line ranges of everything that it can reach, and `uses` the
    names that all this reads, whether they are defined or not. `lost` are the
    `warnings` that tell of code that could not be read: what is missing may have stood there.
    """

    program: Program
    found: dict[str, Definition]
    missing: tuple[str, ...]
    warnings: list[Text]
    line_map: dict[int, Spot]
    needed: dict[str, set[tuple[int, int]]]
    uses: dict[str, set[str]] = {}
    lost: tuple[Text, ...] = ()
    astray: dict[str, Text] = {}

    def place(self, line: int) -> Text:
        """Where the student finds `line` of the program: "line 12 of cell 3"."""
        return place(self.line_map.get(line, Spot(None, line)))


def place(spot: Spot) -> Text:
    """A position in a submission, in words that fit inside a sentence."""
    en, zh = f"line {spot.line}", f"第 {spot.line} 行"
    if spot.cell is not None:
        en, zh = f"{en} of cell {spot.cell}", f"第 {spot.cell} 个单元格{zh}"
    if spot.file:
        en, zh = f"{en} of {spot.file}" if spot.cell is None else f"{en} in {spot.file}", f"{spot.file} {zh}"
    if spot.file_line:
        en, zh = f"{en} (line {spot.file_line} of the file)", f"{zh}（文件第 {spot.file_line} 行）"
    return Text(en, zh)


def shown(name: str, limit: int = 80) -> str:
    """A file name as it may stand in a sentence: no control characters, nothing that turns text round, not endless."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return name if len(name) <= limit else name[: limit - 1] + "…"
