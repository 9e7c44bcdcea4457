"""Owns the texts that a suite is tried on: the reference, the stub, trivial answers, mistakes and alternatives.

Every case is a text, built from the reference and the mistakes or alternatives, and takes the way of a student's file.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from grader.course import Assignment, CourseError, Exercise, replaced_name
from grader.stub import assigned, stub_of
from grader.submission import read_bytes
from grader.submission import slice as slice_

Kind = Literal["reference", "stub", "trivial", "mistake", "alternative", "follow", "suite"]


class Case(msgspec.Struct, frozen=True):
    """One text to grade and what it must score on one exercise."""

    assignment: str  # chapter/id
    exercise: str
    kind: Kind
    name: str
    source: str


# What each trivial answer gives back. `right` is the reference's answer, for its structure alone.
_TRIVIAL = {
    "the argument back": "args[0] if args else next(iter(kwargs.values()), None)",
    "zeros": "_tg_fill(right(), 'zeros')",
    "ones": "_tg_fill(right(), 'ones')",
    "a constant": "_tg_fill(right(), 'constant')",
    "random numbers": "_tg_fill(right(), 'random')",
    "None": "None",
    "zeros in place": "_tg_wipe(args, kwargs)",
}

_HELPERS = """
import contextlib
import os
import random
import shutil
import tempfile
import torch


def _tg_fill(value, how):
    # Every tensor, number, string and bool in `value` becomes a trivial one of its own kind.
    if isinstance(value, torch.Tensor):
        if how == "random":
            return torch.rand(value.shape).to(value.dtype)
        fill = {"zeros": 0, "ones": 1, "constant": 0.5 if value.is_floating_point() else 2}
        return torch.full_like(value.detach(), fill[how])
    if isinstance(value, (list, tuple)):
        return type(value)(_tg_fill(v, how) for v in value)
    if isinstance(value, dict):
        return {k: _tg_fill(v, how) for k, v in value.items()}
    if value is None:
        return None
    if isinstance(value, torch.device):
        return torch.device({"zeros": "cpu", "ones": "cuda:1"}.get(how, "meta"))
    if isinstance(value, bool):
        return {"zeros": False, "random": random.random() < 0.5}.get(how, True)
    if isinstance(value, (str, bytes)):
        letters = "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=max(1, len(value))))
        text = {"zeros": "", "random": letters}.get(how, "x")
        return text if isinstance(value, str) else text.encode()
    return type(value)({"zeros": 0, "ones": 1, "constant": 0.5, "random": random.random()}[how])


def _tg_copy(value):
    # What the right answer may change in place, so that a trivial one does not do its work.
    if isinstance(value, torch.Tensor):
        copy = value.detach().clone().requires_grad_(value.requires_grad)
        copy.grad = None if not value.is_leaf or value.grad is None else value.grad.clone()
        return copy
    if type(value) in (list, tuple):
        return type(value)(_tg_copy(v) for v in value)
    if type(value) is dict:
        return {k: _tg_copy(v) for k, v in value.items()}
    return value


@contextlib.contextmanager
def _tg_aside():
    # What the right answer writes and draws, on the way to its structure, is not the trivial one's.
    from grader.sandbox.figures import Album

    here = os.getcwd()
    with tempfile.TemporaryDirectory() as base, Album().open():
        if os.path.basename(here) == "work":
            shutil.copytree(here, os.path.join(base, "work"), symlinks=True)
            os.symlink(os.path.join("work", "data"), os.path.join(base, "data"))
            os.chdir(os.path.join(base, "work"))
        try:
            yield
        finally:
            os.chdir(here)


def _tg_other(right, how):
    # A trivial value, unless it happens to be the right one.
    made = None if how == "none" else _tg_fill(right, how)
    return None if _tg_same(made, right) else made


def _tg_same(made, right):
    if isinstance(right, torch.Tensor):
        return torch.equal(made, right) if isinstance(made, torch.Tensor) else False
    if isinstance(right, (list, tuple)):
        return isinstance(made, (list, tuple)) and all(map(_tg_same, made, right))
    return made == right


def _tg_wipe(args, kwargs):
    first = args[0] if args else next(iter(kwargs.values()), None)
    if isinstance(first, torch.Tensor):
        with torch.no_grad():
            first.zero_()
    elif isinstance(first, list):
        first.clear()
    return first
"""

_OF_VALUES = {"zeros": "zeros", "ones": "ones", "a constant": "constant", "random numbers": "random", "None": "none"}

_VALUE = """

{name} = _tg_other(_tg_{name}, {how!r})
"""

_FUNCTION = """

def {name}(*args, **kwargs):
    def right():
        with _tg_aside():
            return _tg_{name}(*_tg_copy(args), **_tg_copy(kwargs))
    return {answer}
"""

# What returns nothing works by its effect (it draws, prints, changes): the right one must not have it here.
_EFFECT = _FUNCTION.replace("_tg_{name}(*_tg_copy(args), **_tg_copy(kwargs))", "None")

# A class that takes anything; its call is trivial. The right module hangs in a list, where nn.Module does not look.
_CLASS = """

