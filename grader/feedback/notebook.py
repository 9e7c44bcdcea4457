"""Owns the student's notebook with the feedback in it: a Markdown cell under each graded definition, one at the top.

Nothing else of the notebook changes. Cells of ours carry `torchgrade: {"role": "feedback"}`, so that those of an
earlier grading are replaced. A script, or Markdown, or several files become a notebook of their cells.

A notebook is read by Jupyter, nbconvert, VS Code and GitHub, which differ in what they make of Markdown, HTML and
formulas. So what a stranger wrote stands in it as character references, and inside `<code>` where a `$` or a link
could still come alive on the page.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

import jinja2

from grader.feedback import markdown, templates, view, words
from grader.report import ExerciseResult, Place, Report
from grader.submission import Cell, Submission
from grader.submission.decode import decode
from grader.submission.notebook import OURS, cell_lists, is_feedback
from grader.submission.pieces import PARSE_ERRORS, tree
from grader.text import Text

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~!$<>&\"]")
_EVERY = re.compile(r"[^\w\s]|_", re.ASCII)
# Links that renderers make by themselves, and formulas, which MathJax finds in the text of a finished page.
_ALIVE = re.compile(markdown.LINK.pattern + r"|[$\\]", re.IGNORECASE)
_MAX_ID = 64

Page = tuple[Place | None, str, str]  # under which line, for which exercise, the Markdown


def annotated(report: Report, submission: Submission, lang: str) -> str:
    """The notebook as JSON text. `report` is tidied, and already what its reader may see."""
    document = _document(submission.notebook) if submission.notebook else None
    made = Text("")
    places: dict[tuple[str, int | None], list[tuple[int, int]]] = {}
    if document is None:
        document, places = _built(submission, report)
        made = words.MADE_FROM.get(submission.kind, Text("")) if submission.cells else Text("")
    _remove_old(document)
    pages: list[Page] = [(None, "", _summary(report, lang, made))]
    for exercise in report.exercises:
        if exercise.definitions:
            pages.append((exercise.definitions[0], exercise.id, _exercise(exercise, lang)))
    _insert(document, pages, places)
    return _dumped(document, submission.notebook)


# --- the document ---------------------------------------------------------------------------------------------------


def _document(data: bytes) -> dict[str, Any] | None:
    """The notebook as its JSON has it, every key kept; None where there is none (it could not be read either)."""
    try:
        document = json.loads(decode(data, "")[0], strict=False)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and cell_lists(document) else None


def _remove_old(document: dict[str, Any]) -> None:
    for cells in cell_lists(document):
        cells[:] = [cell for cell in cells if not is_feedback(cell)]


def _insert(
    document: dict[str, Any], pages: list[Page], places: dict[tuple[str, int | None], list[tuple[int, int]]]
) -> None:
    """Put each page under the cell of its line, the summary first of all."""
    lists = cell_lists(document)
    under: dict[int, list[Page]] = {}
    for page in pages:
        under.setdefault(0 if page[0] is None else _numbered(page[0], places), []).append(page)
    every = (cell.get("id") for cells in lists for cell in cells if isinstance(cell, dict))
    taken = {name for name in every if isinstance(name, str)}
    number = 0
    for first, cells in enumerate(lists):
        out = [_cell(document, page, taken) for page in under.get(0, ())] if not first else []
        for cell in cells:
            out.append(cell)
            if isinstance(cell, dict) and cell.get("cell_type") == "code":
                number += 1
                out += [_cell(document, page, taken) for page in under.get(number, ())]
        cells[:] = out


def _numbered(place: Place, places: dict[tuple[str, int | None], list[tuple[int, int]]]) -> int:
    """The code cell of the document that holds a line; 0 where none does."""
    cell, line = place.shown
    if not places:
        return cell or 0
    numbers = places.get((place.file, cell), [])
    return next((number for number, last in numbers if line <= last), numbers[-1][0] if numbers else 0)


def _cell(document: dict[str, Any], page: Page, taken: set[str]) -> dict[str, Any]:
    _, exercise, source = page
    about = {"role": "feedback"} | ({"exercise": exercise} if exercise else {})
    cell: dict[str, Any] = {"cell_type": "markdown", "metadata": {OURS: about}}
    version = tuple(n if isinstance(n := document.get(key), int) else 0 for key in ("nbformat", "nbformat_minor"))
    if version >= (4, 5):
        cell["id"] = _id(f"feedback-{exercise}" if exercise else "feedback", taken)
    return cell | {"source": source.splitlines(keepends=True)}


def _id(name: str, taken: set[str]) -> str:
    base, n = re.sub(r"[^A-Za-z0-9_-]", "-", name)[: _MAX_ID - 8], 1
    name = base
    while name in taken:
        n += 1
        name = f"{base}-{n}"
    taken.add(name)
    return name


def _dumped(document: dict[str, Any], original: bytes) -> str:
    """The JSON, laid out as the student's own was."""
    layout = re.match(rb"(?:\xef\xbb\xbf)?\{\r?\n( *)\"", original)
    indent = len(layout[1]) if layout else None if original else 1
    try:
        text = json.dumps(document, ensure_ascii=False, indent=indent)
    except RecursionError:  # an output nested beyond what json lays out, though it reads it
        text = json.dumps(document, ensure_ascii=False)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:  # half of a surrogate pair, which only an escape can hold
            text = json.dumps(document, indent=indent)
    return text + "\n"


