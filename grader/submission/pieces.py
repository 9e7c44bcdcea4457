"""Owns cells to syntax trees: what parses as it stands, what does without magics, and what can be saved of the rest."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

from grader.submission.magics import plain
from grader.submission.model import Cell, place
from grader.text import Text

MAX_SOURCE = 500_000  # characters of code; beyond it parsing alone would take seconds
PARSE_ERRORS = (SyntaxError, ValueError, MemoryError, RecursionError)
_CONTINUES = re.compile(r"(?:else|elif|except|finally)\b|[)\]}]")


class Piece:
    """A cell, or a part of one, that parses: `shift` is added to its line numbers to have those of the cell."""

    __slots__ = ("cell", "lines", "shift")

    def __init__(self, cell: Cell, lines: list[str], shift: int):
        self.cell, self.lines, self.shift = cell, lines, shift


def pieces(cells: Iterable[Cell], notes: list[Text]) -> Iterator[tuple[Piece, list[ast.stmt]]]:
    """The code cells, or the parts of them, that parse; `notes` receives a warning for each that does not."""
    room = MAX_SOURCE
    for cell in cells:
        if cell.kind != "code" or not cell.source or cell.source.isspace():
            continue
        if len(cell.source) > room:
            if room >= 0:
                notes.append(_too_long(cell))
            room = -1  # nothing after it either: half a program would be graded as if it were the whole
            continue
        room -= len(cell.source)
        yield from _pieces(cell, notes)


def tree(source: str) -> ast.Module:
    """ast.parse in silence: a student's "\\d" must not put a SyntaxWarning on our terminal. Raises PARSE_ERRORS."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)


def _pieces(cell: Cell, notes: list[Text]) -> Iterator[tuple[Piece, list[ast.stmt]]]:
    source: str | None = cell.source
    try:
        yield Piece(cell, cell.source.split("\n"), 0), tree(cell.source).body
        return
    except PARSE_ERRORS:
        source = plain(cell.source)
    if source is None:
        return  # %%bash and the like: not Python, and nobody expects it to be
    try:
        yield Piece(cell, source.split("\n"), 0), tree(source).body
        return
    except PARSE_ERRORS as error:
        problem = _problem(cell, error)
    if cell.number is not None and not _salvaged(cell):
        notes.append(problem)
        return
    found = False
    for first, block in _blocks(source):
        try:
            body = tree(block).body
        except PARSE_ERRORS:
            continue
        if body:
            found = True
            yield Piece(cell, block.split("\n"), first), body
    if not cell.guessed:
        notes.append(problem if not found else _partly(problem))


def _salvaged(cell: Cell) -> bool:
    """A notebook cell with an error never ran; a block of Markdown may have its output pasted under it."""
    return cell.guessed or bool(cell.first_line)


def _blocks(source: str) -> Iterator[tuple[int, str]]:
    """The parts of a source that start at the left margin, with the number of lines before each."""
    block: list[str] = []
    first = 0
    decorated = False
    for number, line in enumerate(source.split("\n")):
        starts = line[:1].strip() and not line.startswith("#") and not _CONTINUES.match(line)
        if starts and not decorated:
            if block:
                yield first, "\n".join(block)
            block, first = [], number
        if starts:
            decorated = line.startswith("@")
        block.append(line)
    if block:
        yield first, "\n".join(block)


def _problem(cell: Cell, error: BaseException) -> Text:
    line = getattr(error, "lineno", None)
    where = place(cell.spot(line or 1))
    if not isinstance(error, SyntaxError):
        return Text(
            f"The code at {where.en} cannot be read as Python and was left out.",
            f"{where.zh}的代码无法作为 Python 读取，已略过。",
        )
    reason = error.msg if len(error.msg) <= 120 else error.msg[:119] + "…"
    what = ("The rest of the file", "该文件") if cell.number is None else ("The cell", "该单元格")
    return Text(
        f"There is a syntax error at {where.en} ({reason}). {what[0]} was left out.",
        f"{where.zh}有语法错误（{reason}），{what[1]}已略过。",
    )


def _partly(problem: Text) -> Text:
    en = problem.en.replace("The rest of the file was left out.", "Only the parts that can be read were graded.")
    zh = problem.zh.replace("该文件已略过", "只评阅了能读取的部分")
    return Text(
        en.replace("The cell was left out.", "Only the parts that can be read were graded."),
        zh.replace("该单元格已略过", "只评阅了能读取的部分"),
    )


def _too_long(cell: Cell) -> Text:
    where = place(cell.spot(1))
    return Text(
        f"The code from {where.en} on is too long to be graded and was left out.",
        f"从{where.zh}开始的代码过长，无法评阅，已略过。",
    )
