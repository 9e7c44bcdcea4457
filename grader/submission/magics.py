"""Owns IPython's syntax: a cell that is not plain Python, turned into plain Python line by line.

Only called for what does not parse as it stands: `print("%d" \\n % n)` has a line that starts with "%" and is Python.
"""

from __future__ import annotations

import re

_BODY_MAGICS = {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "debug"}
_LINE_MAGIC = re.compile(r"^(\s*)(?:%(?!=)|!|\?(?=\w|%))")
_TIMED = re.compile(r"^(\s*)%(?:time|timeit|prun|memit)\s+(?!-)(\S.*)$")
_ASSIGNED = re.compile(r"^([\w.,\s\[\]]+=\s*)(?:%\w|!).*$")
_HELP = re.compile(r"^(\s*)%{0,2}[\w.]+(?:\[[^\]]*\])?\s*\?{1,2}\s*;?$")
_PROMPT = re.compile(r"^(\s*)(?:(?:>>>|\.\.\.)(?: |$)|In \[\d*\]: ?)")
_OPENERS, _CLOSERS = "([{", ")]}"


def plain(source: str) -> str | None:
    """`source` without magics, shell lines, help requests and prompts; None for a cell that is not Python at all.

    The number of lines stays, so that positions do.
    """
    lines = _dedented(_without_prompts(source.split("\n")))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is not None and lines[first].lstrip().startswith("%%"):
        magic = re.match(r"\s*%%(\w*)", lines[first])
        if magic is None or magic[1] not in _BODY_MAGICS:
            return None
        lines[first] = ""
    scanner = Scanner()
    swallowing = False  # a shell line goes on behind a backslash
    for number, line in enumerate(lines):
        if swallowing:
            lines[number] = ""
            swallowing = line.endswith("\\")
            continue
        if scanner.at_rest():
            replaced = _replacement(line)
            if replaced is not None:
                swallowing = line.endswith("\\")
                line = lines[number] = replaced
        scanner.feed(line)
    return "\n".join(lines)


def _replacement(line: str) -> str | None:
    """What stands for a line of IPython syntax; None where the line has none."""
    if timed := _TIMED.match(line):
        return timed[1] + timed[2]
    if magic := _LINE_MAGIC.match(line):
        return magic[1] + "pass"  # it may be all there is under an `if`
    if _HELP.match(line):
        return line[: len(line) - len(line.lstrip())] + "pass"
    if assigned := _ASSIGNED.match(line):
        return assigned[1] + "None"
    return None


def _without_prompts(lines: list[str]) -> list[str]:
    first = next((line for line in lines if line.strip()), "")
    if not _PROMPT.match(first):
        return lines
    return [_PROMPT.sub(r"\1", line) for line in lines]


def _dedented(lines: list[str]) -> list[str]:
    """A cell indented as a whole runs in IPython."""
    first = next((line for line in lines if line.strip()), "")
    margin = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(margin) for line in lines] if margin else lines


class Scanner:
    """Whether a line begins a statement: follows brackets, strings and backslashes, and no more of the language."""

    def __init__(self) -> None:
        self.depth = 0
        self.quote = ""  # of an open triple-quoted string
        self.continued = False

    def at_rest(self) -> bool:
        return not (self.depth or self.quote or self.continued)

    def feed(self, line: str) -> None:
        position, end = 0, len(line)
        self.continued = False
        while position < end:
            if self.quote:
                position = self._close(line, position, self.quote)
                continue
            char = line[position]
            if char == "#":
                return
            if char in "\"'":
                if line.startswith(char * 3, position):
                    self.quote = char * 3
                    position += 3
                else:
                    position = self._close(line, position + 1, char)
                continue
            if char in _OPENERS:
                self.depth += 1
            elif char in _CLOSERS:
                self.depth = max(0, self.depth - 1)
            elif char == "\\" and position == end - 1:
                self.continued = True
            position += 1

    def _close(self, line: str, position: int, quote: str) -> int:
        """The position behind the closing `quote`, or the end of the line."""
        while position < len(line):
            if line[position] == "\\":
                position += 2
            elif line.startswith(quote, position):
                self.quote = ""
                return position + len(quote)
            else:
                position += 1
        return position
