"""Owns Markdown exports: the fenced code of an `.md` file as cells."""

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
    """The Python blocks of a Markdown file, each a code cell, and warnings. Raises Unreadable."""
    text, warnings = decode(data, name)
    cells = list(_blocks(text.split("\n")))
    if not cells:
        name = shown(name)
        warnings.append(Text(f"{name} has no fenced Python code in it.", f"{name} 中没有用围栏标记的 Python 代码块。"))
    return cells, warnings


def _blocks(lines: list[str]) -> Iterable[Cell]:
    number, fence, margin, wanted, tagged = 0, "", "", False, False
    block: list[str] = []
    for line in [*lines, None]:
        match = _FENCE.match(line) if line is not None else None
        closes = match and fence and match[2].startswith(fence) and not match[3].strip()
        if line is None or closes:
            if fence and wanted:
                number += 1
                yield Cell(number, "\n".join(block), "code", number, guessed=not tagged)
            fence = ""
        elif fence:
            block.append(line.removeprefix(margin))
        elif match:
            margin, fence, tag = match[1], match[2], match[3].strip()
            tagged = bool(_PYTHON.match(tag))
            wanted, block = tagged or not tag, []
