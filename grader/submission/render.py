"""Owns turning chosen statements back into a module: the student's own lines, in an order that loads; the line map."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from grader.submission.d2l_shim import preamble
from grader.submission.model import GIVEN, Spot
from grader.submission.names import bound_by
from grader.submission.resolve import Group, Index
from grader.submission.statements import Leaf, Top, blocks, span

# The first line settles the encoding: a comment of the student's on line 2 cannot.
_FIRST = "# -*- coding: utf-8 -*-"


class Rendered:
    """The module as it grows: lines, where they came from, and where each leaf went."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line_map: dict[int, Spot] = {}
        self.ranges: dict[Leaf, tuple[int, int]] = {}

    @property
    def source(self) -> str:
        return "\n".join(self.lines) + "\n"

    def own(self, line: str) -> None:
        """Add a line that is not the student's."""
        self.lines.append(line)

    def add(self, top: Top, line: str, number: int) -> None:
        """Add a line of a piece, its number `number`; where the piece is the student's, the way back is kept."""
        self.lines.append(line)
        if top.piece.cell.index != GIVEN:
            self.line_map[len(self.lines)] = top.piece.cell.spot(number + top.piece.shift)


# What Jupyter defines in every notebook: an import of the same.
STAND_INS = {"display": "from IPython.display import display", "get_ipython": "from IPython import get_ipython"}


def render(
    selected: Iterable[Leaf], index: Index, *, deferred: bool = False, stood_in: Collection[str] = ()
) -> Rendered:
    """The module of the `selected` leaves. Not the student's are line 1, the shim for d2l, the imports of names that
    are `stood_in`, and where annotations are `deferred`, because they name what is not there, the line that does it."""
    out = Rendered()
    out.own(_FIRST)
    if deferred:
        out.own("from __future__ import annotations")
    chosen = dict.fromkeys(selected)
    futures = [leaf for leaf in chosen if leaf.kind == "future"]
    for leaf in sorted(futures, key=lambda leaf: leaf.order):
        _leaf(out, leaf, index)
    if any(_uses_d2l(leaf) for leaf in chosen):
        out.own(preamble())
    for name in sorted(stood_in):
        out.own(STAND_INS[name])
    for top in _ordered({leaf: None for leaf in chosen if leaf.kind != "future"}, index):
        if top.opened:
            _compound(out, top.node, top, {id(leaf.node): leaf for leaf in top.leaves if leaf in chosen}, index)
        else:
            _leaf(out, top.leaves[0], index)
    return out


def _ordered(chosen: dict[Leaf, None], index: Index) -> list[Top]:
    """The statements in the order of the source, save that what runs at once comes after what it needs.

    A notebook may have been run in another order than it is saved in; there the later cell is moved up.
    """
    by_top: dict[Top, list[Leaf]] = {}
    for leaf in chosen:
        by_top.setdefault(leaf.top, []).append(leaf)
    versions: dict[str, int] = {}
    for leaf in chosen:
        for name in leaf.names:
            versions[name] = versions.get(name, 0) + 1
    placed: dict[Top, None] = {}
    entered: set[tuple[Top, bool]] = set()

    def before(top: Top, calls: bool) -> list[Top]:
        """What must stand above `top`: what it reads, and if it may call that, what this reads in turn."""
        groups: list[Group] = []
        for leaf in by_top[top]:
            groups += index.now.get(leaf, ())
            if calls:
                groups += [group for group in index.later.get(leaf, ()) if versions.get(group.name, 0) == 1]
        tops = {group.top for group in groups if group.top in by_top and group.top is not top}
        return sorted(tops, key=lambda top: top.order, reverse=True)

    for start in sorted(by_top, key=lambda top: top.order):
        stack: list[tuple[Top, bool, bool]] = [(start, any(leaf.kind != "def" for leaf in by_top[start]), False)]
        while stack:
            top, calls, done = stack.pop()
            if done:
                placed.setdefault(top)
            elif (top, calls) not in entered and (calls or top not in placed):
                entered.add((top, calls))
                stack.append((top, calls, True))
                stack.extend((other, calls, False) for other in before(top, calls))
    return list(placed)