class {name}(torch.nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self._tg_right = [_tg_{name}(*args, **kwargs)]

    def forward(self, *args, **kwargs):
        def right():
            return self._tg_right[0](*_tg_copy(args), **_tg_copy(kwargs))
        return {answer}
"""


def cases(assignment: Assignment, exercises: Sequence[Exercise]) -> Iterator[Case]:
    """Everything to grade for `exercises`. Raises ReleaseError or CourseError where a file cannot be used."""
    reference = read_text(assignment.reference_path)
    stub = stub_of(reference, assignment.reference_path, assignment.names)
    owners = {name: e for e in assignment.exercises for name in e.names}
    for exercise in exercises:

        def case(kind: Kind, name: str, source: str, of: str = exercise.id) -> Case:
            return Case(assignment.key, of, kind, name, source)

        yield case("reference", "reference", reference)
        yield case("stub", "stub", stub)
        values = values_of(reference, exercise.names)
        for name, answer in _TRIVIAL.items():
            if name in _OF_VALUES or len(values) < len(exercise.names):  # a value has no arguments
                yield case("trivial", name, _trivial(reference, exercise, values, name, answer))
    builders = _builders(assignment, exercises, reference) if assignment.follow_through else {}
    for kind, path in (("mistake", assignment.mistakes_path), ("alternative", assignment.alternatives_path)):
        text = read_text(path)
        for node in definitions(text, path, owners):
            replaced = replaced_name(node.name, owners)
            if replaced is None:
                raise CourseError(
                    path,
                    node.name,
                    "names no exercise",
                    f"A {kind} is called NAME_what, NAME being one of {', '.join(owners)}; a helper begins with _.",
                )
            source = f"{reference}\n\n{text}\n\n{replaced} = {node.name}{called(node, reference, replaced)}\n"
            if owners[replaced] in exercises:
                yield Case(assignment.key, owners[replaced].id, kind, node.name, source)  # type: ignore[arg-type]
            if kind == "mistake":  # one for each name will do: what is lent in its place is the same for all of them
                for later in builders.pop(replaced, ()):
                    yield Case(assignment.key, later.id, "follow", node.name, source)


def _builders(assignment: Assignment, exercises: Sequence[Exercise], reference: str) -> dict[str, list[Exercise]]:
    """For each graded function or class those of `exercises` that come later and whose reference uses it."""
    submission = read_bytes(reference.encode(), "reference.py")
    uses = slice_(submission, assignment.names).uses
    found: dict[str, list[Exercise]] = {}
    for n, earlier in enumerate(assignment.exercises):
        for name in set(earlier.names) - values_of(reference, earlier.names):
            for later in assignment.exercises[n + 1 :]:
                if later in exercises and any(name in uses.get(own, ()) for own in later.names):
                    found.setdefault(name, []).append(later)
    return found


def values_of(reference: str, names: Collection[str]) -> set[str]:
    """Those of `names` that are values: the reference assigns them, and no function."""
    found = {
        name
        for node in ast.parse(reference).body
        for name in assigned(node)
        if not isinstance(getattr(node, "value", None), ast.Lambda)
    }
    return found.intersection(names)


def called(node: ast.FunctionDef | ast.ClassDef, reference: str, replaced: str) -> str:
    """The call by which a function of mistakes.py gives a value, "" where it is itself what is graded."""
    if not values_of(reference, [replaced]):
        return ""
    parameters = node.args.args if isinstance(node, ast.FunctionDef) else []
    return f"({', '.join(f'{parameter.arg}={parameter.arg}' for parameter in parameters)})"


def _trivial(reference: str, exercise: Exercise, values: Collection[str], how: str, answer: str) -> str:
    """The reference with every name of the exercise renamed, and trivial ones in their place."""
    tree = ast.parse(reference)
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    effects = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not _returns(node)}
    renamed = {name: f"_tg_{name}" for name in exercise.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in renamed:
            node.id = renamed[node.id]
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in renamed:
            node.name = renamed[node.name]
    made = []
    for name in exercise.names:
        form = _VALUE if name in values else _CLASS if name in classes else _EFFECT if name in effects else _FUNCTION
        made.append(form.format(name=name, answer=answer, how=_OF_VALUES.get(how, "none")))
    return ast.unparse(tree) + "\n" + _HELPERS + "".join(made)


def _returns(function: ast.FunctionDef) -> bool:
    """Whether a function gives anything back: a value, or items."""
    gives = (ast.Yield, ast.YieldFrom)
    return any(
        isinstance(node, gives) or (isinstance(node, ast.Return) and node.value is not None)
        for node in ast.walk(function)
    )


def definitions(source: str, path: Path, names: Collection[str]) -> list[ast.FunctionDef | ast.ClassDef]:
    """The mistakes or alternatives of a file: its functions and classes but for helpers. These begin with _, and with
    none of the assignment's `names` (some of the book's functions begin with _ themselves)."""
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise CourseError(path, f"line {error.lineno}", "does not parse", error.msg) from None
    found = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return [node for node in found if not node.name.startswith("_") or replaced_name(node.name, names)]


def read_text(path: Path) -> str:
    """The text of a file that every assignment has. Raises CourseError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CourseError(path, "", f"cannot be read ({error.strerror})", "Every assignment has one.") from None
