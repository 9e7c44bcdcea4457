"""Owns the suite: every test cell of a draft as a test, the graded names, and which exercise each belongs to."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence

import msgspec

from grader.importing.flow import Statement, statements
from grader.importing.model import CellTest, Draft, Left, Part
from grader.importing.rewrite import Untestable
from grader.importing.tests import Test, tests_of, word


class Exercise(msgspec.Struct):
    """One solution cell (nbgrader) or question (Otter) with the names that its tests ask for."""

    id: str
    title: str
    names: list[str] = []
    tests: list[Test] = []

    @property
    def points(self) -> float:
        return sum(test.points for test in self.tests)


class Suite(msgspec.Struct):
    """What becomes of a draft."""

    exercises: list[Exercise]
    given: list[Statement]  # every statement that is no test's
    left: list[Left]

    @property
    def graded(self) -> list[str]:
        return [name for exercise in self.exercises for name in exercise.names]


def suite(draft: Draft, dropped: dict[int, str] | None = None) -> Suite:
    """Every test cell of the draft as a test, but for those that cannot be one and the `dropped` (by the number of
    their cell, with the reason): these are in `left`."""
    cells = [(item, statements(item)) for item in draft.items]
    flat = [statement for _, found in cells for statement in found]
    made: list[tuple[list[Test], set[str]]] = []
    left = list(draft.left)
    at = 0
    for item, own in cells:
        before, after = flat[:at], flat[at + len(own) :]
        at += len(own)
        if not isinstance(item, CellTest):
            continue
        where = f"cell {item.number} ({item.label})" if item.label else f"cell {item.number}"
        try:
            if dropped and item.number in dropped:
                raise Untestable(dropped[item.number])
            made.append(tests_of(item, before, [s for s in after if isinstance(s.item, Part)]))
            if item.valued and any("cells.full_credit(" in test.body for test in made[-1][0]):
                what = "gives partial credit by the number it ends in; here it is worth all or nothing"
                left.append(Left(where, what))
        except Untestable as why:
            left.append(Left(where, f"a test that {why}", item.points))
    given = [s for s in flat if isinstance(s.item, Part)]
    exercises = _exercises(draft, given, made, left)
    return Suite(exercises, given, left)


def _exercises(
    draft: Draft, given: Sequence[Statement], made: Sequence[tuple[list[Test], set[str]]], left: list[Left]
) -> list[Exercise]:
    """Exercises in the order of the notebook: for nbgrader one for each solution cell, for Otter one for each question;
    a test goes to the last one whose names it asks for (in Otter to its own question, where it asks for its names)."""
    asked = set().union(*(names for _, names in made)) if made else set()
    owner: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    parts: dict[str, Part] = {}
    for statement in given:
        if not statement.own or not isinstance(statement.item, Part):
            continue
        key = statement.item.label if draft.origin == "Otter" else ""
        key = key or f"cell {statement.item.number}"
        parts.setdefault(key, statement.item)
        for name in sorted(statement.binds & asked):
            if name in owner and owner[name] != key:
                what = f"defines {name} again: the last definition in a student's file is graded"
                left.append(Left(f"cell {statement.item.number}", what))
            elif name not in owner:
                owner[name] = key
                names.setdefault(key, []).append(name)
    order = list(names)
    exercises = {key: Exercise("", parts[key].heading, names[key]) for key in order}
    taken: set[str] = set()
    headings = {draft.title}  # of several exercises under one heading the first has it as its title
    for key in order:
        exercise = exercises[key]
        exercise.id = _id(parts[key].label, names[key], taken, draft.origin)
        if not exercise.title or exercise.title in headings:
            exercise.title = exercise.id
        headings.add(exercise.title)
    for tests, asks in made:
        keys = sorted({owner[name] for name in asks if name in owner}, key=order.index)
        group = tests[0].cell.group
        if not keys:  # asked for by way of a cell that only changes it
            left.append(Left(f"cell {tests[0].cell.number}", "a test whose names no solution binds", _points(tests)))
            continue
        exercises[group if group in keys else keys[-1]].tests += tests
    found = []
    for exercise in exercises.values():
        if exercise.points > 0:
            _rename_doubles(exercise)
            found.append(_all_or_nothing(exercise))
        elif exercise.tests:
            left.append(Left(exercise.id, "tests that are worth no points"))
    return found


def _points(tests: Sequence[Test]) -> float:
    return sum(test.points for test in tests)


def _all_or_nothing(exercise: Exercise) -> Exercise:
    """Where a question is worth all or nothing, its last test has the points and comes after the others."""
    for group in {test.cell.group for test in exercise.tests if test.cell.whole}:
        ordered = [t for t in exercise.tests if t.public] + [t for t in exercise.tests if not t.public]
        own = [test for test in ordered if test.cell.group == group]
        total = _points(own)
        for test in own:
            points = total if test is own[-1] else 0.0
            exercise.tests[exercise.tests.index(test)] = msgspec.structs.replace(test, points=points)
    return exercise


def _rename_doubles(exercise: Exercise) -> None:
    seen: dict[str, int] = {}
    for n, test in enumerate(exercise.tests):
        seen[test.name] = seen.get(test.name, 0) + 1
        if seen[test.name] > 1:
            exercise.tests[n] = msgspec.structs.replace(test, name=f"{test.name}_{seen[test.name]}")


def _id(label: str, names: Sequence[str], taken: set[str], origin: str) -> str:
    """An exercise's id: the question's name, or the one graded name, or the cell's own id."""
    auto = not label or re.fullmatch(r"cell-[0-9a-f]+", label) is not None
    wanted = names[0] if (origin == "nbgrader" and len(names) == 1) or auto else word(label)
    if not wanted.isidentifier() or keyword.iskeyword(wanted):
        wanted = f"q{wanted}" if f"q{wanted}".isidentifier() else names[0]
    base, number = wanted, 2
    while wanted in taken:
        wanted, number = f"{base}_{number}", number + 1
    taken.add(wanted)
    return wanted
