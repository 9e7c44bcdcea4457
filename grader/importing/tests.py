"""Owns test cells: each as a test function, with what it needs of the cells before it."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Collection, Sequence

import msgspec

from grader.importing import rewrite
from grader.importing.flow import BUILTINS, Need, Statement, needed, opens, with_seeds
from grader.importing.model import CellTest
from grader.submission.magics import plain
from grader.text import Text

_PLOTS = {"matplotlib", "seaborn", "plotly", "bokeh", "altair", "pylab"}
_PRIVATE = {"get_ipython", "globals", "locals", "vars", "exec", "eval", "In", "Out", "_", "__", "_i", "_ih", "_oh"}
_HELPERS = ("nose.tools", "nose")


class Test(msgspec.Struct, frozen=True):
    """A test function: its `imports` and `shared` code (module level), and its body; the `cell` it is made of."""

    __test__ = False  # not a test class, for pytest

    name: str
    cell: CellTest
    title: Text
    points: float
    public: bool
    imports: tuple[str, ...]
    shared: tuple[str, ...]
    body: str


def tests_of(cell: CellTest, before: Sequence[Statement], after: Sequence[Statement]) -> tuple[list[Test], set[str]]:
    """The test of a cell with the graded names it asks for. A cell that students see in part gives two: the whole,
    which has the points, and for the students the part that they see. Raises Untestable."""
    source = _python(cell)
    lines = source.split("\n")
    name = "test_" + word(cell.label or f"cell_{cell.number}")
    whole, graded = _test(cell, name, source, before, after, public=not cell.hidden)
    if not cell.hidden or len(cell.hidden) == len(lines):
        return [whole], graded
    seen = "\n".join(line for number, line in enumerate(lines, 1) if number not in cell.hidden)
    try:
        if not [node for node in ast.parse(seen).body if not isinstance(node, ast.Import | ast.ImportFrom)]:
            return [whole], graded
        visible = [s for s in before if not s.hidden]
        part, _ = _test(cell, f"{name}_as_shown", seen, visible, after, public=True)
    except (SyntaxError, rewrite.Untestable):
        return [whole], graded  # what is left does not stand alone
    return [part, whole], graded


def _python(cell: CellTest) -> str:
    try:
        ast.parse(cell.source)
    except SyntaxError:
        found = plain(cell.source)
        if found is None:
            raise rewrite.Untestable("is not Python") from None
        return found
    return cell.source


def _test(
    cell: CellTest, name: str, source: str, before: Sequence[Statement], after: Sequence[Statement], public: bool
) -> tuple[Test, set[str]]:
    open_ = opens(ast.parse(source).body)
    if private := sorted(open_ & _PRIVATE):
        raise rewrite.Untestable(f"looks into the notebook's own state ({private[0]})")
    need = needed((open_ | _asked(source, cell)) - BUILTINS, before, after)
    if need.unknown:
        raise rewrite.Untestable(f"reads {', '.join(sorted(need.unknown))}, which no cell defines")
    given = with_seeds(need, before, source)
    shared, inlined = _split(given, need)
    body, imports = rewrite.without_imports(source)
    imports = [s.source for s in shared if s.is_import] + imports
    imports = [known for text in imports if (known := _import(text))]
    body = _body(cell, body, inlined, need.graded, public)
    for word in ("cells", "check"):
        if re.search(rf"\b{word}\.\w+\(", body):
            imports.append(f"from grader.suite import {word}")
    if not need.graded:
        raise rewrite.Untestable("asks for nothing that a student writes")
    return (
        Test(
            name=name,
            cell=cell,
            title=_title(cell),
            points=0.0 if public and cell.hidden else cell.points,
            public=public,
            imports=tuple(dict.fromkeys(imports)),
            shared=tuple(s.source for s in shared if not s.is_import),
            body=body,
        ),
        set(need.graded),
    )


def _body(cell: CellTest, source: str, inlined: Sequence[Statement], graded: Collection[str], public: bool) -> str:
    """The lines of the test function, not indented yet."""
    student, lines = "student", []
    if any(re.search(r"\bstudent\b", text) for text in (source, *(s.source for s in inlined))):
        student = "handed_in"
        lines.append("handed_in = student")
    if cell.expects is not None:
        source = rewrite.shown(source, cell.expects, cell.prints)
    elif cell.valued and not (public and cell.hidden):
        source = rewrite.valued(source, cell.points)[0]
    source = _called(source, cell, graded, student)
    whole = "\n".join([*(s.source for s in inlined), rewrite.messages(source)]).strip("\n")
    if rewrite.catches_output(whole) or "cells.output(" in whole:
        lines.append(f"{student} = cells.echo({student})")
    text, aliases = rewrite.renamed(whole, graded, student)
    lines += [f"{name} = {student}.{name}" for name in sorted(aliases)]
    return "\n".join([*lines, text])


def _asked(source: str, cell: CellTest) -> set[str]:
    """The names that Otter hands to a test function: its parameters, and the keys of `env` that it names."""
    function = _function(source, cell)
    if function is None:
        return set()
    names = {argument.arg for argument in function.args.args} - {"env"}
    for node in ast.walk(function):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "env":
            key = node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner = node.func.value
            key = node.args[0] if isinstance(owner, ast.Name) and owner.id == "env" else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            names.add(key.value)
    return names


def _function(source: str, cell: CellTest) -> ast.FunctionDef | None:
    """The function of one of Otter's exception-based tests."""
    body = ast.parse(source).body
    found = body[0] if body and cell.group and cell.expects is None else None
    return found if isinstance(found, ast.FunctionDef) else None


