"""Owns the stub: the reference without what a student must write, and what it gives to build on."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from pathlib import Path

from grader.course import Assignment

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


_MEANT = re.compile(r"#+\W*(BEGIN|END)\W*(YOUR\W*)?SOLUTIONS?\W*", re.IGNORECASE)


class ReleaseError(Exception):
    """An assignment that cannot be released: where, and what to do."""

    def __init__(self, file: Path, line: int | None, sentence: str):
        super().__init__(f"{file}:{line}: {sentence}" if line else f"{file}: {sentence}")


def stub_of(source: str, path: Path, names: Collection[str] = ()) -> str:
    """The reference without the lines a student must write; a graded value among them (one of `names`) becomes None.

    Raises ReleaseError where the markers do not pair up."""
    lines = source.splitlines()
    owners = scopes(source, path)
    answers = [(node.lineno, name) for node in ast.parse(source).body for name in assigned(node) if name in names]
    out: list[str] = []
    begun: int | None = None
    for number, line in enumerate(lines, 1):
        mark = line.strip()
        if mark == BEGIN:
            if begun:
                raise ReleaseError(path, number, f"a second {BEGIN} before the {END} of line {begun}")
            begun = number
            out += _placeholder(line[: len(line) - len(line.lstrip())], owners, number)
        elif mark == END:
            if not begun:
                raise ReleaseError(path, number, f"{END} without {BEGIN}")
            out += dict.fromkeys(f"{name} = None" for line, name in answers if begun < line < number)
            begun = None
        elif _MEANT.fullmatch(mark):
            raise ReleaseError(path, number, f"found {mark!r}; the markers are {BEGIN!r} and {END!r}")
        elif not begun:
            out.append(line)
    if begun:
        raise ReleaseError(path, begun, f"{BEGIN} without {END}")
    stub = "\n".join(out).rstrip() + "\n"
    try:
        ast.parse(stub)
    except SyntaxError as error:
        raise ReleaseError(path, None, f"what is left without the marked lines does not parse: {error}") from None
    return stub


def marked_lines(source: str) -> set[int]:
    """The numbers of the lines that a student writes, in a source whose markers pair up (see `stub_of`)."""
    found: set[int] = set()
    inside = False
    for number, line in enumerate(source.splitlines(), 1):
        mark = line.strip()
        if mark in (BEGIN, END):
            inside = mark == BEGIN
        elif inside:
            found.add(number)
    return found


def scopes(source: str, path: Path) -> list[tuple[range, str, bool]]:
    """For each function and class: its lines, its name with the classes around it, whether it is a function. Outer
    ones come first. Raises ReleaseError where the source does not parse."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ReleaseError(path, error.lineno, f"does not parse: {error.msg}") from None
    found: list[tuple[range, str, bool]] = []

    def walk(node: ast.AST, prefix: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = f"{prefix}{child.name}"
                found.append(
                    (range(child.lineno, (child.end_lineno or 0) + 1), name, not isinstance(child, ast.ClassDef))
                )
                walk(child, f"{name}.")
            else:
                walk(child, prefix)

    walk(tree, "")
    return found


def _placeholder(indent: str, owners: list[tuple[range, str, bool]], line: int) -> list[str]:
    inside = [owner for owner in owners if line in owner[0]]
    if inside and inside[-1][2]:
        return [f'{indent}raise NotImplementedError("{inside[-1][1]} is not written yet")']
    # Outside a function a `raise` would stop the whole file from loading, and with it the exercises beside this one.
    return [f"{indent}# Your code here. / 在这里写你的代码。", *([f"{indent}pass"] if indent else [])]


def assigned(node: ast.stmt) -> list[str]:
    """The names that an assignment gives a value."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    inner = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [part.id for part in inner if isinstance(part, ast.Name)]


def givens_of(assignment: Assignment) -> str:
    """What the stub gives beside the graded names: the imports, data and helpers on which the exercises build."""
    path = assignment.reference_path
    stub = stub_of(read_text(path), path, assignment.names)
    graded = set(assignment.names)
    lines = stub.splitlines()
    for node in ast.parse(stub).body:
        if graded & {getattr(node, "name", ""), *assigned(node)}:
            first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", ()))])
            lines[first - 1 : node.end_lineno] = [""] * ((node.end_lineno or first) - first + 1)
    return "\n".join(lines) + "\n"


def read_text(path: Path) -> str:
    try:
        return unix(path.read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise ReleaseError(path, None, f"cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError as error:
        raise ReleaseError(path, None, f"byte {error.start} is not UTF-8") from None


def unix(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
