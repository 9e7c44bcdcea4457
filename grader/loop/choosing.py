"""Owns which exercises a check is about: those that were named, else those that the session defines."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from pathlib import Path

from grader.choose import Undecided, from_path
from grader.course import Assignment, Course
from grader.submission import Submission
from grader.submission import slice as slice_
from grader.text import Text

Asked = dict[str, tuple[Assignment, set[str]]]  # by the assignment's key: the ids of its exercises


def asked_for(
    submission: Submission, course: Course, names: Sequence[str], live: Collection[str], assignment: str | None = None
) -> Asked:
    """The exercises to check. `names` are exercises, names that an exercise asks for, or assignments; `live` are the
    names that the kernel has.

    Raises Undecided with a sentence for the student, CourseError for an assignment that is not there.
    """
    every = dict.fromkeys(name for a in course.assignments for name in a.names)
    defined = set(slice_(submission, every).found).intersection(live)
    fixed = course.find(assignment) if assignment else None
    if not names:
        return _defined(submission, course, defined, fixed)
    asked: Asked = {}
    for name in names:
        chosen, ids = _named(name, submission, course, defined, fixed)
        asked.setdefault(chosen.key, (chosen, set()))[1].update(ids)
    return asked


def _named(
    name: str, submission: Submission, course: Course, defined: set[str], fixed: Assignment | None
) -> tuple[Assignment, set[str]]:
    if fixed is not None:
        return fixed, {fixed.exercise(name).id}
    for a in course.assignments:
        if name in (a.id, a.key, a.section):
            return a, {e.id for e in a.exercises if defined.intersection(e.names)} or {e.id for e in a.exercises}
    candidates = [(a, e) for a in course.assignments for e in a.exercises if name == e.id or name in e.names]
    if not candidates:
        raise Undecided(_unknown(name, course))
    best = _likeliest([a for a, _ in candidates], submission, course, defined)
    if len(best) > 1:
        raise Undecided(_several(name, best))
    return best[0], {best[0].exercise(name).id}


def _defined(submission: Submission, course: Course, defined: set[str], fixed: Assignment | None) -> Asked:
    """Every exercise of which something is defined, each in the likeliest of the assignments that have it."""
    asked: Asked = {}
    for name in sorted(defined):
        owners = [a for a in ([fixed] if fixed else course.assignments) if name in a.names]
        if not owners:
            continue
        best = _likeliest(owners, submission, course, defined)
        if len(best) > 1:
            raise Undecided(_several(name, best))
        asked.setdefault(best[0].key, (best[0], set()))[1].add(best[0].exercise(name).id)
    if not asked:
        raise Undecided(
            Text(
                "None of the cells that you ran defines what an exercise asks for. Run the cell with your code, then "
                "check again; %check NAME checks one exercise.",
                "运行过的单元格里没有题目要求的定义。请先运行写有代码的单元格，再检查一次；%check 名称 只检查一题。",
            )
        )
    return {key: asked[key] for key in (a.key for a in course.assignments) if key in asked}


def _likeliest(owners: list[Assignment], submission: Submission, course: Course, defined: set[str]) -> list[Assignment]:
    """The assignment that the notebook's name says, else those of which most is defined."""
    if len(owners) > 1 and submission.path:
        hinted = from_path(Path(submission.path), course)
        if hinted in owners:
            return [hinted]
    most = max(len(defined.intersection(a.names)) for a in owners)
    return [a for a in owners if len(defined.intersection(a.names)) == most]


def _several(name: str, owners: list[Assignment]) -> Text:
    listed = ", ".join(a.id for a in owners)
    return Text(
        f"{name} is asked for in several assignments: {listed}. Say which, as in "
        f"%check {name} --assignment {owners[0].id}",
        f"有多个作业要求 {name}：{listed}。请指明是哪一个，例如 %check {name} --assignment {owners[0].id}",
    )


def _unknown(name: str, course: Course) -> Text:
    known = sorted({n for a in course.assignments for e in a.exercises for n in (e.id, *e.names)})
    close = difflib.get_close_matches(name, known, n=1) or [k for k in known if k.lower() == name.lower()]
    if close:
        return Text(
            f"There is no exercise called {name}. Did you mean {close[0]}?",
            f"没有叫 {name} 的题目。你是指 {close[0]} 吗？",
        )
    return Text(
        f"There is no exercise called {name}. `torchgrade list` shows them all.",
        f"没有叫 {name} 的题目。用 `torchgrade list` 可以看到全部题目。",
    )
