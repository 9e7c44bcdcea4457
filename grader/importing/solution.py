"""Owns the reference: the notebook's solutions as one module, with our markers around what a student writes.

The graded names stand outside of the markers, whatever the notebook hid: a stub must define them.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from grader.importing.flow import Statement, needed
from grader.stub import BEGIN, END, ReleaseError, assigned, stub_of

_Def = ast.FunctionDef | ast.AsyncFunctionDef


def reference(about: str, given: Sequence[Statement], graded: Collection[str]) -> str:
    """The module's source. `given` are all statements of the notebook that are no test's, in order."""
    own = [s for s in given if s.marked]
    chosen = {id(s) for s in own if not s.is_import or _is_read(s, own)}
    for statement in own:
        need = needed(statement.reads, [s for s in given if not s.own or s is statement])
        chosen |= {id(s) for s in need.given}
    parts = [f'"""{about}"""']
    imports = [s.source for s in given if id(s) in chosen and s.is_import and not s.marked]
    if imports:
        parts.append("\n".join(dict.fromkeys(imports)))
    for statement in given:
        if id(statement) in chosen and not (statement.is_import and not statement.marked):
            parts.append(_marked(statement, graded))
    text = parts[0] + "\n"
    for number, part in enumerate(parts[1:]):
        apart = "\n\n" if number or part.startswith(("def ", "class ", "@", "async ")) else "\n"
        text += apart + part + "\n"
    return text


def _is_read(statement: Statement, own: Sequence[Statement]) -> bool:
    return statement.is_star or any(statement.binds & other.reads for other in own)


def _marked(statement: Statement, graded: Collection[str]) -> str:
    """One statement with markers. Where the lines that are left would not parse, all of its body is marked."""
    node = statement.node
    unseen = set() if statement.is_definition else (statement.binds & set(graded)).difference(assigned(node))
    first = [f"{name} = None" for name in sorted(unseen)]  # bound in a loop or a block: a stub would not know
    if not statement.marked:
        return "\n".join([*first, statement.source])
    if not statement.is_definition:
        return "\n".join([*first, BEGIN, statement.source, END])
    for marked in (statement.marked, frozenset(range(1, statement.source.count("\n") + 2))):
        text = _definition(statement.source, marked)
        try:
            stub_of(text, Path("stub"))
        except ReleaseError:
            continue
        return text
    return _definition(ast.unparse(node), frozenset(range(1, 10_000)))


def _definition(source: str, marked: Collection[int]) -> str:
    """A function or class with markers around the lines of bodies in it that are marked."""
    tree = ast.parse(source)
    if any(_on_one_line(node) for node in ast.walk(tree)):
        source, marked = ast.unparse(tree), range(1, 10_000)
        tree = ast.parse(source)
    lines = source.split("\n")
    owner: dict[int, int] = {}
    for number, (start, end) in enumerate(_bodies(tree.body[0], set(marked)), 1):
        owner.update(dict.fromkeys(range(start, end + 1), number))
    out: list[str] = []
    current, indent = 0, ""
    for number, line in enumerate(lines, 1):
        now = owner.get(number, 0)
        if now != current:
            if current:
                out.append(f"{indent}{END}")
            if now:
                indent = line[: len(line) - len(line.lstrip())]
                out.append(f"{indent}{BEGIN}")
            current = now
        out.append(line)
    if current:
        out.append(f"{indent}{END}")
    return "\n".join(out)


def _on_one_line(node: ast.AST) -> bool:
    return isinstance(node, _Def | ast.ClassDef) and node.body[0].lineno == node.lineno


def _bodies(node: ast.stmt, marked: set[int]) -> Iterator[tuple[int, int]]:
    """Ranges of lines inside `node`, a definition, to mark: whole statements of its body."""
    assert isinstance(node, _Def | ast.ClassDef)
    body = node.body
    header = set(range(node.lineno, body[0].lineno)) if not _decorated(body[0]) else {node.lineno}
    everything = bool(header & marked)
    if isinstance(node, ast.ClassDef):
        for member in body:
            lines = set(range(_first(member), (member.end_lineno or member.lineno) + 1))
            inner = marked | lines if everything else marked
            if not lines & inner:
                continue
            if isinstance(member, _Def | ast.ClassDef):
                yield from _bodies(member, inner)
            else:
                yield min(lines), max(lines)
        return
    if everything:
        yield _first(body[0]), body[-1].end_lineno or body[-1].lineno
        return
    run: tuple[int, int] | None = None
    for start, end in _runs(body, marked):
        if run and start <= run[1] + 1:
            run = (run[0], max(run[1], end))
            continue
        if run:
            yield run
        run = (start, end)
    if run:
        yield run


def _runs(body: Sequence[ast.stmt], marked: set[int]) -> Iterator[tuple[int, int]]:
    """The innermost whole statements that marked lines belong to; the gaps between marked neighbours are theirs."""
    last = None
    for node in body:
        start, end = _first(node), node.end_lineno or node.lineno
        lines = set(range(start, end + 1))
        if not lines & marked:
            last = None
            continue
        blocks = [block for block in _blocks(node) if block]
        if lines <= marked or not blocks or any(_heads(node, blocks) & marked):
            yield (last + 1 if last else start), end
            last = end
            continue
        for block in blocks:
            yield from _runs(block, marked)
        last = None


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for name in ("body", "orelse", "finalbody"):
        yield getattr(node, name, [])
    for handler in getattr(node, "handlers", ()):
        yield handler.body
    for case in getattr(node, "cases", ()):
        yield case.body


def _heads(node: ast.stmt, blocks: Sequence[Sequence[ast.stmt]]) -> set[int]:
    """The lines of a compound statement that belong to none of its blocks."""
    inside = {
        line for block in blocks for line in range(_first(block[0]), (block[-1].end_lineno or block[-1].lineno) + 1)
    }
    return set(range(_first(node), (node.end_lineno or node.lineno) + 1)) - inside


def _first(node: ast.stmt) -> int:
    decorators = getattr(node, "decorator_list", None)
    return min([node.lineno, *(decorator.lineno for decorator in decorators)]) if decorators else node.lineno


def _decorated(node: ast.stmt) -> bool:
    return bool(getattr(node, "decorator_list", None))
