"""Owns what is remembered of checks: a small file of the student's, read by `torchgrade progress` and by nothing else.

One line of JSON for each exercise whose result changed. Marks never come from it: a student may write what they like.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from grader.report import Report

PLACE = "TORCHGRADE_PROGRESS"  # an environment variable with another path for the file
_MOST_BYTES = 20_000_000


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One exercise as one check found it, on its public tests. `version` is the assignment's, `at` is UTC."""

    at: str
    assignment: str
    version: str
    exercise: str
    score: float
    max_score: float
    passed: int
    tests: int

    @property
    def done(self) -> bool:
        """Whether every public test passed."""
        return self.tests > 0 and self.passed == self.tests

    @property
    def key(self) -> tuple[str, str, str]:
        return self.assignment, self.version, self.exercise


def place() -> Path:
    """Where the file is: in the user's folder for what programs remember, the same for every course and folder."""
    if chosen := os.environ.get(PLACE):
        return Path(chosen)
    import platformdirs

    return platformdirs.user_state_path("torchgrade", appauthor=False) / "progress.jsonl"


def read(path: Path | None = None) -> list[Record]:
    """Every record, oldest first. Lines that are not records (half-written, edited) are passed over."""
    path = place() if path is None else path
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except OSError:
        return []
    found = []
    for line in data.splitlines():
        try:
            found.append(msgspec.json.decode(line, type=Record))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def remember(report: Report, path: Path | None = None) -> bool:
    """Add what a check of the public tests found. False where there was nothing to add, or no way to write it."""
    if report.trouble or not report.assignment_version:
        return False
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    found = [
        Record(
            at=now,
            assignment=report.assignment,
            version=report.assignment_version,
            exercise=exercise.id,
            score=exercise.score,
            max_score=exercise.max_score,
            passed=sum(test.status == "passed" for test in exercise.tests),
            tests=len(exercise.tests),
        )
        for exercise in report.exercises
        if exercise.tests and exercise.status != "missing"
    ]
    path = place() if path is None else path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            last = {record.key: record for record in read(path)}
            news = [record for record in found if not _same(record, last.get(record.key))]
            if not news:
                return False
            lines = b"".join(msgspec.json.encode(record) + b"\n" for record in news)
            with path.open("ab") as file:
                if file.tell() and not _ends_a_line(path):  # a program that died while it wrote
                    lines = b"\n" + lines
                file.write(lines)
            return True
    except OSError:
        return False  # a home that is full or cannot be written to: the check itself is not the worse for it


def best(records: list[Record]) -> dict[tuple[str, str, str], Record]:
    """For each assignment, version and exercise the record with the most marks, the latest among equals."""
    found: dict[tuple[str, str, str], Record] = {}
    for record in records:
        known = found.get(record.key)
        if known is None or (record.score, record.passed) >= (known.score, known.passed):
            found[record.key] = record
    return found


def _same(record: Record, last: Record | None) -> bool:
    return last is not None and msgspec.structs.replace(last, at=record.at) == record


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one writer at a time, where the system has locks; a line is one write in any case."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with path.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:  # a network file system without locks
            pass
        yield
