"""Owns scripts that hold cells: `.py` files as jupyter nbconvert, jupytext and editors with `# %%` write them.

Cells keep the student's text; only the calls that nbconvert writes for IPython's syntax are turned back into it, so
that a function under `%%time` is code again and not a string. A file without cells is one cell without a number.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.submission.magics import Scanner
from grader.submission.model import Cell

_EXPORTED = re.compile(r"# In ?\[[ \d]*\]:?\s*$")
_PERCENT = re.compile(r"# ?%%+(?:\s+(?P<title>.*))?$|# ?<codecell>\s*$|# COMMAND -{5,}\s*$")
_PLUS = re.compile(r"# ?\+(?:\s.*)?$")
_MINUS = re.compile(r"# -\s*$")
_TEXT = re.compile(r"\[(?:markdown|md|raw)\]|^(?:markdown|md|raw)\b", re.IGNORECASE)
_HEADER = re.compile(r"# ---\n((?:#.*\n)*?)# ---\n")
_LIGHT = re.compile(r"^#\s+format_name: light\s*$", re.MULTILINE)
_CALL = re.compile(r"^(?P<head>\s*(?:[\w.,\s\[\]]+=\s*)?)get_ipython\(\)\.(?P<method>\w+)\((?P<args>.*)\)$")


def read_script(text: str) -> list[Cell]:
    """The cells of a script. Executes nothing, raises nothing."""
    lines = text.split("\n")
    header = _HEADER.match(text)
    start = header[0].count("\n") if header else 0
    resting = _resting(lines)
    if any(at_rest and _EXPORTED.match(line) for line, at_rest in zip(lines, resting, strict=True)):
        parts = _marked(lines, resting, start, _EXPORTED, exported=True)
    elif any(at_rest and _PERCENT.match(line) for line, at_rest in zip(lines, resting, strict=True)):
        parts = _marked(lines, resting, start, _PERCENT)
    elif header and _LIGHT.search(header[1]):
        parts = _light(lines, resting, start)
    else:
        return [Cell(1, text)]
    return list(_cells(parts, lines))


Part = tuple[str, int, int]  # kind, first line and the line behind the last, from 0


def _resting(lines: list[str]) -> list[bool]:
    """Whether each line begins outside a triple-quoted string. Where one is never closed, all may be markers."""
    scanner, resting = Scanner(), []
    for line in lines:
        resting.append(not scanner.quote)
        scanner.feed(line)
    return [True] * len(lines) if scanner.quote else resting


def _marked(
    lines: list[str], resting: list[bool], start: int, marker: re.Pattern[str], exported: bool = False
) -> Iterator[Part]:
    """Cells that begin at a marker; what stands above the first is a cell where it has code."""
    begun, kind = start, "code" if _has_code(lines[start:], marker) else "markdown"
    for number in range(start, len(lines) + 1):
        match = marker.match(lines[number]) if number < len(lines) and resting[number] else None
        if match or number == len(lines):
            end = number
            if exported and kind == "code" and begun > start:
                end = _exported_text(lines, begun, number)
            if begun > start or kind == "markdown" or end > begun:
                yield kind, begun, end
            if end < number:
                yield "markdown", end, number
            if match:
                title = match.groupdict().get("title") or ""
                begun, kind = number + 1, "markdown" if _TEXT.search(title) else "code"


def _has_code(lines: list[str], marker: re.Pattern[str]) -> bool:
    for line in lines:
        if marker.match(line):
            return False
        if line.strip() and not line.startswith("#"):
            return True
    return False


def _exported_text(lines: list[str], begun: int, end: int) -> int:
    """Where the text begins that nbconvert wrote behind a cell as comments: after two blank lines, up to the end."""
    while begun < end and not lines[begun].strip():
        begun += 1  # the blank lines under the mark
    first = end
    while first > begun and (not lines[first - 1].strip() or lines[first - 1].startswith("#")):
        first -= 1
    for number in range(first, end - 1):
        if not lines[number].strip() and not lines[number + 1].strip():
            rest = [line for line in lines[number:end] if line.strip()]
            return number if rest else end
    return end


def _light(lines: list[str], resting: list[bool], start: int) -> Iterator[Part]:
    """jupytext's light format: paragraphs, save between `# +` and `# -`; a paragraph of comments is text."""
    number = start
    while number < len(lines):
        if not lines[number].strip() or (_MINUS.match(lines[number]) and resting[number]):
            number += 1
        elif _PLUS.match(lines[number]):
            end = number + 1
            while end < len(lines) and not (resting[end] and (_PLUS.match(lines[end]) or _MINUS.match(lines[end]))):
                end += 1
            is_text = bool(re.search(r"\[(?:markdown|md|raw)\]|active=\"\"", lines[number]))
            yield "markdown" if is_text else "code", number + 1, end
            number = end
        else:
            end = number + 1
            while end < len(lines) and not _paragraph_ends(lines, resting, end):
                end += 1
            magic = re.match(r"# ?(?:%%?|!)\w", lines[number])
            is_text = not magic and all(line.startswith("#") for line in lines[number:end] if line.strip())
            yield "markdown" if is_text else "code", number, end
            number = end


def _paragraph_ends(lines: list[str], resting: list[bool], number: int) -> bool:
    if not resting[number]:
        return False
    if _PLUS.match(lines[number]):
        return True
    if lines[number].strip():
        return False
    following = next((line for line in lines[number:] if line.strip()), "")
    return not following[:1].isspace()  # a blank line inside a function does not end its paragraph


def _cells(parts: Iterator[Part], lines: list[str]) -> Iterator[Cell]:
    index = number = 0
    for kind, begun, end in parts:
        while begun < end and not lines[begun].strip():
            begun += 1
        while end > begun and not lines[end - 1].strip():
            end -= 1
        if kind == "markdown":
            text = "\n".join(re.sub(r"^# ?", "", line) for line in lines[begun:end])
            if text.strip():
                index += 1
                yield Cell(index, text, "markdown", first_line=begun + 1)
            continue
        index, number = index + 1, number + 1
        source, moved = _interactive("\n".join(lines[begun:end]))
        yield Cell(index, source, "code", number, first_line=0 if moved else begun + 1)


def _interactive(source: str) -> tuple[str, bool]:
    """`source` with IPython's own syntax where nbconvert wrote calls; whether its lines are no longer those of the
    file, since a whole cell was one call."""
    if "get_ipython()" not in source:
        return source, False
    if source.startswith("get_ipython().run_cell_magic("):
        match = _CALL.match(source)
        args = _strings(match["args"]) if match else None
        if args and len(args) == 3:
            return f"%%{args[0]} {args[1]}".rstrip() + f"\n{args[2]}".rstrip("\n"), True
    return "\n".join(map(_line, source.split("\n"))), False


def _line(line: str) -> str:
    match = _CALL.match(line)
    args = _strings(match["args"]) if match else None
    if not match or not args:
        return line
    if match["method"] in ("system", "getoutput"):
        return f"{match['head']}!{args[0]}"
    if match["method"] == "run_line_magic" and len(args) == 2:
        return f"{match['head']}%{args[0]} {args[1]}".rstrip()
    return line


def _strings(args: str) -> tuple[str, ...] | None:
    """The arguments of a call, if all are plain strings on one line."""
    try:
        values = ast.literal_eval(f"({args},)")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    plain = all(isinstance(value, str) for value in values)
    return values if plain and (len(values) == 3 or not any("\n" in value for value in values)) else None
