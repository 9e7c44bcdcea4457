"""Owns nbgrader's source notebooks: what each cell is, by its metadata (schema versions 1 to 3) and its markers."""

from __future__ import annotations

import re
from typing import Any

from grader.importing.model import CellTest, Draft, Left, NotImported, Part
from grader.importing.prose import first_heading, images, last_heading

_SCHEMA = 3
_AUTOTEST = re.compile(r"^\s*#+\s*(HASHED )?AUTOTEST\b", re.MULTILINE)
_RELEASED = re.compile(r"#\s*YOUR CODE HERE\s*\n\s*raise NotImplementedError")


def read(cells: list[dict[str, Any]], file: str) -> Draft:
    """The notebook as a draft. Raises NotImported for one that nbgrader would refuse, or that is a released copy."""
    draft = Draft("nbgrader", file)
    heading = ""
    for number, cell in enumerate(cells, 1):
        meta = _metadata(cell, number, file)
        where, source = f"cell {number}", cell["source"]
        label = str(meta.get("grade_id", ""))
        if label:
            where += f" ({label})"
        if cell["cell_type"] != "code":
            if meta.get("task") or meta.get("grade") or meta.get("solution"):
                kind = "a task" if meta.get("task") else "a written answer"
                draft.left.append(Left(where, f"{kind}, which is marked by hand", _points(meta, number, file)))
            elif cell["cell_type"] == "markdown":
                draft.statement.append(source)
                draft.left += [Left(where, what) for what in images(source)]
                heading = last_heading(source) or heading
            continue
        source, solution = _regions(source, "SOLUTION", where, file)
        source, hidden = _regions(source, "HIDDEN TESTS", where, file)
        if meta.get("solution"):
            if meta.get("grade"):
                draft.left.append(Left(where, "code that is marked by hand", _points(meta, number, file)))
            if not solution and _RELEASED.search(source):
                raise NotImported(
                    f"{file} is a copy that students get: the solution of {where} is `raise NotImplementedError()`. "
                    "Import the notebook in nbgrader's folder source/."
                )
            everything = frozenset(range(1, source.count("\n") + 2))
            draft.items.append(Part(number, source, solution or everything, label, heading))
        elif meta.get("grade"):
            points = _points(meta, number, file)
            if _AUTOTEST.search(source):
                what = "tests that nbgrader generates from the solution (AUTOTEST); write them out and import again"
                draft.left.append(Left(where, what, points))
            else:
                draft.items.append(CellTest(number, label, source, points, hidden, valued=True))
        else:
            draft.items.append(Part(number, source, heading=heading))
    draft.title = first_heading(draft.statement)
    return draft


def _metadata(cell: dict[str, Any], number: int, file: str) -> dict[str, Any]:
    meta = cell["metadata"].get("nbgrader") if isinstance(cell["metadata"], dict) else None
    if not isinstance(meta, dict):
        return {}
    version = meta.get("schema_version", 1)
    if not isinstance(version, int) or version > _SCHEMA:
        raise NotImported(
            f"{file}: cell {number} has nbgrader metadata of schema version {version!r}; 1 to {_SCHEMA} are known."
        )
    return meta


def _points(meta: dict[str, Any], number: int, file: str) -> float:
    """Version 1 wrote points as strings, and left them out where they were 0."""
    found = meta.get("points") or 0
    try:
        points = float(found)
    except (TypeError, ValueError):
        points = -1.0
    if not 0 <= points < float("inf"):
        raise NotImported(f"{file}: cell {number} has {found!r} points; a number from 0 up is needed.")
    return points


def _regions(source: str, what: str, where: str, file: str) -> tuple[str, frozenset[int]]:
    """The source without the lines that mark regions of `what`, and the lines (of what is left) inside of them."""
    kept: list[str] = []
    inside: set[int] = set()
    begun = False
    for line in source.split("\n"):
        if f"BEGIN {what}" in line or f"END {what}" in line:
            if begun == (f"BEGIN {what}" in line):
                raise NotImported(f"{file}: {where} has BEGIN {what} and END {what} that do not pair up.")
            begun = not begun
            continue
        kept.append(line)
        if begun:
            inside.add(len(kept))
    if begun:
        raise NotImported(f"{file}: {where} has BEGIN {what} without END {what}.")
    return "\n".join(kept), frozenset(inside)
