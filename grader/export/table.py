"""Owns the plain CSV: a row for each mark with what it comes from, and a column for each exercise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from grader.export.cells import Cell, table
from grader.gradebook.marks import Mark

_HEAD = (
    *("student", "name", "email", "section", "assignment", "attempt", "attempts", "submitted_at"),
    *("score", "max_score", "late_days", "final", "status", "overrides"),
    *("submission_sha256", "assignment_version", "grader_version", "seed", "device", "isolation", "path"),
)


def document(marks: Sequence[Mark]) -> str:
    """Every mark as a row. Points of an exercise stand in a column `assignment: exercise`."""
    exercises = dict.fromkeys([(m.assignment, e.id) for m in marks for e in m.exercises])
    head = [*_HEAD, *(f"{assignment}: {exercise}" for assignment, exercise in exercises)]
    places = {exercise: place for place, exercise in enumerate(exercises)}
    return table(chain([head], (_row(mark, places) for mark in marks)))


def status(mark: Mark) -> str:
    """One word for where a mark stands."""
    if not mark.assignment:
        return "no assignment"
    if not mark.graded:
        return "waiting"
    return mark.trouble or "graded"


def _row(mark: Mark, places: Mapping[tuple[str, str], int]) -> list[Cell]:
    origin = mark.provenance
    points: list[Cell] = [None] * len(places)
    for exercise in mark.exercises:
        points[places[mark.assignment, exercise.id]] = exercise.score
    return [
        mark.student,
        mark.name,
        mark.email,
        mark.section,
        mark.assignment,
        mark.attempt,
        mark.attempts,
        mark.submitted_at.isoformat() if mark.submitted_at else None,
        mark.score,
        mark.max_score,
        mark.lateness.days or None,
        mark.final,
        status(mark),
        "; ".join([f"{e.id} {e.graded:g} → {e.score:g}: {e.why}" for e in mark.exercises if e.why]),
        mark.sha256,
        origin.version if origin else None,
        origin.grader if origin else None,
        str(origin.seed) if origin else None,
        origin.device if origin else None,
        origin.isolation if origin else None,
        mark.path,
        *points,
    ]
