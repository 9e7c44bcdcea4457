"""Owns notebooks: `.ipynb` bytes to cells, with nbformat, and past nbformat where a notebook is not quite valid."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from grader.submission.decode import clean, decode
from grader.submission.model import Cell, Release, Unreadable, shown
from grader.text import Text

_KEPT = ("cell_type", "source", "input", "language", "level", "id")
OURS = "torchgrade"  # the key of our metadata, in a notebook and in its cells


def read_notebook(data: bytes, name: str) -> tuple[list[Cell], list[Text], Release | None]:
    """The cells of a notebook in order, warnings, and what our release says of it. Raises Unreadable."""
    text, warnings = decode(data, name)
    name = shown(name)
    document = _load(text, name)
    document = _modern(document)
    cells = list(_cells(_raw_cells(document)))
    language = _language(document)
    if language and not language.lower().startswith(("python", "ipython")):
        warnings.append(
            Text(
                f"{name} says that it is a {shown(language, 30)} notebook; only Python can be graded.",
                f"{name} 标明是 {shown(language, 30)} notebook；只能评阅 Python。",
            )
        )
    if not any(cell.kind == "code" and cell.source.strip() for cell in cells):
        warnings.append(Text(f"{name} has no code in it.", f"{name} 中没有代码。"))
    return cells, warnings, _release(document)


def _load(text: str, name: str) -> dict[str, Any]:
    """The notebook's JSON without its outputs, which may be nearly all of it and are never needed."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html")):
        raise Unreadable(
            Text(
                f"{name} is a web page, not a notebook: download the notebook itself (on GitHub, with the Raw button).",
                f"{name} 是网页，不是 notebook：请下载 notebook 文件本身（在 GitHub 上点击 Raw 按钮）。",
            )
        )
    try:
        document = json.loads(text, strict=False)
    except RecursionError:
        raise Unreadable(
            Text(
                f"{name} is nested too deeply to be a notebook.",
                f"{name} 嵌套过深，不是有效的 notebook。",
            )
        ) from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        cut = isinstance(error, json.JSONDecodeError) and (error.pos >= len(text.rstrip()) or "Untermin" in error.msg)
        if cut:
            raise Unreadable(
                Text(
                    f"{name} is cut off at line {line}: it was not saved or uploaded whole. "
                    "Save it again and hand it in once more.",
                    f"{name} 在第 {line} 行中断：保存或上传不完整。请重新保存后再次提交。",
                )
            ) from None
        raise Unreadable(
            Text(
                f"{name} is not a valid notebook: its JSON is broken at line {line}. Open it in Jupyter, "
                "save it and hand it in once more.",
                f"{name} 不是有效的 notebook：JSON 在第 {line} 行有错误。请在 Jupyter 中打开并保存后再次提交。",
            )
        ) from None
    if not isinstance(document, dict) or not (isinstance(document.get("cells"), list) or _worksheets(document)):
        raise Unreadable(
            Text(f"{name} is not a notebook: it has no list of cells.", f"{name} 不是 notebook：其中没有单元列表。")
        )
    return _trimmed(document)


def _trimmed(document: dict[str, Any]) -> dict[str, Any]:
    """Of a notebook only what is read of it: outputs and attachments may be nearly all of the file."""
    cells = []
    for cell in _raw_cells(document):
        if isinstance(cell, dict):
            kept = {key: cell[key] for key in _KEPT if isinstance(cell.get(key), (str, list, int))}
            kept["metadata"] = {OURS: {"role": role}} if (role := _role(cell)) else {}
            code: dict[str, Any] = {"outputs": [], "execution_count": None} if cell.get("cell_type") == "code" else {}
            cells.append({**kept, **code})
    head = {key: document[key] for key in ("nbformat", "nbformat_minor") if isinstance(document.get(key), int)}
    ours = {key: _ours(document, key) for key in ("assignment", "version")}
    metadata = {"language_info": {"name": _language(document)}, OURS: ours}
    if isinstance(document.get("cells"), list):
        return {**head, "metadata": metadata, "cells": cells}
    return {**head, "metadata": metadata, "worksheets": [{"metadata": {}, "cells": cells}]}


def _role(cell: dict[str, Any]) -> str:
    """What a cell is in a release of ours. A test cell of nbgrader's is as good as a check cell."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(nbgrader, dict) and nbgrader.get("grade") is True and nbgrader.get("solution") is not True:
        return "check"
    return _ours(cell, "role")


def _ours(node: Any, key: str) -> str:
    """An entry of our metadata in a notebook or a cell; "" where there is none."""
    for step in ("metadata", OURS, key):
        node = node.get(step) if isinstance(node, dict) else None
    return node[:100] if isinstance(node, str) else ""


def _release(document: dict[str, Any]) -> Release | None:
    assignment = _ours(document, "assignment")
    return Release(assignment, _ours(document, "version")) if assignment else None


def _modern(document: dict[str, Any]) -> dict[str, Any]:
    """The document as nbformat reads it, upgraded to version 4; as it is where nbformat refuses it."""
    import nbformat  # here: it takes 0.1 s, and most submissions in a batch of .py files never need it

    try:
        notebook = nbformat.reader.reads(json.dumps(document))
        major = notebook.get("nbformat", 4)
        return dict(notebook if major == 4 else nbformat.convert(notebook, 4))
    except Exception:  # whatever an invalid notebook makes of nbformat's readers, its cells are still there
        return document


def _worksheets(document: dict[str, Any]) -> list[Any]:
    sheets = document.get("worksheets")
    return [sheet for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []


def cell_lists(document: dict[str, Any]) -> list[list[Any]]:
    """The lists of cells in a notebook's JSON, themselves: one, or one for each worksheet before version 4."""
    cells = document.get("cells")
    if isinstance(cells, list):
        return [cells]
    return [sheet["cells"] for sheet in _worksheets(document) if isinstance(sheet.get("cells"), list)]


def is_feedback(cell: Any) -> bool:
    """Whether a cell in a notebook's JSON is one that an earlier grading wrote."""
    return _ours(cell, "role") == "feedback" and cell.get("cell_type") == "markdown"


def _raw_cells(document: dict[str, Any]) -> list[Any]:
    return [cell for cells in cell_lists(document) for cell in cells]


def _cells(raw: Iterable[Any]) -> Iterable[Cell]:
    number = 0
    for index, cell in enumerate(raw, start=1):
        if not isinstance(cell, dict):
            continue
        source = clean(_joined(cell.get("source", cell.get("input", ""))).replace("\0", ""))
        if cell.get("cell_type") == "code":
            number += 1
            yield Cell(index, source, "code", number, role=_ours(cell, "role"))
        else:
            yield Cell(index, source, "markdown", role=_ours(cell, "role"))


def _joined(source: Any) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _language(document: dict[str, Any]) -> str:
    metadata = document.get("metadata")
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        entry = metadata.get(key) if isinstance(metadata, dict) else None
        value = entry.get(field) if isinstance(entry, dict) else None
        if isinstance(value, str) and value:
            return value
    return ""
