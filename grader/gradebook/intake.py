"""Owns what comes in: students and their hand-ins, each written once however often it is seen."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.batch import Packed
from grader.gradebook.clock import now
from grader.gradebook.tables import Content, HandIn, Student
from grader.text import Text


class Person(msgspec.Struct, frozen=True):
    """A student as a roster or a folder knows one. `matched` is false where no roster knew the name."""

    key: str
    name: str = ""
    email: str = ""
    section: str = ""
    ids: dict[str, str] = {}
    matched: bool = True


class Arrival(msgspec.Struct, frozen=True):
    """One attempt of one student, as it was found. `data` are the submission's bytes, `name` the file's name. What
    cannot be kept (a 200 MB file) has no data, and `refused` says why."""

    student: str
    assignment: str
    sha256: str
    name: str
    path: str
    data: bytes
    submitted_at: datetime | None = None
    refused: Text | None = None


def enrol(session: Session, people: Iterable[Person]) -> dict[str, int]:
    """Write students; what a later roster says of one replaces what was empty or has changed. Returns id by key."""
    known = {student.key: student for student in session.scalars(select(Student))}
    for person in people:
        student = known.get(person.key)
        if student is None:
            known[person.key] = student = Student(key=person.key, matched=person.matched, ids={})
            session.add(student)
        student.name = person.name or student.name or ""
        student.email = person.email or student.email or ""
        student.section = person.section or student.section or ""
        student.matched = student.matched or person.matched
        student.ids = {**(student.ids or {}), **person.ids}
    session.flush()
    return {key: student.id for key, student in known.items()}


def receive(session: Session, arrivals: Iterable[Arrival], students: dict[str, int]) -> int:
    """Write hand-ins that are new, with their bytes. `students` gives ids by key. Returns how many were new."""
    new = 0
    for arrival in arrivals:
        student, path = students[arrival.student], _storable(arrival.path)
        same = select(HandIn.id).where(
            HandIn.student_id == student,
            HandIn.assignment == arrival.assignment,
            HandIn.sha256 == arrival.sha256,
            HandIn.path == path,
        )
        if session.scalar(same) is not None:
            continue
        if session.get(Content, arrival.sha256) is None:
            session.add(
                Content(
                    sha256=arrival.sha256,
                    name=_storable(arrival.name)[-255:],
                    size=len(arrival.data),
                    data=zlib.compress(arrival.data, 3),
                    refused=msgspec.to_builtins(arrival.refused) if arrival.refused else None,
                )
            )
            session.flush()
        attempts = session.scalar(
            select(func.count()).where(HandIn.student_id == student, HandIn.assignment == arrival.assignment)
        )
        session.add(
            HandIn(
                student_id=student,
                assignment=arrival.assignment,
                sha256=arrival.sha256,
                path=path,
                attempt=(attempts or 0) + 1,
                submitted_at=arrival.submitted_at,
                seen_at=now(),
            )
        )
        session.flush()
        new += 1
    return new


def packed(session: Session, sha256: str, assignment: str) -> Packed:
    """A submission as the grader takes it. Raises KeyError."""
    found = session.get(Content, sha256)
    if found is None:
        raise KeyError(sha256)
    path = session.scalar(
        select(HandIn.path).where(HandIn.sha256 == sha256, HandIn.assignment == assignment).order_by(HandIn.id).limit(1)
    )
    refused = msgspec.convert(found.refused, Text) if found.refused else None
    return Packed(zlib.decompress(found.data), found.name, path or found.name, sha256, assignment, refused)


def _storable(text: str) -> str:
    """A path as text that every database takes: no half characters, no NUL, and not longer than its column."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")[-1024:]
