"""Owns reading what marks are made of, a whole class at a time: students, attempts, current reports and their results.

One query a table, of columns and not of mapped objects: a gradebook has 100,000 rows of each, results four times that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import String, cast, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from grader.gradebook.tables import HandIn, Job, Override, Result, StoredReport, Student

_Select = Any  # SQLAlchemy 2.0 and 2.1 write its type differently
_AT_ONCE = 1000  # rows held as the database gave them
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


class Who(msgspec.Struct, frozen=True, gc=False):
    """A student."""

    key: str
    name: str
    email: str
    section: str
    ids: dict[str, str]
    matched: bool


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """One hand-in in its place among a student's attempts on an assignment, of which there are `attempts`."""

    id: int
    student_id: int
    assignment: str
    sha256: str
    path: str
    submitted_at: datetime | None
    attempt: int
    attempts: int


class Provenance(msgspec.Struct, frozen=True, gc=False):
    """What a mark comes from."""

    report: int
    version: str
    grader: str
    seed: int
    device: str
    isolation: str


class ExerciseMark(msgspec.Struct, frozen=True, gc=False):
    """One exercise of a mark. `score` is after overrides, `graded` before; `why` is the override's reason."""

    id: str
    status: str
    score: float
    graded: float
    max_score: float
    tests: dict[str, str] = {}
    mistakes: Sequence[str] = ()
    why: str = ""


class Decision(msgspec.Struct, frozen=True):
    """What an instructor decided on one exercise of one student, and why."""

    points: float
    why: str


def students(session: Session) -> dict[int, Who]:
    """Every student, by the number that hand-ins and overrides have."""
    columns = (Student.id, Student.key, Student.name, Student.email, Student.section, Student.ids, Student.matched)
    return {row[0]: Who(*row[1:]) for row in _rows(session, select(*columns))}


def attempts(session: Session, assignments: Collection[str] | None = None) -> list[list[Attempt]]:
    """Every student's attempts on every assignment, each list from the first to the last. Those that say no time count
    as the earliest, in the order in which they were seen."""
    columns = (HandIn.id, HandIn.student_id, HandIn.assignment, HandIn.sha256, HandIn.path, HandIn.submitted_at)
    groups: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in _rows(session, _of(select(*columns).order_by(HandIn.id), HandIn.assignment, assignments)):
        groups[row[2], row[1]].append(row)
    found = []
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda row: row[5] or _EARLIEST)  # stable: then as they were seen
        found.append(
            [Attempt(row[0], row[1], row[2], row[3], row[4], row[5], n, len(group)) for n, row in enumerate(group, 1)]
        )
    return found


def decisions(session: Session, assignments: Collection[str] | None) -> dict[tuple[str, int], dict[str, Decision]]:
    """The overrides that count, by assignment and student, then by exercise."""
    decided: dict[tuple[str, int], dict[str, Decision]] = defaultdict(dict)
    for o in session.scalars(_of(select(Override), Override.assignment, assignments).order_by(Override.id)):
        if o.points is None:
            decided[o.assignment, o.student_id].pop(o.exercise, None)
        else:
            decided[o.assignment, o.student_id][o.exercise] = Decision(o.points, o.why)
    return decided


def reports(session: Session, assignments: Collection[str] | None) -> dict[tuple[str, str], tuple[str, Provenance]]:
    """The newest report of each submission and assignment: its trouble, and what it comes from."""
    columns = select(
        StoredReport.sha256,
        StoredReport.assignment,
        StoredReport.trouble,
        StoredReport.id,
        Job.version,
        Job.grader,
        StoredReport.seed,
        StoredReport.device,
        StoredReport.isolation,
    ).join(Job, Job.id == StoredReport.job_id)
    rows = _rows(session, _of(columns, StoredReport.assignment, assignments).order_by(StoredReport.id))
    return {(row[0], row[1]): (row[2], Provenance(*row[3:])) for row in rows}  # the newest comes last


def results(session: Session, assignments: Collection[str] | None, detail: bool) -> dict[int, tuple[ExerciseMark, ...]]:
    """The exercises of every report. Those that are alike are one object: a class has few kinds."""
    # As text, which is the same where they are the same.
    wanted = (cast(Result.tests, String), cast(Result.mistakes, String)) if detail else ()
    columns = select(
        Result.report_id, Result.place, Result.exercise, Result.status, Result.score, Result.max_score, *wanted
    )
    if assignments is not None:
        columns = columns.join(StoredReport, StoredReport.id == Result.report_id)

    @cache
    def kind(place: int, exercise: str, status: str, score: float, most: float, *more: str) -> tuple[int, ExerciseMark]:
        return place, ExerciseMark(exercise, status, score, score, most, *map(msgspec.json.decode, more))

    found: dict[int, list[tuple[int, ExerciseMark]]] = defaultdict(list)
    for row in _rows(session, _of(columns, StoredReport.assignment, assignments)):
        found[row[0]].append(kind(*row[1:]))
    # Sorted here and not there: most are in order, and to move so much text about takes a database longer.
    return {report: tuple([mark for _, mark in sorted(own, key=_PLACE)]) for report, own in found.items()}


_PLACE = itemgetter(0)


def _of(query: _Select, column: InstrumentedAttribute[str], assignments: Collection[str] | None) -> _Select:
    return query if assignments is None else query.where(column.in_(list(assignments)))


def _rows(session: Session, query: _Select) -> Iterator[Any]:
    """Rows of columns, without the mapper's share of the time, and not all of them at once."""
    return chain.from_iterable(session.connection().execute(query).partitions(_AT_ONCE))
