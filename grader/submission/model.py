"""Owns the plain data of reading and slicing: Cell, Submission, Definition, Sliced, and Unreadable."""

from __future__ import annotations

from typing import Literal

import msgspec

from grader.sandbox import Program
from grader.text import Text

SubmissionKind = Literal["py", "ipynb", "zip", "folder", "md"]


class Unreadable(Exception):
    """A submission that cannot be read at all. `text` is the one sentence the student is told."""

    def __init__(self, text: Text):
        super().__init__(text.en)
        self.text = text


GIVEN = 0  # the `index` of a cell that is not the student's


class Cell(msgspec.Struct, frozen=True):
    """A piece of a submission: a notebook cell, a fenced block of Markdown, or a whole `.py` file.

    `index` counts all cells of the submission from 1. `number` counts the code cells of one notebook from 1, as a
    student does; it is None for a `.py` file, where lines need no cell. `file` is the name inside a zip or a folder.
    """

    index: int
    source: str
    kind: Literal["code", "markdown"] = "code"
    number: int | None = None
    file: str = ""
    guessed: bool = False  # an untagged Markdown block: printed output as likely as code, so it fails in silence


class Submission(msgspec.Struct, frozen=True):
    """What a student handed in, as text. Nothing of it has been executed."""

    path: str
    sha256: str
    kind: SubmissionKind
    cells: list[Cell]
    warnings: list[Text] = []
    student: str = ""


class Definition(msgspec.Struct, frozen=True):
    """Where a wanted name is defined: `line` in Program.source; `cell` and `cell_line` where the student wrote it."""

    name: str
    line: int
    cell: int | None
    cell_line: int
    file: str = ""


class Sliced(msgspec.Struct, frozen=True):
    """A program cut out of a submission, and the way back from its lines to the student's.

    `line_map` takes a line of `program.source` to (code cell, line in that cell), the cell being None in a `.py` file;
    lines that are not the student's own are not in it. `files` names the file of a line where there are several.
    `needed` has, for each found name, the (first, last) line ranges of everything that it can reach. `lost` are the
    `warnings` that tell of code that could not be read: what is missing may have stood there.
    """

    program: Program
    found: dict[str, Definition]
    missing: tuple[str, ...]
    warnings: list[Text]
    line_map: dict[int, tuple[int | None, int]]
    needed: dict[str, set[tuple[int, int]]]
    files: dict[int, str] = {}
    lost: tuple[Text, ...] = ()

    def place(self, line: int) -> Text:
        """Where the student finds `line` of the program: "line 12 of cell 3"."""
        if line not in self.line_map:
            return place(None, line)
        cell, cell_line = self.line_map[line]
        return place(cell, cell_line, self.files.get(line, ""))


def place(cell: int | None, line: int, file: str = "") -> Text:
    """A position in a submission, in words that fit inside a sentence."""
    en, zh = f"line {line}", f"第 {line} 行"
    if cell is not None:
        en, zh = f"{en} of cell {cell}", f"第 {cell} 个代码单元{zh}"
    if file:
        en, zh = f"{en} of {file}" if cell is None else f"{en} in {file}", f"{file} {zh}"
    return Text(en, zh)


def shown(name: str, limit: int = 80) -> str:
    """A file name as it may stand in a sentence: no control characters, nothing that turns text round, not endless."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    name = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    return name if len(name) <= limit else name[: limit - 1] + "…"
