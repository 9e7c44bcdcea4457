"""Owns the mutants of a reference: mutmut's operators, on the lines that a student writes, each mutant a whole text."""

from __future__ import annotations

import ast
import contextlib
import difflib
from collections.abc import Iterator

import libcst as cst
import msgspec
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from grader.course import Assignment
from grader.stub import assigned, marked_lines, read_text, scopes, stub_of
from grader.submission import read_bytes
from grader.submission import slice as slice_

# As mutmut has it: len(None) or isinstance(None, int) says nothing of a suite.
_LEFT_ALONE = {"len", "isinstance"}


class Mutant(msgspec.Struct, frozen=True):
    """One changed reference. `where` is the function, `was` and `becomes` the changed lines without their indentation;
    `exercises` are judged on it, the first of which counts it."""

    assignment: str  # chapter/id
    exercises: tuple[str, ...]
    where: str
    operator: str
    line: int
    was: str
    becomes: str
    source: str

    @property
    def exercise(self) -> str:
        return self.exercises[0]

    @property
    def key(self) -> tuple[str, str, str]:
        """What names this mutant for as long as its line stays: no line number is in it."""
        return self.where, self.was, self.becomes

    def diff(self) -> str:
        """The change as two kinds of lines, `-` and `+`."""
        return "\n".join([f"- {self.was}", f"+ {self.becomes}"])


def mutants(assignment: Assignment) -> list[Mutant]:
    """Every mutant of the assignment's reference, by line. Raises ReleaseError where the reference cannot be read.

    Docstrings, annotations and the messages of raised errors and asserts are left alone, and so is what no exercise
    reaches. A change that leaves the program the same is none, and no program comes twice."""
    path = assignment.reference_path
    source = read_text(path)
    stub_of(source, path, assignment.names)  # says what is wrong with the markers
    regions = scopes(source, path)
    reached = _reached(assignment, source)
    owner = {name: e.id for e in assignment.exercises for name in e.names}
    seen = {_meaning(source)}
    found = []
    for line, operator, text in _changed(source, marked_lines(source)):
        if (meaning := _meaning(text)) in seen:
            continue
        seen.add(meaning)
        where = [name for lines, name, _ in regions if line in lines]
        top = where[0].split(".")[0] if where else _assigned(source, line)
        exercises = (owner[top],) if top in owner else tuple(e for e, lines in reached.items() if line in lines)
        if exercises:
            was, becomes = _difference(source, text)
            found.append(
                Mutant(assignment.key, exercises, where[-1] if where else top, operator, line, was, becomes, text)
            )
    return found


def _changed(source: str, lines: set[int]) -> Iterator[tuple[int, str, str]]:
    """Line, operator and text of every change that begins on one of `lines`."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Changes(lines)
    wrapper.visit(visitor)
    for line, operator, node, changed in sorted(visitor.found, key=lambda change: change[0]):
        text = wrapper.module.deep_replace(node, changed).code  # type: ignore[arg-type]
        try:
            ast.parse(text)
        except SyntaxError:
            continue  # an argument less may leave something that is no Python
        yield line, operator, text


class _Changes(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, lines: set[int]):
        super().__init__()
        self.lines = lines
        self.found: list[tuple[int, str, cst.CSTNode, cst.CSTNode]] = []
        self.messages: set[int] = set()

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Raise) or id(node) in self.messages:
            return False
        if isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString):
            return False  # a docstring
        if isinstance(node, cst.Assert) and node.msg is not None:
            self.messages.add(id(node.msg))
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _LEFT_ALONE:
            return True
        line = self.get_metadata(PositionProvider, node).start.line
        if line in self.lines:
            for kind, operator in mutation_operators:
                if isinstance(node, kind):
                    name = operator.__name__.removeprefix("operator_")
                    self.found += [(line, name, node, changed) for changed in operator(node)]
        return True


def _meaning(source: str) -> str:
    """The program without annotations, its float("...") as numbers: two texts with the same meaning run the same."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.returns = None
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "float":
            for said in node.args:
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    with contextlib.suppress(ValueError):
                        said.value = repr(float(said.value))
    return ast.dump(tree)


def _difference(before: str, after: str) -> tuple[str, str]:
    """The changed lines of two texts, each side in one line with single spaces."""
    old, new = before.splitlines(), after.splitlines()
    steps = [s for s in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if s[0] != "equal"]
    was = [line for _, i, j, _, _ in steps for line in old[i:j]]
    becomes = [line for _, _, _, i, j in steps for line in new[i:j]]
    return " ".join(" ".join(was).split()), " ".join(" ".join(becomes).split())


def _reached(assignment: Assignment, source: str) -> dict[str, set[int]]:
    """For each exercise the lines of the reference that its names reach."""
    submission = read_bytes(source.encode(), assignment.reference_path.name)
    return {
        exercise.id: {spot.file_line or spot.line for spot in slice_(submission, exercise.names).line_map.values()}
        for exercise in assignment.exercises
    }


def _assigned(source: str, line: int) -> str:
    """The name that the top-level assignment on this line gives a value, "" where there is none."""
    for node in ast.parse(source).body:
        if node.lineno <= line <= (node.end_lineno or 0):
            return next(iter(assigned(node)), "")
    return ""
