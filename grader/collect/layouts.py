"""Owns the folders that instructors have: nbgrader's, a folder or a git checkout a student, a flat folder of files.

Each layout is a function of a folder; the first that knows the folder says what is in it. Nothing found is opened
here, and no git command is run in a student's checkout: its configuration could name programs to start. The times of
files are not taken for the time of handing in: copying changes them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path

from grader.choose import entries, is_collection
from grader.collect.exports import of_export
from grader.collect.model import Found, Hint

_LOG = re.compile(r"^\S+ \S+ (?P<name>.*) <(?P<email>[^<>]*)> (?P<at>\d+) [+-]\d{4}\t")
_SUBMISSIONS = {".py", ".ipynb", ".zip", ".md"}


def find(path: Path, names: Collection[str], assignments: Collection[str]) -> Iterator[Found]:
    """Every attempt at a path. `names` are the course's graded names, `assignments` its assignments' ids."""
    exported = of_export(path)
    if exported is not None:
        yield from exported
    elif path.is_file():
        yield _one(path, _without(path.stem, assignments))
    elif (folder := _nbgrader_root(path)) is not None:
        yield from _nbgrader(folder)
    else:
        for entry in entries(path):
            if entry.is_dir():
                yield from _of_student(entry, names, assignments)
            elif (exported := of_export(entry)) is not None:
                yield from exported
            else:
                yield _one(entry, _without(entry.stem, assignments))


def _one(path: Path, label: str) -> Found:
    return Found(Hint(label), path, path.name, str(path))


def _nbgrader_root(path: Path) -> Path | None:
    """`submitted/` of an nbgrader course, where every folder is `<student>/<assignment>/` with files in it."""
    folder = path / "submitted" if (path / "submitted").is_dir() else path
    students = [entry for entry in entries(folder) if entry.is_dir()]
    if folder.name != "submitted" or not students:
        return None
    return folder


def _nbgrader(folder: Path) -> Iterator[Found]:
    for student in entries(folder):
        for assignment in entries(student) if student.is_dir() else []:
            if assignment.is_dir():
                at = _timestamp(assignment / "timestamp.txt")
                hint = Hint(student.name)
                yield Found(hint, assignment, assignment.name, str(assignment), at, assignment.name)


def _timestamp(path: Path) -> datetime | None:
    """nbgrader's `2026-11-20 14:31:07.123456 UTC`."""
    try:
        text = path.read_text(errors="replace").strip().removesuffix(" UTC")
        at = datetime.fromisoformat(text)
    except (OSError, ValueError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _of_student(folder: Path, names: Collection[str], assignments: Collection[str]) -> Iterator[Found]:
    """A folder in a folder of submissions: one attempt, or several where its entries each are one."""
    hint, at = _git(folder, assignments) or (Hint(_without(folder.name, assignments)), None)
    inside = [e for e in entries(folder) if e.is_dir() or e.suffix.lower() in _SUBMISSIONS]
    by_assignment = [e for e in inside if e.is_dir() and e.name in assignments]
    if by_assignment:
        for entry in by_assignment:
            yield Found(hint, entry, entry.name, str(entry), at, entry.name)
    elif at is None and is_collection(folder, names):
        for entry in inside:
            yield Found(hint, entry, entry.name, str(entry))
    elif len(inside) == 1 and inside[0].is_file():
        yield Found(hint, inside[0], inside[0].name, str(inside[0]), at)
    else:
        yield Found(hint, folder, folder.name, str(folder), at)


def _git(folder: Path, assignments: Collection[str]) -> tuple[Hint, datetime | None] | None:
    """Who committed last in a checkout, and when, from the log that git keeps as text."""
    if not (folder / ".git").exists():
        return None
    label = _without(folder.name, assignments)
    try:
        lines = (folder / ".git" / "logs" / "HEAD").read_text(errors="replace").splitlines()
    except OSError:
        return Hint(label), None
    match = _LOG.match(lines[-1]) if lines else None
    if match is None:
        return Hint(label), None
    # The committer may be a bot or a partner, so name and address are not asked: the folder says whose it is.
    return Hint(label), datetime.fromtimestamp(int(match["at"]), UTC)


def _without(label: str, assignments: Collection[str]) -> str:
    """A name without an assignment's in it: `softmax_regression-ann` and `ann_softmax_regression` are ann's."""
    for assignment in sorted(assignments, key=len, reverse=True):
        words = re.escape(assignment).replace("_", "[-_ ]")
        rest = re.sub(rf"^{words}[-_ .]+|[-_ .]+{words}$", "", label, flags=re.IGNORECASE)
        if rest and rest != label:
            return rest
    return label
