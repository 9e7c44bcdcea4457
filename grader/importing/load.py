"""Owns finding out what a notebook is: its bytes to cells, and whether nbgrader or Otter made it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

from grader.importing.model import CellTest, Draft, NotImported, Part
from grader.submission import MAX_BYTES, Unreadable
from grader.submission.decode import decode
from grader.submission.notebook import read_notebook
from grader.submission.pieces import PARSE_ERRORS

_OLD_OTTER = re.compile(r"^(```\s*)?#*\s*\+?BEGIN (QUESTION|ASSIGNMENT)\b", re.MULTILINE)
_OTTER = re.compile(r"\A\s*#\s+(assignment\s+config|begin\s+(assignment|question|tests|solution))\b", re.IGNORECASE)
_FENCED = re.compile(r"^```otter\s*$", re.MULTILINE)


def load(path: Path) -> Draft:
    """Read an instructor's notebook. Executes nothing. Raises NotImported with a sentence."""
    from grader.importing import nbgrader, otter

    cells = _cells(path)
    if any(isinstance(cell.get("metadata", {}).get("nbgrader"), dict) for cell in cells):
        draft = nbgrader.read(cells, path.name)
    elif any(_is_otter(cell) for cell in cells):
        draft = otter.read(cells, path.name)
    elif any(cell["cell_type"] != "code" and _OLD_OTTER.search(cell["source"]) for cell in cells):
        raise NotImported(
            f"{path.name} has the form of Otter's versions before 3, which kept questions in fenced Markdown. "
            "Bring it to the form with raw cells (`# BEGIN QUESTION`) and import it again."
        )
    else:
        raise NotImported(
            f"{path.name} is neither an nbgrader source notebook (no cell has nbgrader metadata) nor an Otter master "
            "notebook (no raw cell begins with `# ASSIGNMENT CONFIG` or `# BEGIN QUESTION`)."
        )
    if not draft.tests:
        why = "".join(f" {entry.said[:1].upper()}{entry.said[1:]}." for entry in draft.left)
        raise NotImported(
            f"{path.name} has no test cell that could be carried over, so there is nothing to import.{why}"
        )
    for item in draft.items:
        _refuse_broken(item, path.name)
    return draft


def _is_otter(cell: dict[str, Any]) -> bool:
    if cell["cell_type"] == "raw":
        return _OTTER.match(cell["source"]) is not None
    return cell["cell_type"] == "markdown" and _FENCED.search(cell["source"]) is not None


def _cells(path: Path) -> list[dict[str, Any]]:
    """The notebook's cells as nbformat 4 has them, sources and outputs joined to strings."""
    if not path.is_file():
        raise NotImported(f"{path}: there is no such file." if not path.exists() else f"{path} is not a file.")
    if path.suffix != ".ipynb":
        raise NotImported(f"{path.name} is not a notebook: an .ipynb file is needed.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotImported(f"{path.name} cannot be read ({error.strerror or error}).") from None
    if len(data) > MAX_BYTES:
        raise NotImported(f"{path.name} is larger than {MAX_BYTES >> 20} MB: clear its outputs and import it again.")
    try:
        read_notebook(data, path.name)  # for its refusals, which are sentences
        document = json.loads(decode(data, path.name)[0], strict=False)
    except Unreadable as error:
        raise NotImported(error.text.en) from None
    import nbformat

    language = document.get("metadata", {}).get("kernelspec", {}).get("language", "python")
    if str(language).lower() not in ("python", "ipython", "python3"):
        raise NotImported(f"{path.name} is a notebook in {language}; only Python can be imported.")
    try:
        major = nbformat.reader.reads(json.dumps(document)).get("nbformat", 4)
        if major != 4:
            document = dict(nbformat.convert(nbformat.reader.reads(json.dumps(document)), 4))
    except Exception as error:  # whatever an invalid notebook makes of nbformat's readers
        raise NotImported(f"{path.name} is not a valid notebook: {error}") from None
    found = [cell for cell in document.get("cells", []) if isinstance(cell, dict) and "cell_type" in cell]
    return [{"metadata": {}, **cell, "source": joined(cell.get("source", ""))} for cell in found]


def joined(text: Any) -> str:
    """A notebook's text, which is a string or a list of lines."""
    return "".join(text) if isinstance(text, list) else str(text)


def _refuse_broken(item: Part | CellTest, file: str) -> None:
    from grader.submission.magics import plain

    if isinstance(item, Part) and not item.marked:
        return  # an instructor's own cell may hold shell lines; what cannot be read of it is missed where it is needed
    try:
        ast.parse(item.source)
    except PARSE_ERRORS as error:
        try:
            ast.parse(plain(item.source) or "")
        except PARSE_ERRORS:
            line = getattr(error, "lineno", None)
            at = f", line {line}" if line else ""
            raise NotImported(f"{file}: cell {item.number}{at} is not valid Python: {error}.") from None
