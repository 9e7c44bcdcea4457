"""Owns Markdown exports: the fenced code of an `.md` file as code cells, what stands between as text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.submission.decode import decode
from grader.submission.model import Cell, shown
from grader.text import Text

_FENCE = re.compile(r"^([ \t>]*)(`{3,}|~{3,})[ \t]*(.*)$")
# ```python, ```Python, ```pyhton, ```{.python .input n=3}, ```python3 title="softmax"
_PYTHON = re.compile(r"^[{\s.]*(?:i?python[23]?|pyhton|pyton|pyhthon|py[23]?|ipynb|code)\b", re.IGNORECASE)


def read_markdown(data: bytes, name: str) -> tuple[list[Cell], list[Text]]:
    """The Python blocks of a Markdown file, each a code cell, with the text around them, and warnings.
    Raises Unreadable."""
    text, warnings = decode(data, name)
    cells = list(_blocks(text.split("\n")))
    if not any(cell.kind == "code" for cell in cells):
        name = shown(name)
        warnings.append(Text(f"{name} has no fenced Python code in it.", f"{name} 中没有用围栏标记的 Python 代码块。"))
    return cells, warnings


def _blocks(lines: list[str]) -> Iterable[Cell]:
    index, number, fence, margin, wanted, tagged = 0, 0, "", "", False, False
    block: list[str] = []
    text: list[str] = []
    for at, line in enumerate([*lines, None], start=1):
        match = _FENCE.match(line) if line is not None else None
        closes = match and fence and match[2].startswith(fence) and not match[3].strip()
        if (match and not fence and _wanted(match[3])) or line is None:
            if "".join(text).strip():
                index += 1
                yield Cell(index, "\n".join(text).strip("\n"), "markdown")
            text = []
        if fence and wanted and (line is None or closes):
            index, number = index + 1, number + 1
            yield Cell(index, "\n".join(block), "code", number, guessed=not tagged, first_line=at - len(block))
        if fence and closes:
            fence = ""
            text += [line or ""] if not wanted else []
        elif fence and wanted:
            block.append((line or "").removeprefix(margin))
        elif match and not fence:
            margin, fence, tag = match[1], match[2], match[3].strip()
            tagged, wanted, block = bool(_PYTHON.match(tag)), _wanted(tag), []
            text += [line or ""] if not wanted else []
        elif line is not None:
            text.append(line)


def _wanted(tag: str) -> bool:
    """Whether a fence with this tag may hold Python."""
    return not tag.strip() or bool(_PYTHON.match(tag.strip()))