def _leaf(out: Rendered, leaf: Leaf, index: Index) -> None:
    first = len(out.lines) + 1
    lines = leaf.top.piece.lines
    asked = index.asked.get(leaf)
    if asked is not None and isinstance(leaf.node, (ast.Import, ast.ImportFrom)) and asked != leaf.names:
        indent = lines[leaf.start - 1][: leaf.node.col_offset] if not leaf.cut else ""
        out.add(leaf.top, indent + _partial(leaf.node, asked), leaf.start)
    elif leaf.cut:
        for offset, line in enumerate(_segment(lines, leaf.node)):
            out.add(leaf.top, line, leaf.start + offset)
    else:
        for number in range(leaf.start, leaf.end + 1):
            out.add(leaf.top, lines[number - 1], number)
    out.ranges[leaf] = (first, len(out.lines))


def _partial(node: ast.Import | ast.ImportFrom, asked: set[str]) -> str:
    """An import without the names that nobody asked for: matplotlib beside torch is not needed, nor always there."""
    names = [alias for alias in node.names if bound_by(alias) in asked]
    listed = ", ".join(f"{alias.name} as {alias.asname}" if alias.asname else alias.name for alias in names)
    if isinstance(node, ast.Import):
        return f"import {listed}"
    return f"from {'.' * node.level}{node.module or ''} import {listed}"


def _segment(lines: list[str], node: ast.stmt) -> list[str]:
    """The text of a statement that shares its lines with others; the tree counts columns in UTF-8 bytes."""
    own = lines[node.lineno - 1 : node.end_lineno]
    own[-1] = own[-1].encode()[: node.end_col_offset].decode()
    own[0] = own[0].encode()[node.col_offset :].decode()
    return own


def _compound(out: Rendered, node: ast.stmt, top: Top, chosen: dict[int, Leaf], index: Index) -> bool:
    """Write an `if`, `try` or `with` with those of its statements that are chosen; whether there was one."""
    if not any(id(inner) in chosen for inner in _inside(node, top)):
        return False
    lines = top.piece.lines
    at = node.lineno
    for number, block in enumerate(blocks(node)):
        start = span(block[0])[0]
        chain = isinstance(node, ast.If) and number == 1
        elif_ = chain and isinstance(block[0], ast.If) and lines[start - 1].lstrip().startswith("elif")
        if chain and not any(id(inner) in chosen for each in block for inner in _inside(each, top)):
            return True  # nothing needed in what follows: neither are its conditions
        for line in range(at, start):
            text = lines[line - 1]
            if number == 0 and top.guard and node is top.node:
                text = "if True:  # __name__ == '__main__'" if line == node.lineno else ""
            out.add(top, text, line)
        if elif_:
            _compound(out, block[0], top, chosen, index)
            return True
        before = len(out.lines)
        for inner in block:
            if id(inner) in chosen:
                _leaf(out, chosen[id(inner)], index)
            elif id(inner) in top.opened:
                _compound(out, inner, top, chosen, index)
        if len(out.lines) == before:
            out.add(top, lines[start - 1][: block[0].col_offset] + "pass", start)
        at = span(block[-1])[1] + 1
    return True


def _inside(node: ast.stmt, top: Top) -> Iterable[ast.stmt]:
    work = [node]
    while work:
        inner = work.pop()
        yield inner
        if id(inner) in top.opened:
            for block in blocks(inner):
                work.extend(block)


def _uses_d2l(leaf: Leaf) -> bool:
    """Whether an import of d2l stands anywhere in the leaf."""
    lines = leaf.top.piece.lines[leaf.start - 1 : leaf.end]
    if not any("d2l" in line for line in lines):
        return False
    for node in ast.walk(leaf.node):
        if isinstance(node, ast.Import) and any(alias.name.partition(".")[0] == "d2l" for alias in node.names):
            return True
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "d2l" and not node.level:
            return True
    return False
