"""Owns what can be seen to be wrong in an assignment's files alone: points, languages, statements, marks, names."""

from __future__ import annotations

import ast
import difflib
import importlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.cases import definitions
from grader.course import Assignment, Exercise, replaced_name
from grader.leaks import leaks
from grader.release import LANGUAGES, build, statement_name
from grader.stub import BEGIN, ReleaseError, marked_lines, read_text
from grader.submission.families import FAMILIES
from grader.text import Text

if TYPE_CHECKING:
    from grader.suite.spec import TestSpec

_KNOWN = ("torch", "numpy", "math", "collections")  # where a forbidden name can be looked up


def faults(assignment: Assignment, exercise: Exercise, tests: Sequence[TestSpec]) -> Iterator[str]:
    """A sentence for each thing that is wrong with the files of an exercise."""
    own = [test for test in tests if test.exercise == exercise.id]
    points = sum(test.points for test in own)
    if abs(points - exercise.points) > 1e-9:
        yield f"assignment.toml gives {exercise.points:g} points and the tests sum to {points:g}"
    if not own:
        yield f"there are no tests: write {assignment.folder / f'test_{exercise.id}.py'}"
        return
    if not any(test.visibility == "public" for test in own):
        yield "there is no public test, so `torchgrade check` has nothing to run"
    for test in own:
        if not (test.title.en and test.title.zh):
            yield f"{test.id} needs a title in English and Chinese"
        if test.hint is not None and not test.hint.zh:
            yield f"the hint of {test.id} has no Chinese"
    yield from filter(None, map(nowhere, exercise.forbid))
    owners = {name: e for e in assignment.exercises for name in e.names}
    for node in definitions(read_text(assignment.mistakes_path), assignment.mistakes_path, owners):
        replaced = replaced_name(node.name, owners)
        text = Text.parse(ast.get_docstring(node))
        if replaced and owners[replaced] == exercise and not (text.en and text.zh):
            yield f"the mistake {node.name} needs a docstring in English and Chinese"
    try:
        released = build(assignment)
    except ReleaseError as error:
        yield str(error)
        return
    for leak in leaks([assignment], {assignment.key: released}):
        yield f"{leak.file} gives away a line that students must not see: {leak.line}"
    if not marked_lines(read_text(assignment.reference_path)):
        yield f"{assignment.reference_path}: there is no {BEGIN}, so the stub would be the reference"
    for language in LANGUAGES:
        yield from statement_faults(assignment.folder / statement_name(language), language)


def statement_faults(path: Path, language: str) -> Iterator[str]:
    """What would not show as its author meant it: heading, language, formulas that do not end."""
    lines = read_text(path).splitlines()
    first = next((n for n, line in enumerate(lines, 1) if line.strip()), 1)
    if not lines or not re.match(r"# \S", lines[first - 1]):
        found = lines[first - 1] if lines else ""
        yield f"{path}:{first}: found {found!r}; a statement begins with a heading, as '# Title'"
    text = "\n".join(lines)
    if language == "zh" and not re.search(r"[\u4e00-\u9fff]", text):
        yield f"{path}: there is no Chinese in it"
    for line, paragraph in _paragraphs(lines):
        for mark in ("$$", "$"):
            if (count := paragraph.count(mark)) % 2:
                yield f"{path}:{line}: a formula does not end: {mark} stands {count} times in this paragraph"
            paragraph = paragraph.replace(mark, "")


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Paragraphs with the number of their first line, without code and without \\$, which is a dollar."""
    fenced = False
    held: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        fence = line.lstrip().startswith("```")
        if not fence and not fenced and line.strip():
            held.append(re.sub(r"`[^`]*`|\\\$", "", line))
        elif held:
            yield number - len(held), "\n".join(held)
            held = []
        fenced ^= fence


def nowhere(entry: str) -> str:
    """What is wrong with an entry of a forbid list that names nothing; "" where it does, or where nobody can tell."""
    parts = entry.removesuffix(".*").split(".")
    if parts[0] not in _KNOWN or any(entry in family.names for family in FAMILIES.values()):
        return ""
    holder: Any = importlib.import_module(parts[0])
    for n, part in enumerate(parts[1:], 1):
        try:
            holder = (
                getattr(holder, part) if hasattr(holder, part) else importlib.import_module(".".join(parts[: n + 1]))
            )
        except ImportError:
            close = difflib.get_close_matches(part, dir(holder), n=1)
            meant = f": did you mean {'.'.join([*parts[:n], close[0]])!r}?" if close else ""
            return f"forbid has {entry!r}, which does not exist{meant}"
    return ""
