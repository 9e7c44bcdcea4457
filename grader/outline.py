"""Owns what can be said of a course without running anything: how many tests an exercise has, on which devices.

Suites are read, not imported, so `torchgrade list` answers at once; what pytest will collect is counted from the text.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

import msgspec

from grader.course import Assignment, Course, Exercise


class Outline(msgspec.Struct, frozen=True):
    """The tests of one exercise, counted. `exact` is False where a parametrisation is worked out only when it runs."""

    public: int
    hidden: int
    devices: tuple[str, ...]
    exact: bool = True

    @property
    def tests(self) -> int:
        return self.public + self.hidden


def outline(assignment: Assignment, exercise: Exercise) -> Outline:
    """Count the tests of an exercise. A suite that does not parse has none here; `verify` says why."""
    name = f"test_{exercise.id}.py"
    public = _tests([path for path in assignment.public_suites if path.name == name])
    hidden = _tests([path for path in assignment.hidden_suites if path.name == name])
    found = [*public, *hidden]
    devices = ("cpu", "cuda") if any(cuda for _, cuda in found) else ("cpu",)
    sums = [sum(count or 1 for count, _ in tests) for tests in (public, hidden)]
    return Outline(sums[0], sums[1], devices, all(count is not None for count, _ in found))


def _tests(paths: list[Path]) -> list[tuple[int | None, bool]]:
    """For each test function how often it runs (None: cannot be told) and whether it is a placement test."""
    return [found for path in paths for found in _read(path)]


def _read(path: Path) -> Iterator[tuple[int | None, bool]]:
    try:
        body = ast.parse(path.read_bytes()).body
    except (SyntaxError, ValueError, OSError):
        return
    constants = {
        target.id: node.value
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    tests = {n.name: n for n in body if isinstance(n, ast.FunctionDef) and n.name.startswith("test")}  # the last counts
    for test in tests.values():
        count: int | None = 1
        cuda = False
        for decorator in test.decorator_list:
            if not isinstance(decorator, ast.Call):
                continue
            called = ast.unparse(decorator.func)
            cuda = cuda or (called.split(".")[-1] == "on" and "cuda" in map(_constant, decorator.args))
            if called.split(".")[-1] == "parametrize" and count is not None:
                values = decorator.args[1:] or [k.value for k in decorator.keywords if k.arg == "argvalues"]
                times = _length(values[0], constants) if values else None
                count = None if times is None else count * times
        yield count, cuda


def _constant(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _length(node: ast.expr, constants: Mapping[str, ast.expr]) -> int | None:
    """How many elements an expression has, where that can be read off."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return None if any(isinstance(element, ast.Starred) for element in node.elts) else len(node.elts)
    if isinstance(node, ast.Dict):
        return None if None in node.keys else len(node.keys)
    if isinstance(node, ast.Name) and node.id in constants:
        return _length(constants[node.id], {name: v for name, v in constants.items() if name != node.id})
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return len(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _length(node.left, constants), _length(node.right, constants)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.Call):
        return _called(node, constants)
    return None


def _called(node: ast.Call, constants: Mapping[str, ast.expr]) -> int | None:
    """The same of range(3), sorted(X), X.items() and the like."""
    if isinstance(node.func, ast.Name) and node.func.id == "range" and not node.keywords:
        try:
            return len(range(*(ast.literal_eval(argument) for argument in node.args)))
        except (ValueError, TypeError):
            return None
    if isinstance(node.func, ast.Name) and node.func.id in ("list", "tuple", "sorted", "enumerate", "reversed"):
        return _length(node.args[0], constants) if node.args else None
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("items", "keys", "values") and not node.args:
        return _length(node.func.value, constants)
    return None


# --- the whole course -----------------------------------------------------------------------------------------------

_PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HEAD = "| section | assignment | exercise | | | points | devices | tests |\n|---|---|---|---|---|--:|---|--:|"


def with_parts(page: str, parts: Mapping[str, Callable[[], str]]) -> str:
    """A Markdown page with what stands between `<!-- generated: NAME -->` and `<!-- end -->` made anew, for the names
    in `parts`."""
    return _PART.sub(lambda part: f"{part[1]}\n{parts[part[2]]()}\n{part[3]}" if part[2] in parts else part[0], page)


def course_table(course: Course) -> str:
    """The course as Markdown: a heading for each chapter, and a table of its exercises."""
    return (
        "\n\n".join(
            "\n".join([f"## {chapter}", "", _HEAD, *(row for assignment in assignments for row in _rows(assignment))])
            for chapter, assignments in groupby(course.assignments, key=lambda assignment: assignment.chapter)
        )
        + "\n"
    )


def _rows(a: Assignment) -> Iterator[str]:
    yield _row(a.section, f"`{a.id}`", "", f"**{a.title.en}**", f"**{a.title.of('zh')}**", f"{a.points:g}", "", "")
    for e in a.exercises:
        told = outline(a, e)
        tests = f"{told.public} + {told.hidden}{'' if told.exact else ' or more'}"
        yield _row("", "", f"`{e.id}`", e.title.en, e.title.of("zh"), f"{e.points:g}", ", ".join(told.devices), tests)


def _row(*cells: str) -> str:
    escaped = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(escaped)} |".replace("|  ", "| ")
