"""Owns the last step of collecting: attempts with the student each belongs to, their bytes, and the assignment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.choose import Undecided, choose
from grader.collect.layouts import find
from grader.collect.model import Found
from grader.collect.pack import zip_of
from grader.collect.roster import Roster
from grader.course import Assignment, Course, CourseError
from grader.gradebook.intake import Arrival, Person
from grader.submission import MAX_BYTES, Unreadable, archive, read_bytes
from grader.text import Text


class Gathering:
    """Everything at some paths that a student may have handed in, each once, read while it is iterated over.

    `people` are the students of what came so far, by key. `unmatched` are those arrivals (without their bytes) whose
    student the roster does not know, with the keys that came close. A submission of such a student is kept, under a key
    made of what its name says. One of which nothing says which assignment it is for has an empty one.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        course: Course,
        *,
        assignment: Assignment | None = None,
        roster: Roster | None = None,
    ):
        self.paths, self.course, self.fixed, self.roster = paths, course, assignment, roster
        self.people: dict[str, Person] = {}
        self.unmatched: list[tuple[Arrival, list[str]]] = []

    def __iter__(self) -> Iterator[Arrival]:
        names = {name for a in self.course.assignments for name in a.names}
        ids = {a.id for a in self.course.assignments}
        for path in self.paths:
            for found in find(path, names, ids):
                person, near = self._whose(found)
                self.people.setdefault(person.key, person)
                arrival = _arrival(found, person.key, self.course, self.fixed)
                if not person.matched:
                    self.unmatched.append((msgspec.structs.replace(arrival, data=b""), near))
                yield arrival

    @property
    def absent(self) -> list[Person]:
        """Those of the roster of whom nothing came."""
        return [p for p in (self.roster.people if self.roster else ()) if p.key not in self.people]

    def _whose(self, found: Found) -> tuple[Person, list[str]]:
        if self.roster is None:  # what the place says of a student is all there is to know
            return _stranger(found, matched=True), []
        person, near = self.roster.whose(found.hint)
        return person or _stranger(found, matched=False), near


def _stranger(found: Found, *, matched: bool) -> Person:
    """A student of whom is known what the submission's place says."""
    hint = found.hint
    return Person(hint.label if matched else f"? {hint.label}", hint.name, hint.email, "", hint.ids, matched)


def _arrival(found: Found, student: str, course: Course, fixed: Assignment | None) -> Arrival:
    sha256, data, refused, name = _bytes(found)
    return Arrival(
        student=student,
        assignment=fixed.key if fixed else _assignment(found, name, data, refused, course),
        sha256=sha256,
        name=name,
        path=found.shown,
        data=data,
        submitted_at=found.submitted_at,
        refused=refused,
    )


def _bytes(found: Found) -> tuple[str, bytes, Text | None, str]:
    """Hash, bytes, why there are none, and the name they go by."""
    try:
        if callable(found.source):
            data = found.source()
            if len(data) > MAX_BYTES:
                raise archive.too_large(found.name, len(data), MAX_BYTES)
        elif found.source.is_dir() and not found.source.is_symlink():
            files, _ = archive.read_folder(found.source, MAX_BYTES)
            return hashlib.sha256(packed := zip_of(files)).hexdigest(), packed, None, f"{found.name}.zip"
        else:
            data = archive.read_file(found.source, MAX_BYTES)
    except Unreadable as error:
        why = f"{found.shown}\0{error.text.en}".encode("utf-8", "replace")
        return hashlib.sha256(why).hexdigest(), b"", error.text, found.name
    except (OSError, ValueError, RuntimeError, NotImplementedError) as error:  # what zipfile raises for a broken member
        said = str(error) or type(error).__name__
        text = Text(f"{found.name} cannot be read ({said}).", f"无法读取 {found.name}（{said}）。")
        return hashlib.sha256(f"{found.shown}\0{said}".encode("utf-8", "replace")).hexdigest(), b"", text, found.name
    return hashlib.sha256(data).hexdigest(), data, None, found.name


def _assignment(found: Found, name: str, data: bytes, refused: Text | None, course: Course) -> str:
    """Which assignment it is for: what the layout says, else what the submission itself does; "" if neither."""
    if found.assignment:
        try:
            return course.find(found.assignment).key
        except CourseError:
            pass
    if len(course.assignments) == 1:
        return course.assignments[0].key
    if refused is not None:
        return ""
    try:
        return choose(read_bytes(data, name), course)[0].key
    except (Unreadable, Undecided):
        return ""
