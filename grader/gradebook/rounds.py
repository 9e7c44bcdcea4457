"""Owns a round of grading a class: taking in what was collected, and which jobs are to be done for it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from grader import __version__
from grader.batch import Orders
from grader.course import Course
from grader.gradebook.intake import Arrival, Person, enrol, receive
from grader.gradebook.marks import Policy
from grader.gradebook.rows import attempts
from grader.gradebook.store import Gradebook
from grader.gradebook.tables import Job
from grader.gradebook.work import Unit

_AT_ONCE = 50  # hand-ins written in one transaction, and held in memory


def take_in(
    book: Gradebook,
    arrivals: Iterable[Arrival],
    people: dict[str, Person],
    tick: Callable[[int], None] = lambda seen: None,
) -> tuple[int, int]:
    """Write arrivals as they come; `people` grows with them. Returns how many were seen and how many were new."""
    seen = new = 0
    for chunk in itertools.batched(arrivals, _AT_ONCE) if hasattr(itertools, "batched") else _chunks(arrivals):
        with book.begin() as session:
            students = enrol(session, (people[key] for key in dict.fromkeys(a.student for a in chunk)))
            new += receive(session, chunk, students)
        seen += len(chunk)
        tick(seen)
    return seen, new


def _chunks(arrivals: Iterable[Arrival]) -> Iterable[tuple[Arrival, ...]]:
    """itertools.batched, which Python 3.11 has not."""
    waiting = iter(arrivals)
    while chunk := tuple(itertools.islice(waiting, _AT_ONCE)):
        yield chunk


def affected(
    session: Session, course: Course, orders: Orders, *, policy: Policy, assignments: Collection[str] | None = None
) -> list[Unit]:
    """What is to be graded for the present suites: the attempts that count, or may (every one with `best` or `all`), as
    units, without those whose report exists. Attempts at what is no assignment of the course are left out."""
    chosen = {a.key: a for a in course.assignments if assignments is None or a.key in assignments}
    units = {
        Unit(one.sha256, one.assignment, chosen[one.assignment].version, __version__, orders.device, orders.seed): None
        for tried in attempts(session, chosen)
        for one in (tried[-1:] if policy == "last" else tried)
    }
    done = _known(session, units, done=True)
    return [unit for unit in units if unit not in done]


def plan(session: Session, units: Iterable[Unit]) -> list[int]:
    """Write a job for each unit that has none. Returns the jobs of all units, in order."""
    listed = list(units)
    known = _known(session, listed)
    fresh = {
        unit: Job(
            sha256=unit.sha256,
            assignment=unit.assignment,
            version=unit.version,
            grader=unit.grader,
            device=unit.device,
            seed=_seed(unit),
            state="waiting",
        )
        for unit in dict.fromkeys(listed)
        if unit not in known
    }
    session.add_all(fresh.values())
    session.flush()
    known |= {unit: job.id for unit, job in fresh.items()}
    return [known[unit] for unit in listed]


def _known(session: Session, units: Collection[Unit], *, done: bool = False) -> dict[Unit, int]:
    """Jobs of units, of those that have one (and are done)."""
    query = select(Job.id, Job.sha256, Job.assignment, Job.version, Job.grader, Job.device, Job.seed).where(
        Job.version.in_({unit.version for unit in units})
    )
    if done:
        query = query.where(Job.state == "done")
    wanted = set(units)
    found = {Unit(*row[1:6], int(row[6]) if row[6] else None): row[0] for row in session.execute(query)}
    return {unit: job for unit, job in found.items() if unit in wanted}


def _seed(unit: Unit) -> str:
    return "" if unit.seed is None else str(unit.seed)
