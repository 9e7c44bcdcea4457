"""Owns lateness: due dates, grace, deductions and extensions, as `course.toml` has them, and what they make of a mark.

[late]
grace_minutes = 30
per_day = 0.1          # of the marks reached, for each day begun
hard_limit_days = 7    # later than that counts nothing

[due]
softmax_regression = 2026-11-30T23:59:00+08:00

[[extensions]]
student = "ann"
assignment = "softmax_regression"   # left out: every assignment
days = 3
why = "ill"
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any

import msgspec

from grader.settings import TitleKey, convert, key, read_toml

COURSE_SETTINGS = "course.toml"


class LateKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `[late]` may say."""

    grace_minutes: Annotated[
        float, key("a number of minutes, 0 or more", "so long after the due date nothing is lost", ge=0)
    ] = 0.0
    per_day: Annotated[
        float, key("a share from 0 to 1", "of the marks reached: what each day begun costs", ge=0, le=1)
    ] = 0.0
    hard_limit_days: Annotated[
        float | None, key("a number of days, 0 or more", "what comes later counts nothing", "never", ge=0)
    ] = None


class ExtensionKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one `[[extensions]]` may say."""

    student: Annotated[str, key("a string", "the student's key, as the gradebook has it")]
    assignment: Annotated[str, key("an assignment's id", "for which it holds", "every one")] = ""
    days: Annotated[float, key("a number of days, 0 or more", "added to the due date", ge=0)] = 0.0
    until: Annotated[datetime | date | None, key("a date or a time", "a due date of its own, instead of `days`")] = None
    why: Annotated[str, key("a string", "for whoever asks later")] = ""


class CourseKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `course.toml` may say."""

    title: Annotated[TitleKey, key('a string, or { en = "…", zh = "…" }', "of the course")] = ""
    late: Annotated[dict[str, Any], key("a table [late]", "what lateness costs, see below", "nothing")] = {}
    due: Annotated[
        dict[str, datetime | date],
        key(
            "assignment = date or time",
            "when each is due: a date means its last minute, a time without a zone is UTC",
            "never",
        ),
    ] = {}
    extensions: Annotated[list[dict[str, Any]], key("tables [[extensions]]", "for single students, see below")] = []


class Lateness(msgspec.Struct, frozen=True):
    """How late an attempt was, and which share of its marks is left (0 to 1)."""

    days: float = 0.0
    share: float = 1.0


class Deadlines(msgspec.Struct, frozen=True):
    """A course's due dates and what lateness costs."""

    late: LateKeys = LateKeys()
    due: dict[str, datetime] = {}
    extensions: tuple[ExtensionKeys, ...] = ()

    def due_for(self, assignment: str, student: str) -> datetime | None:
        """When a student's work on an assignment (`chapter/id` or `id`) is due, extensions counted in."""
        short = assignment.rpartition("/")[2]
        due = self.due.get(assignment, self.due.get(short))
        if due is None:
            return None
        latest = due
        for extension in self.extensions:
            if extension.student == student and extension.assignment in ("", assignment, short):
                own = _moment(extension.until) if extension.until is not None else due + timedelta(days=extension.days)
                latest = max(latest, own)
        return latest

    def lateness(self, assignment: str, student: str, submitted_at: datetime | None) -> Lateness:
        """What handing in at that time costs. Where no time is known, nothing: a doubt is the student's."""
        due = self.due_for(assignment, student)
        if due is None or submitted_at is None:
            return Lateness()
        over = submitted_at - due
        if over <= timedelta(minutes=self.late.grace_minutes):
            return Lateness()
        days = over / timedelta(days=1)
        if self.late.hard_limit_days is not None and days > self.late.hard_limit_days:
            return Lateness(days, 0.0)
        return Lateness(days, max(0.0, 1.0 - self.late.per_day * math.ceil(days)))


def read_deadlines(root: Path) -> Deadlines:
    """What `course.toml` in a course's folder says; nothing is due where there is none. Raises CourseError."""
    path = root / COURSE_SETTINGS
    try:
        raw = read_toml(path)
    except FileNotFoundError:
        return Deadlines()
    keys = convert(path, "", raw, CourseKeys)
    return Deadlines(
        convert(path, "late", keys.late, LateKeys),
        {name: _moment(when) for name, when in keys.due.items()},
        tuple(convert(path, f"extensions[{n}]", table, ExtensionKeys) for n, table in enumerate(keys.extensions)),
    )


def _moment(when: datetime | date) -> datetime:
    """A date alone means its last minute; a time without a zone is UTC."""
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(23, 59, 59))
    return when if when.tzinfo else when.replace(tzinfo=UTC)
