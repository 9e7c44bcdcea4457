"""Owns deriving marks: the current report of each attempt, which attempt counts, an instructor's overrides, lateness.

Marks are never stored. Reports and overrides are, and the same ones give the same marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.deadlines import Deadlines, Lateness
from grader.gradebook.clock import now
from grader.gradebook.tables import HandIn, Job, Override, Result, StoredReport, Student

Policy = Literal["last", "best", "all"]


class ExerciseMark(msgspec.Struct, frozen=True):
    """One exercise of a mark. `score` is after overrides, `graded` before; `why` is the override's reason."""

    id: str
    status: str
    score: float
    graded: float
    max_score: float
    tests: dict[str, str] = {}
    mistakes: tuple[str, ...] = ()
    why: str = ""


class Provenance(msgspec.Struct, frozen=True):
    """What a mark comes from."""

    report: int
    version: str
    grader: str
    seed: int
    device: str
    isolation: str


class Mark(msgspec.Struct, frozen=True):
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
) -> list[Mark]:
    """Every mark, ordered by assignment, student and attempt: one for each student and assignment, or with the policy
    `all` one for each attempt. `last` is the newest attempt, `best` the one with the best final mark (of equals, the
    first). An override counts for whichever attempt is taken."""
    deadlines = deadlines or Deadlines()
    students = {s.id: s for s in session.scalars(select(Student))}
    decided = _overrides(session, assignments)
    reports = _current(session, assignments)
    results = _results(session, {r.id for r in reports.values()}, assignments)
    attempts: dict[tuple[str, int], list[HandIn]] = defaultdict(list)
    for handin in session.scalars(_of(select(HandIn), HandIn.assignment, assignments)):
        attempts[handin.assignment, handin.student_id].append(handin)

    found = []
    for (assignment, student_id), tried in attempts.items():
        tried.sort(key=lambda h: (h.submitted_at is not None, h.submitted_at or h.seen_at, h.attempt, h.id))
        each = [
            _mark(
                students[student_id],
                handin,
                n,
                len(tried),
                reports.get((handin.sha256, assignment)),
                results,
                decided.get((assignment, student_id), {}),
                deadlines,
            )
            for n, handin in enumerate(tried, 1)
        ]
        found += _chosen(each, policy)
    return sorted(found, key=lambda m: (m.assignment, m.student, m.attempt))


def _chosen(each: list[Mark], policy: Policy) -> list[Mark]:
    if policy == "all":
        return each
    if policy == "best":
        return [max(each, key=lambda m: (m.graded and not m.trouble, m.final, -m.attempt))]
    return [each[-1]]


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


class _Decision(msgspec.Struct, frozen=True):
    points: float
    why: str


class _Stored(msgspec.Struct, frozen=True):
    id: int
    trouble: str
    seed: int
    device: str
    isolation: str
    version: str
    grader: str


def _of(query, column, assignments: Collection[str] | None):  # type: ignore[no-untyped-def]  # any select
    return query if assignments is None else query.where(column.in_(list(assignments)))


def _overrides(session: Session, assignments: Collection[str] | None) -> dict[tuple[str, int], dict[str, _Decision]]:
    decided: dict[tuple[str, int], dict[str, _Decision]] = defaultdict(dict)
    for o in session.scalars(_of(select(Override), Override.assignment, assignments).order_by(Override.id)):
        if o.points is None:
            decided[o.assignment, o.student_id].pop(o.exercise, None)
        else:
            decided[o.assignment, o.student_id][o.exercise] = _Decision(o.points, o.why)
    return decided


def _current(session: Session, assignments: Collection[str] | None) -> dict[tuple[str, str], _Stored]:
    """The newest report of each submission and assignment."""
    newest = _of(select(func.max(StoredReport.id)), StoredReport.assignment, assignments).group_by(
        StoredReport.sha256, StoredReport.assignment
    )
    columns = select(
        StoredReport.id,
        StoredReport.trouble,
        StoredReport.seed,
        StoredReport.device,
        StoredReport.isolation,
        Job.version,
        Job.grader,
        Job.sha256,
        Job.assignment,
    ).join(Job, Job.id == StoredReport.job_id)
    rows = session.execute(columns.where(StoredReport.id.in_(newest)))
    return {(row[7], row[8]): _Stored(*row[:7]) for row in rows}


def _results(
    session: Session, reports: Collection[int], assignments: Collection[str] | None
) -> dict[int, list[ExerciseMark]]:
    columns = select(
        Result.report_id,
        Result.exercise,
        Result.status,
        Result.score,
        Result.max_score,
        Result.tests,
        Result.mistakes,
    ).order_by(Result.report_id, Result.place)
    if assignments is not None:
        columns = columns.join(StoredReport, StoredReport.id == Result.report_id)
    found: dict[int, list[ExerciseMark]] = defaultdict(list)
    for report, exercise, status, score, most, tests, mistakes in session.execute(
        _of(columns, StoredReport.assignment, assignments)
    ):
        if report in reports:
            found[report].append(ExerciseMark(exercise, status, score, score, most, tests, tuple(mistakes)))
    return found


def _mark(
    student: Student,
    handin: HandIn,
    attempt: int,
    attempts: int,
    stored: _Stored | None,
    results: dict[int, list[ExerciseMark]],
    decided: dict[str, _Decision],
    deadlines: Deadlines,
) -> Mark:
    exercises: Iterable[ExerciseMark] = results.get(stored.id, ()) if stored else ()
    exercises = tuple(
        msgspec.structs.replace(e, score=decided[e.id].points, why=decided[e.id].why) if e.id in decided else e
        for e in exercises
    )
    score = sum(e.score for e in exercises)
    late = deadlines.lateness(handin.assignment, student.key, handin.submitted_at)
    return Mark(
        student=student.key,
        name=student.name,
        email=student.email,
        section=student.section,
        ids=student.ids,
        matched=student.matched,
        assignment=handin.assignment,
        handin=handin.id,
        attempt=attempt,
        attempts=attempts,
        path=handin.path,
        sha256=handin.sha256,
        submitted_at=handin.submitted_at,
        exercises=exercises,
        score=score,
        max_score=sum(e.max_score for e in exercises),
        final=score * late.share,
        lateness=late,
        trouble=stored.trouble if stored else "",
        provenance=Provenance(stored.id, stored.version, stored.grader, stored.seed, stored.device, stored.isolation)
        if stored
        else None,
    )
