"""Owns deriving marks: the current report of each attempt, which attempt counts, an instructor's overrides, lateness.

Marks are never stored. Reports and overrides are, and the same ones give the same marks.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal

import msgspec
from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from grader.deadlines import Deadlines, Lateness
from grader.gradebook.clock import now
from grader.gradebook.tables import HandIn, Job, Override, Result, StoredReport, Student

Policy = Literal["last", "best", "all"]
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


class ExerciseMark(msgspec.Struct, frozen=True):
    """One exercise of a mark. `score` is after overrides, `graded` before; `why` is the override's reason."""

    id: str
    status: str
    score: float
    graded: float
    max_score: float
    tests: dict[str, str] = {}
    mistakes: Sequence[str] = ()
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


class Attempt(msgspec.Struct, frozen=True):
    """One hand-in in its place among a student's attempts on an assignment, of which there are `attempts`."""

    id: int
    student_id: int
    assignment: str
    sha256: str
    path: str
    submitted_at: datetime | None
    attempt: int
    attempts: int


def attempts(session: Session, assignments: Collection[str] | None = None) -> list[list[Attempt]]:
    """Every student's attempts on every assignment, each list from the first to the last. Those that say no time count
    as the earliest, in the order in which they were seen."""
    columns = (HandIn.id, HandIn.student_id, HandIn.assignment, HandIn.sha256, HandIn.path, HandIn.submitted_at)
    rows = session.execute(_of(select(*columns), HandIn.assignment, assignments).order_by(HandIn.id))
    groups: dict[tuple[str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[row[2], row[1]].append(tuple(row))
    found = []
    for group in groups.values():
        group.sort(key=lambda row: (row[5] is not None, row[5] or _EARLIEST))  # stable: then as they were seen
        most = len(group)
        found.append(
            [Attempt(row[0], row[1], row[2], row[3], row[4], row[5], n, most) for n, row in enumerate(group, 1)]
        )
    return found


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
    columns = (Student.id, Student.key, Student.name, Student.email, Student.section, Student.ids, Student.matched)
    students = {row[0]: _Who(*row) for row in session.execute(select(*columns))}
    decided = _overrides(session, assignments)
    reports = _current(session, assignments)
    results = _results(session, {r.origin.report for r in reports.values()}, assignments, detail)

    found = []
    for tried in attempts(session, assignments):
        each = [
            _mark(
                students[one.student_id],
                one,
                reports.get((one.sha256, one.assignment)),
                results,
                decided.get((one.assignment, one.student_id), {}),
                deadlines,
            )
            for one in (tried if policy != "last" else tried[-1:])
        ]
        found += each if policy != "best" else [max(each, key=_merit)]
    return sorted(found, key=lambda m: (m.assignment, m.student, m.attempt))


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


class _Decision(msgspec.Struct, frozen=True):
    points: float
    why: str


class _Who(msgspec.Struct, frozen=True):
    """A student, without the mapper's ways to each attribute: there are many marks to make of them."""

    id: int
    key: str
    name: str
    email: str
    section: str
    ids: dict[str, str]
    matched: bool


class _Stored(msgspec.Struct, frozen=True):
    trouble: str
    origin: Provenance


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
        Job.sha256,
        Job.assignment,
        StoredReport.trouble,
        StoredReport.id,
        Job.version,
        Job.grader,
        StoredReport.seed,
        StoredReport.device,
        StoredReport.isolation,
    ).join(Job, Job.id == StoredReport.job_id)
    rows = session.execute(columns.where(StoredReport.id.in_(newest)))
    return {(row[0], row[1]): _Stored(row[2], Provenance(*row[3:])) for row in rows}


def _results(
    session: Session, reports: Collection[int], assignments: Collection[str] | None, detail: bool
) -> dict[int, list[ExerciseMark]]:
    # As text: in a class many results are alike, and each kind is read once.
    wanted = (cast(Result.tests, String), cast(Result.mistakes, String)) if detail else ()
    columns = select(Result.report_id, Result.exercise, Result.status, Result.score, Result.max_score, *wanted)
    if assignments is not None:
        columns = columns.join(StoredReport, StoredReport.id == Result.report_id)
    rows = session.execute(_of(columns, StoredReport.assignment, assignments).order_by(Result.report_id, Result.place))
    read = cache(msgspec.json.decode)
    found: dict[int, list[ExerciseMark]] = defaultdict(list)
    for report, exercise, status, score, most, *more in rows:
        if report in reports:
            found[report].append(ExerciseMark(exercise, status, score, score, most, *map(read, more)))
    return found


def _mark(
    student: _Who,
    attempt: Attempt,
    stored: _Stored | None,
    results: dict[int, list[ExerciseMark]],
    decided: dict[str, _Decision],
    deadlines: Deadlines,
) -> Mark:
    exercises = tuple(results.get(stored.origin.report, ())) if stored else ()
    if decided:
        exercises = tuple(
            msgspec.structs.replace(e, score=decided[e.id].points, why=decided[e.id].why) if e.id in decided else e
            for e in exercises
        )
    score = sum([e.score for e in exercises])
    late = deadlines.lateness(attempt.assignment, student.key, attempt.submitted_at)
    return Mark(
        student=student.key,
        name=student.name,
        email=student.email,
        section=student.section,
        ids=student.ids,
        matched=student.matched,
        assignment=attempt.assignment,
        handin=attempt.id,
        attempt=attempt.attempt,
        attempts=attempt.attempts,
        path=attempt.path,
        sha256=attempt.sha256,
        submitted_at=attempt.submitted_at,
        exercises=exercises,
        score=score,
        max_score=sum([e.max_score for e in exercises]),
        final=score * late.share,
        lateness=late,
        trouble=stored.trouble if stored else "",
        provenance=stored.origin if stored else None,
    )
