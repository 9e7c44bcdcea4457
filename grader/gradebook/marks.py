"""Owns deriving marks: the current report of each attempt, which attempt counts, an instructor's overrides, lateness.

Marks are never stored. Reports and overrides are, and the same ones give the same marks.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from typing import Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from grader.deadlines import Deadlines, Lateness
from grader.gradebook import rows
from grader.gradebook.clock import now
from grader.gradebook.rows import Attempt, Decision, ExerciseMark, Provenance, Who
from grader.gradebook.tables import Override, Student

Policy = Literal["last", "best", "all"]
_SCORE, _MOST = attrgetter("score"), attrgetter("max_score")


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One student's standing in one assignment, by one attempt.

    `provenance` is None while the attempt waits to be graded. `score` is the sum over the exercises, `final` what is
    left of it after lateness. `trouble` as in the report: a mark with trouble is no judgement.
    """

    student: str
    name: str
    email: str
    section: str
    ids: dict[str, str]
    matched: bool
    assignment: str
    handin: int
    attempt: int
    attempts: int
    path: str
    sha256: str
    submitted_at: datetime | None
    exercises: tuple[ExerciseMark, ...] = ()
    score: float = 0.0
    max_score: float = 0.0
    final: float = 0.0
    lateness: Lateness = Lateness()
    trouble: str = ""
    provenance: Provenance | None = None

    @property
    def graded(self) -> bool:
        """Whether there is a report at all."""
        return self.provenance is not None


def marks(
    session: Session,
    *,
    assignments: Collection[str] | None = None,
    policy: Policy = "last",
    deadlines: Deadlines | None = None,
    detail: bool = True,
) -> list[Mark]:
    """Every mark, ordered by assignment, student and attempt: one for each student and assignment, or with the policy
    `all` one for each attempt. `last` is the newest attempt, `best` the one with the best final mark (of equals, the
    first). An override counts for whichever attempt is taken. Without `detail`, exercises have no tests and mistakes,
    which takes half the time."""
    with _no_collection():
        return _marks(session, assignments, policy, deadlines or Deadlines(), detail)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without Python's search for cycles, which finds none here and looks again with every million of new objects; nor
    does it look at these later, while whoever asked works through them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def _marks(
    session: Session, assignments: Collection[str] | None, policy: Policy, deadlines: Deadlines, detail: bool
) -> list[Mark]:
    students = rows.students(session)
    decided = rows.decisions(session, assignments)
    reports = rows.reports(session, assignments)
    results = rows.results(session, assignments, detail)

    found = []
    for tried in rows.attempts(session, assignments):
        each = [
            _mark(
                students[one.student_id],
                one,
                reports.get((one.sha256, one.assignment)),
                results,
                decided.get((one.assignment, one.student_id)),
                deadlines,
            )
            for one in (tried if policy != "last" else tried[-1:])
        ]
        found += each if policy != "best" else [max(each, key=_merit)]
    return sorted(found, key=attrgetter("assignment", "student", "attempt"))


def _merit(mark: Mark) -> tuple[bool, float, int]:
    return (mark.graded and not mark.trouble, mark.final, -mark.attempt)


def override(
    session: Session, student: str, assignment: str, exercise: str, points: float | None, why: str, who: str = ""
) -> None:
    """Decide one exercise's points by hand; with `points` None, take such a decision back. Raises KeyError for a
    student the gradebook does not know."""
    found = session.scalar(select(Student).where(Student.key == student))
    if found is None:
        raise KeyError(student)
    session.add(
        Override(
            student_id=found.id,
            assignment=assignment,
            exercise=exercise,
            points=points,
            why=why,
            who=who,
            made_at=now(),
        )
    )


def _mark(
    student: Who,
    attempt: Attempt,
    report: tuple[str, Provenance] | None,
    results: dict[int, tuple[ExerciseMark, ...]],
    decided: dict[str, Decision] | None,
    deadlines: Deadlines,
) -> Mark:
    trouble, origin = report or ("", None)
    exercises = results.get(origin.report, ()) if origin else ()
    if decided:
        exercises = tuple(
            msgspec.structs.replace(e, score=decided[e.id].points, why=decided[e.id].why) if e.id in decided else e
            for e in exercises
        )
    score, most = sum(map(_SCORE, exercises)), sum(map(_MOST, exercises))
    late = deadlines.lateness(attempt.assignment, student.key, attempt.submitted_at)
    # By place and not by name: for 100,000 marks that takes a quarter of the time.
    return Mark(
        student.key, student.name, student.email, student.section, student.ids, student.matched,
        attempt.assignment, attempt.id, attempt.attempt, attempt.attempts, attempt.path, attempt.sha256,
        attempt.submitted_at, exercises, score, most, score * late.share, late, trouble, origin,
    )  # fmt: skip