# --- a notebook of what was none ------------------------------------------------------------------------------------


def _built(
    submission: Submission, report: Report
) -> tuple[dict[str, Any], dict[tuple[str, int | None], list[tuple[int, int]]]]:
    """A notebook of the submission's cells; and for each of them its code cells there, with the last line of each."""
    cells: list[dict[str, Any]] = []
    places: dict[tuple[str, int | None], list[tuple[int, int]]] = {}
    number, file = 0, ""
    for cell in submission.cells:
        if cell.file != file:
            file = cell.file
            cells.append(_new("markdown", f"#### {_code(file)}", len(cells)))
        if cell.kind == "markdown":
            if cell.role != "feedback":
                cells.append(_new("markdown", cell.source, len(cells)))
            continue
        wanted = [d.cell_line for e in report.exercises for d in e.definitions if (d.file, d.cell) == (file, None)]
        for last, source in _split(cell, wanted if cell.number is None else []):
            number += 1
            cells.append(_new("code", source, len(cells)))
            places.setdefault((cell.file, cell.number), []).append((number, last))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}, places


def _new(kind: str, source: str, index: int) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": f"cell-{index}", "metadata": {}, "source": source.splitlines(keepends=True)}
    return cell if kind == "markdown" else cell | {"execution_count": None, "outputs": []}


def _split(cell: Cell, wanted: list[int]) -> Iterator[tuple[int, str]]:
    """A script cut behind each graded definition, so that the feedback can stand under it: last line, text."""
    lines = cell.source.split("\n")
    try:
        body = tree(cell.source).body if wanted else []
    except PARSE_ERRORS:
        body = []
    done = 0
    for node in body:
        first, last = _lines(node)
        if any(first <= line <= last for line in wanted) and "".join(lines[last:]).strip():
            yield last, _joined(lines[done:last], done)
            done = last
    yield len(lines), _joined(lines[done:], done)


def _joined(lines: list[str], done: int) -> str:
    """The first part keeps its lines where they are, so that those that are told can be found."""
    return "\n".join(lines).strip("\n") if done else "\n".join(lines).rstrip("\n")


def _lines(node: ast.stmt) -> tuple[int, int]:
    decorators = [decorator.lineno for decorator in getattr(node, "decorator_list", ())]
    return min([node.lineno, *decorators]), node.end_lineno or node.lineno


# --- what the cells say ---------------------------------------------------------------------------------------------


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _plain(text: str) -> str:
    return _SPECIAL.sub(_reference, text)


def _code(text: str) -> str:
    """`text`, on one line, as code in which nothing is markup."""
    text = " ".join(text.split())
    return f"<code>{(_EVERY if _ALIVE.search(text) else _SPECIAL).sub(_reference, text)}</code>" if text else ""


def _fence(text: str, indent: int = 0, language: str = "") -> str:
    """`text` as a block of code, on one line of Markdown: no blank line or indent in it can end the block."""
    escaped = _EVERY.sub(_reference, text.strip("\n")).replace("\n", "&#10;")
    return f"{' ' * indent}<pre><code>{escaped}</code></pre>"


class _Templates(NamedTuple):
    summary: jinja2.Template
    exercise: jinja2.Template


@cache
def _templates() -> _Templates:
    prose = partial(markdown.prose, code=_code, plain=_plain, alive=_ALIVE)
    env = templates.environment(
        autoescape=False,
        filters={"points": view.points, "prose": prose, "fence": _fence, "code": _code},
        names={"view": view, "words": words, "Text": Text},
    )
    return _Templates(env.get_template("notebook/summary.md"), env.get_template("notebook/exercise.md"))


def _summary(report: Report, lang: str, made: Text) -> str:
    return _templates().summary.render(report=report, lang=lang, made=made).strip("\n")


def _exercise(exercise: ExerciseResult, lang: str) -> str:
    return _templates().exercise.render(exercise=exercise, lang=lang).strip("\n")
