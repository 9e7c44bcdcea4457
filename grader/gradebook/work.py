"""Owns the queue: which submissions are to be graded, who is grading them, and writing what came of it.

A job is one row for one unit of work (bytes, assignment version, grader version, device, seed), so nothing is graded
twice. It is claimed in one transaction; its report is written and it is marked done in one other. Between the two the
claim can be lost with the process that held it: then the next `claim` takes it over.
"""

from __future__ import annotations

import os
import socket
import zlib
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

import msgspec
from sqlalchemy import and_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grader.gradebook.clock import now
from grader.gradebook.store import Gradebook
from grader.gradebook.tables import Job, Result, Run, StoredReport
from grader.report import Report, decode, encode

LEASE_S = 1800.0  # beyond what any submission may take: a claim older than that belongs to a machine that is gone


class Unit(msgspec.Struct, frozen=True):
    """What a report is a pure function of. `seed` is None where each submission's own is used."""

    sha256: str
    assignment: str
    version: str
    grader: str
    device: str
    seed: int | None = None


class Claimed(msgspec.Struct, frozen=True):
    """A unit that this process is to grade."""

    job: int
    unit: Unit


def me() -> str:
    """This process as an owner of claims: host, process, and when the process began, since numbers are used again."""
    return f"{socket.gethostname()}/{os.getpid()}/{_born(os.getpid())}"


def claim(session: Session, jobs: Collection[int], owner: str, count: int) -> list[Claimed]:
    """Take the first of `jobs` (a few hundred at most) that are free, at most `count`: waiting, or claimed by a process
    that is no more."""
    free = and_(Job.id.in_(list(jobs)), _free(session))
    first = select(Job.id).where(free).order_by(Job.id).limit(count).with_for_update(skip_locked=True)
    taken = (
        update(Job)
        .where(Job.id.in_(session.scalars(first).all()))
        .values(state="claimed", owner=owner, claimed_at=now())
        .returning(Job.id, Job.sha256, Job.assignment, Job.version, Job.grader, Job.device, Job.seed)
    )
    rows = sorted(session.execute(taken).all())
    return [Claimed(row[0], Unit(*row[1:6], int(row[6]) if row[6] else None)) for row in rows]


def _free(session: Session):  # type: ignore[no-untyped-def]  # a condition; SQLAlchemy's own types for it are private
    owners = session.scalars(select(Job.owner).where(Job.state == "claimed").distinct()).all()
    dead = [owner for owner in owners if not _alive(owner)]
    lost = or_(Job.owner.in_(dead), Job.claimed_at < now() - timedelta(seconds=LEASE_S))
    return or_(Job.state == "waiting", and_(Job.state == "claimed", lost))


def release(session: Session, jobs: Collection[int], owner: str) -> None:
    """Give back what was claimed and not finished, so that another may take it at once."""
    for job in jobs:
        session.execute(
            update(Job)
            .where(Job.id == job, Job.owner == owner, Job.state == "claimed")
            .values(state="waiting", owner="", claimed_at=None)
        )


def finish(session: Session, job: int, run: int, report: Report) -> bool:
    """Write a report and mark its job done. False, and nothing is written, where another was quicker."""
    mark = update(Job).where(Job.id == job, Job.state != "done").values(state="done", owner="")
    done = session.execute(mark.returning(Job.sha256, Job.assignment)).one_or_none()
    if done is None:
        return False
    stored = StoredReport(
        job_id=job,
        run_id=run,
        sha256=done.sha256,
        assignment=done.assignment,
        made_at=now(),
        score=report.score,
        max_score=report.max_score,
        trouble=report.trouble,
        seed=report.seed,
        device=report.device,
        isolation=report.isolation.level,
        duration_s=report.duration_s,
        data=zlib.compress(encode(report).encode(), 3),
    )
    session.add(stored)
    session.flush()
    session.add_all(
        Result(
            report_id=stored.id,
            exercise=exercise.id,
            place=place,
            status=exercise.status,
            score=exercise.score,
            max_score=exercise.max_score,
            tests={test.id: test.status for test in exercise.tests},
            mistakes=[found.mistake for found in exercise.diagnosis],
        )
        for place, exercise in enumerate(report.exercises)
    )
    session.execute(update(Run).where(Run.id == run).values(graded=Run.graded + 1))
    return True


def record(book: Gradebook, job: int, run: int, report: Report, *, patience_s: float = 60.0) -> bool:
    """`finish` in a transaction of its own, waiting for a database that is away. Raises GradebookError."""
    try:
        return book.patiently(lambda session: finish(session, job, run, report), patience_s=patience_s)
    except IntegrityError:  # two wrote at once, and the other's stands
        return False


def report_of(session: Session, report_id: int) -> Report:
    """A stored report, whole. Raises KeyError."""
    stored = session.get(StoredReport, report_id)
    if stored is None:
        raise KeyError(report_id)
    return decode(zlib.decompress(stored.data))


def begin_run(session: Session, command: str, orders: dict[str, object]) -> int:
    """A new run. Returns its id."""
    run = Run(command=command, host=socket.gethostname(), started_at=now(), orders=orders)
    session.add(run)
    session.flush()
    return run.id


def end_run(session: Session, run: int) -> None:
    session.execute(update(Run).where(Run.id == run).values(ended_at=now()))


def _alive(owner: str) -> bool:
    """Whether the process behind a claim still is. Of another host nothing is known: its lease decides."""
    try:
        host, pid, born = owner.split("/")
        return host != socket.gethostname() or _born(int(pid)) == born
    except ValueError:
        return False


def _born(pid: int) -> str:
    """When a process began, as the system counts; empty where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError):
        pass
    if Path("/proc/self/stat").exists():
        return ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except OSError:
        pass
    return "alive"
