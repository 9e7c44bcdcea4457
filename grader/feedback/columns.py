"""Owns text in columns: how wide a string is on a terminal, and where it may break. A Chinese character is two wide."""

from __future__ import annotations

import re
import unicodedata

_WIDE = "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
_CLOSING = "，。；：、！？）】》」』”’…"  # never begin a line
_OPENING = "（【《「『“‘"  # never end one
# A Chinese character is a word of its own, with the punctuation that holds on to it; otherwise a word ends at a space.
_PIECES = re.compile(f" +|[{_OPENING}]*{_WIDE}[{_CLOSING}]*|(?:(?!{_WIDE})[^ ])+[{_CLOSING}]*|[{_OPENING}]+")


def columns(text: str) -> int:
    """How many columns `text` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def cut(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns, with an ellipsis where it was longer."""
    text = " ".join(text.split())
    if columns(text) <= width:
        return text
    kept = ""
    for c in text:
        if columns(kept + c) > width - 1:
            break
        kept += c
    return kept.rstrip() + "…"


def pad(text: str, width: int) -> str:
    return text + " " * (width - columns(text))


def wrap(text: str, width: int) -> list[str]:
    """The lines of `text`, each at most `width` columns (at least 8), broken at spaces and between Chinese ones."""
    width = max(width, 8)
    lines = []
    for paragraph in text.expandtabs(4).split("\n"):
        line = indent = paragraph[: len(paragraph) - len(paragraph.lstrip(" "))][: width // 2]
        for piece in _PIECES.findall(paragraph.strip(" ")):
            if columns(line) + columns(piece) <= width:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
            line = indent
            for c in piece.lstrip(" "):  # a word wider than the line is broken where the line ends
                if columns(line) + columns(c) > width:
                    lines.append(line)
                    line = indent
                line += c
        lines.append(line.rstrip())
    return lines