def _called(source: str, cell: CellTest, graded: Collection[str], student: str) -> str:
    """Otter's test function, called with what Otter hands to it."""
    function = _function(source, cell)
    if function is None:
        return source
    lines = source.split("\n")[: function.end_lineno]
    given = sorted(_asked(source, cell) - set(graded) - {argument.arg for argument in function.args.args})
    arguments = []
    for argument in function.args.args:
        value = argument.arg
        if value == "env":
            value = f"cells.environment({', '.join([student, *(f'{name}={name}' for name in given)])})"
        arguments.append(value)
    return "\n".join([*lines, f"{function.name}({', '.join(arguments)})"])


def _split(given: Sequence[Statement], need: Need) -> tuple[list[Statement], list[Statement]]:
    """The given statements that may stand in the module, and those that stand in the test: what depends on the
    student's code, and data, which each test gets afresh."""
    student = set(need.graded)
    depends: set[int] = set()
    for statement in given:
        if statement.reads & student:
            student |= statement.binds | statement.changes
            depends.add(id(statement))
    free_standing = [s for s in given if id(s) not in depends]
    shared = {id(s) for s in free_standing if s.is_import or s.is_definition}
    while True:  # what functions of the module read stands there as well
        wanted = set().union(*(s.reads for s in free_standing if id(s) in shared))
        more = {id(s) for s in free_standing if (s.binds | s.changes) & wanted} - shared
        if not more:
            break
        shared |= more
    return [s for s in given if id(s) in shared], [s for s in given if id(s) not in shared]


def _import(text: str) -> str:
    """An import as the test's module has it; "" for one that it does without. Raises Untestable."""
    node = ast.parse(text).body[0]
    assert isinstance(node, ast.Import | ast.ImportFrom)
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
    package = module.partition(".")[0]
    if package in _PLOTS:
        raise rewrite.Untestable(f"looks at plots ({package}), which are not drawn here")
    if isinstance(node, ast.ImportFrom) and module in _HELPERS:
        return ast.unparse(ast.ImportFrom("grader.suite.cells", node.names, 0))
    if package in ("otter", "__future__"):
        return ""
    if package in ("IPython", "ipykernel"):
        raise rewrite.Untestable(f"works with the notebook itself ({package})")
    if importlib.util.find_spec(package) is None:
        raise rewrite.Untestable(f"needs the package {package}, which is not installed here")
    return text.strip()


def _docstring(source: str) -> str:
    """The string that a cell begins with."""
    try:
        return ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError:
        return ""


def _title(cell: CellTest) -> Text:
    """What a student reads above the test: the cell's first comment or docstring, else its name."""
    name = cell.label or str(cell.number)
    if cell.group:
        named = Text(f"Question {name.replace(' ', ', test ')}", f"题目 {name.replace(' ', '，测试 ')}")
    else:
        named = Text(f"The test cell {name}", f"测试单元 {name}")
    lines = cell.source.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    said = "" if first + 1 in cell.hidden else _docstring(cell.source) or lines[first].strip()
    if said.startswith("#") or _docstring(cell.source):
        said = said.lstrip("#").strip()
        if re.search(r"[A-Za-z]{2,} [A-Za-z]", said) and not re.search(r'["\\]|\n', said):
            return Text(said[:1].upper() + said[1:].rstrip("."), named.zh)
    return named


def word(label: str) -> str:
    """A label as a part of a Python name."""
    return re.sub(r"\W+", "_", label, flags=re.ASCII).strip("_") or "cell"
