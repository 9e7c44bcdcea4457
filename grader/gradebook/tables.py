"""Owns the gradebook's tables. A change here needs a migration in `migrations/versions/`; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, LargeBinary, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

REVISION = "0001"
"""The newest of the migrations."""

# Constraints need names, or a migration could not speak of them on every database.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone of a time, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        if dialect.name != "sqlite":
            return super().result_processor(dialect, coltype)
        # Read with its zone, not given one afterwards, which takes six times as long.
        return lambda text: None if text is None else datetime.fromisoformat(f"{text}+00:00")


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=_NAMES)


class Student(Base):
    """Who hands in. `key` is what a roster or a folder calls the student. One whom no roster knows is not `matched`."""

    __tablename__ = "students"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(255), default="")
    email: Mapped[str] = mapped_column(String(255), default="")
    section: Mapped[str] = mapped_column(String(255), default="")
    matched: Mapped[bool] = mapped_column(default=True)
    ids: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """By system: canvas, sis, login, moodle, gradescope …; whatever the roster or the export had."""


class Content(Base):
    """The bytes of a submission, once, however many students handed them in. A folder is kept as a zip of its files;
    the hash is the folder's."""

    __tablename__ = "contents"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    data: Mapped[bytes] = mapped_column(LargeBinary)
    """zlib-compressed."""
    refused: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True), default=None)
    """Why the bytes were not kept (too large, a link …), as en and zh. The hash is then of what stood there."""


class HandIn(Base):
    """One attempt of a student on an assignment (`chapter/id`; empty where nothing said which)."""

    __tablename__ = "handins"
    __table_args__ = (
        UniqueConstraint("student_id", "assignment", "sha256", "path"),
        Index(None, "assignment", "student_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    assignment: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(ForeignKey("contents.sha256"), index=True)
    path: Mapped[str] = mapped_column(String(1024))
    attempt: Mapped[int] = mapped_column(default=1)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class Run(Base):
    """One command that graded."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str] = mapped_column(String(64))
    host: Mapped[str] = mapped_column(String(255), default="")
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant, default=None)
    graded: Mapped[int] = mapped_column(default=0)
    orders: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Job(Base):
    """A unit of grading: these bytes on this version of this assignment, by this grader, in this way. Its report is a
    pure function of the row, so the row exists once. `owner` is the process that has it since `claimed_at`."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("sha256", "assignment", "version", "grader", "device", "seed", name="uq_jobs_unit"),
        Index(None, "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("contents.sha256"))
    assignment: Mapped[str] = mapped_column(String(255))
    version: Mapped[str] = mapped_column(String(64))
    grader: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(16))
    seed: Mapped[str] = mapped_column(String(20), default="")
    """Empty where each submission's own seed is used."""
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    """waiting, claimed or done."""
    owner: Mapped[str] = mapped_column(String(255), default="")
    claimed_at: Mapped[datetime | None] = mapped_column(Instant, default=None)


class StoredReport(Base):
    """What a job found: the columns that lists need, and the whole report as zlib-compressed JSON."""

    __tablename__ = "reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("jobs.id"), unique=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    assignment: Mapped[str] = mapped_column(String(255))
    made_at: Mapped[datetime] = mapped_column(Instant)
    score: Mapped[float]
    max_score: Mapped[float]
    trouble: Mapped[str] = mapped_column(String(16), default="")
    seed: Mapped[int]
    device: Mapped[str] = mapped_column(String(32))
    isolation: Mapped[str] = mapped_column(String(8))
    duration_s: Mapped[float]
    data: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (Index(None, "assignment", "sha256"),)


class Result(Base):
    """One exercise of a report. `tests` is JSON, test id to status; `mistakes` the names of the diagnosed ones."""

    __tablename__ = "results"
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    exercise: Mapped[str] = mapped_column(String(255), primary_key=True)
    place: Mapped[int]
    status: Mapped[str] = mapped_column(String(16))
    score: Mapped[float]
    max_score: Mapped[float]
    tests: Mapped[dict[str, str]] = mapped_column(JSON)
    mistakes: Mapped[list[str]] = mapped_column(JSON)


class Override(Base):
    """An instructor's decision on one exercise of one student. The newest counts; `points` null takes it back."""

    __tablename__ = "overrides"
    __table_args__ = (Index(None, "assignment", "student_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    assignment: Mapped[str] = mapped_column(String(255))
    exercise: Mapped[str] = mapped_column(String(255))
    points: Mapped[float | None]
    why: Mapped[str] = mapped_column(String(4000))
    who: Mapped[str] = mapped_column(String(255), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
