"""Owns what a submission holds, exercise by exercise, found out by reading alone: for a student before handing in."""

from __future__ import annotations

import ast
from typing import Literal

import msgspec

from grader.course import Assignment, Exercise
from grader.stub import ReleaseError, givens_of
from grader.submission import Sliced, Spot, Submission, forbidden
from grader.submission import slice as slice_
from grader.submission.pieces import PARSE_ERRORS, tree
from grader.text import Text

State = Literal["found", "partly", "unwritten", "forbidden", "missing"]


class Name(msgspec.Struct, frozen=True):
    """A name that an exercise asks for, and where it is defined."""

    name: str
    at: Spot | None
    written: bool = True


class Held(msgspec.Struct, frozen=True):
    """One exercise in a submission. `said` is what the student should know of it."""

    exercise: Exercise
    state: State
    names: tuple[Name, ...]
    said: tuple[Text, ...] = ()


class Stock(msgspec.Struct, frozen=True):
    """A submission's exercises, and what reading it had to say."""

    held: tuple[Held, ...]
    warnings: tuple[Text, ...]

    @property
    def complete(self) -> bool:
        return all(held.state == "found" for held in self.held)


def take_stock(submission: Submission, assignment: Assignment) -> Stock:
    """Read a submission for an assignment. Nothing is run, and torch is not imported."""
    try:
        given = givens_of(assignment)
    except ReleaseError:
        given = ""
    sliced = slice_(submission, assignment.names, given)
    blank = _unwritten(sliced)
    held = tuple(_held(exercise, sliced, blank) for exercise in assignment.exercises)
    return Stock(held, tuple(dict.fromkeys(sliced.warnings)))


def _held(exercise: Exercise, sliced: Sliced, blank: set[str]) -> Held:
    names = tuple(
        Name(name, found.at if (found := sliced.found.get(name)) else None, name not in blank)
        for name in exercise.names
    )
    findings = forbidden.check(sliced, exercise.names, exercise.forbid) if exercise.forbid else []
    used = tuple(finding.message() for finding in findings if finding.kind == "forbidden")
    there = [name for name in names if name.at is not None]
    state: State = (
        "missing"
        if not there
        else "unwritten"
        if not any(name.written for name in there)
        else "forbidden"
        if used
        else "found"
        if all(name.at is not None and name.written for name in names)
        else "partly"
    )
    return Held(exercise, state, names, used[:1] if state == "forbidden" else ())


def _unwritten(sliced: Sliced) -> set[str]:
    """The found names that are as they were given out: a function that only raises NotImplementedError, or None."""
    try:
        body = tree(sliced.program.source).body
    except PARSE_ERRORS:
        return set()
    lines = {definition.line: name for name, definition in sliced.found.items()}
    found = set()
    for node in ast.walk(ast.Module(body, [])):
        name = lines.get(getattr(node, "lineno", 0))
        if name is None:
            continue
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            blank = node.name == name and _is_blank(node)
        else:
            blank = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and node.value.value is None
        if blank:
            found.add(name)
    return found


def _is_blank(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether a function ends in the stub's raise, or a class has a method that does."""
    if isinstance(node, ast.ClassDef):
        return any(isinstance(inner, ast.FunctionDef) and _is_blank(inner) for inner in node.body)
    last = node.body[-1]
    raised = last.exc if isinstance(last, ast.Raise) else None
    called = raised.func if isinstance(raised, ast.Call) else raised
    return isinstance(called, ast.Name) and called.id == "NotImplementedError"
