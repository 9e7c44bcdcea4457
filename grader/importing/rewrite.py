"""Owns a cell's source as the body of a test: `f(2)` becomes `student.f(2)`, and what shows values is compared."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection

from grader.importing.flow import free
from grader.submission.names import binds

_PRINTS = re.compile(r"\bredirect_stdout\b|\bsys\.stdout\b|\bcapture_output\b")
_SAYS_NOTHING = re.compile(r"(assert|print|display)", re.IGNORECASE)


class Untestable(Exception):
    """A cell that cannot be a test here, and why."""


def renamed(source: str, graded: Collection[str], student: str = "student") -> tuple[str, set[str]]:
    """`source` with `student.` before each of the `graded` names that means the notebook's, and the names for which
    that cannot be written: assigned to in the cell, or inside of an f-string. Raises Untestable."""
    tree = ast.parse(source)
    bound = set().union(*(binds(node) for node in tree.body))
    places = [(node, in_string) for node, in_string in free(tree) if node.id in graded]
    for node, _ in places:
        if isinstance(node.ctx, ast.Del):
            raise Untestable(f"deletes the student's {node.id}")
    aliases = {node.id for node, in_string in places if in_string or node.id in bound}
    inserts = [(node.lineno, node.col_offset) for node, _ in places if node.id not in aliases]
    return _inserted(source, dict.fromkeys(inserts, f"{student}.")), aliases


def _inserted(source: str, inserts: dict[tuple[int, int], str]) -> str:
    """`inserts` go in at (line from 1, column in UTF-8 bytes), as ast counts."""
    lines = [line.encode() for line in source.split("\n")]
    for (line, column), text in sorted(inserts.items(), reverse=True):
        found = lines[line - 1]
        lines[line - 1] = found[:column] + text.encode() + found[column:]
    return b"\n".join(lines).decode()


def without_imports(source: str) -> tuple[str, list[str]]:
    """`source` without its imports at top level, which are a module's, and those imports."""
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    if not imports:
        return source, []
    lines = source.split("\n")
    starts = [(node.lineno, node.end_lineno or node.lineno) for node in tree.body]
    shared = [line for start, end in starts for line in range(start, end + 1)]
    if len(shared) != len(set(shared)):  # `import a; b()` on one line
        rest = ast.Module([node for node in tree.body if node not in imports], [])
        return ast.unparse(rest), [ast.unparse(node) for node in imports]
    gone = {line for node in imports for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    kept = [line for number, line in enumerate(lines, 1) if number not in gone]
    return "\n".join(kept), ["\n".join(lines[n.lineno - 1 : n.end_lineno]) for n in imports]


def messages(source: str) -> str:
    """`assert this, "that is wrong"` as `check.that(this, "that is wrong")`, whose words a student reads."""
    tree = ast.parse(source)
    for node in sorted(
        (n for n in ast.walk(tree) if isinstance(n, ast.Assert)), key=lambda n: (n.lineno, n.col_offset), reverse=True
    ):
        if not (isinstance(node.msg, ast.Constant) and isinstance(node.msg.value, str)):
            continue
        condition = ast.get_source_segment(source, node.test)
        if condition is None or "#" in condition:
            continue
        source = _replaced(source, node, f"check.that({condition}, {node.msg.value!r})")
    return source


def _replaced(source: str, node: ast.stmt | ast.expr, text: str) -> str:
    lines = [line.encode() for line in source.split("\n")]
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    line = lines[first][: node.col_offset] + text.encode() + lines[last][node.end_col_offset :]
    return b"\n".join([*lines[:first], line, *lines[last + 1 :]]).decode()


def valued(source: str, points: float) -> tuple[str, bool]:
    """A cell that ends in an expression, which nbgrader may take for partial credit, and whether it does."""
    body = ast.parse(source).body
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return source, False
    call = last.value.func if isinstance(last.value, ast.Call) else None
    name = getattr(call, "attr", getattr(call, "id", "")) if call is not None else ""
    if isinstance(last.value, ast.Constant) or _SAYS_NOTHING.match(name):
        return source, False
    said = ast.get_source_segment(source, last.value) or ast.unparse(last.value)
    return _replaced(source, last, f"cells.full_credit({said}, {points!r})"), True


def shown(source: str, expected: str, prints: bool) -> str:
    """An Otter cell that is right when it shows `expected`: in the shortest form that says so."""
    body = ast.parse(source).body
    values = [node for node in body if isinstance(node, ast.Expr) and not _is_print(node)]
    if not prints and len(values) == 1 and values[0] is body[-1]:
        said = ast.get_source_segment(source, values[0].value) or ast.unparse(values[0].value)
        return _replaced(source, values[0], f"cells.shows({said}, {expected!r})")
    if not values and not prints and not expected:
        return source
    for node in reversed(values):
        said = ast.get_source_segment(source, node.value) or ast.unparse(node.value)
        source = _replaced(source, node, f"show({said})")
    head = f"with cells.output({expected!r}) as show:" if values else f"with cells.output({expected!r}):"
    return f"{head}\n{indented(source)}"


def _is_print(node: ast.Expr) -> bool:
    return isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "print"


def catches_output(source: str) -> bool:
    """Whether a cell looks at what is printed."""
    return _PRINTS.search(source) is not None


def indented(source: str) -> str:
    """`source` four columns to the right; lines inside of a string stay where they are."""
    inside: set[int] = set()
    starts: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(source + "\n").readline):
        name = tokenize.tok_name[token.type]
        if name == "STRING":
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
        elif name == "FSTRING_START":  # Python 3.12
            starts.append(token.start[0])
        elif name == "FSTRING_END":
            inside.update(range(starts.pop() + 1, token.end[0] + 1))
    return "\n".join(
        line if number in inside or not line.strip() else f"    {line}"
        for number, line in enumerate(source.split("\n"), 1)
    )
