"""Owns what CI points at in a student's files: one finding a line or exercise, as plain data, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from grader.feedback import view
from grader.report import ExerciseResult, Place, Report, TestResult
from grader.text import Text

_SAID = 3  # things said of an exercise in one annotation

Level = Literal["error", "warning", "notice"]


class Finding(msgspec.Struct, frozen=True):
    """A sentence about a place. `line` is 0 where a file has no lines of its own to count (a notebook): then the
    sentence names the cell."""

    level: Level
    file: str
    line: int
    title: str
    message: str
    id: str


def findings(reports: Sequence[Report], lang: str) -> list[Finding]:
    """What to point at: each exercise that lost marks at its definition or where it raised, then each failed test that
    raised somewhere else, then warnings."""
    found = [finding for report in reports for finding in _of_report(report, lang)]
    order = {"error": 0, "warning": 1, "notice": 2}
    unique: dict[tuple[str, int, str], Finding] = {}
    for finding in found:
        unique.setdefault((finding.file, finding.line, finding.message), finding)
    return sorted(unique.values(), key=lambda f: order[f.level])


def _of_report(report: Report, lang: str) -> Iterator[Finding]:
    path = report.submission.path
    said = report.zh.warnings if lang == "zh" and any(report.zh.warnings) else report.warnings
    if report.trouble:
        yield Finding("error", path, 0, report.assignment or "torchgrade", " ".join(said), "unreadable")
        return
    for exercise in report.exercises:
        if exercise.status != "passed":
            yield _of_exercise(report, exercise, lang)
            for test in exercise.tests:
                if test.frames and view.state(test) not in ("passed", "waiting", "unknown"):
                    yield _of_test(report, exercise, test, lang)
    for warning in said:
        yield Finding("notice", path, 0, report.assignment, warning, "warning")


def _of_exercise(report: Report, exercise: ExerciseResult, lang: str) -> Finding:
    lost = f"{view.points(exercise.score)}/{view.points(exercise.max_score)}"
    title = f"{view.heading(exercise).of(lang)} ({lost})"
    lines = [Text(d.message, d.zh.message).of(lang) for d in exercise.diagnosis]
    if not lines and (explained := view.explanation(exercise).of(lang)):
        lines = [explained]
    failed = [t for t in exercise.tests if view.state(t) not in ("passed", "waiting", "unknown")]
    for test in failed[: max(0, _SAID - len(lines))]:
        lines.append(f"{view.title(test).of(lang)} {view.message(test, exercise).of(lang)}".strip())
    return _finding(report, "error", exercise.where, title, lines, f"{report.assignment}::{exercise.id}", lang)


def _of_test(report: Report, exercise: ExerciseResult, test: TestResult, lang: str) -> Finding:
    lines = [view.message(test, exercise).of(lang), Text(test.hint, test.zh.hint).of(lang)]
    return _finding(report, "warning", test.frames[-1], view.title(test).of(lang), lines, test.id, lang)


def _finding(
    report: Report, level: Level, place: Place | None, title: str, lines: Sequence[str], id_: str, lang: str
) -> Finding:
    """In a text file at the line; in a notebook, whose JSON has other lines than its cells, with the cell in words."""
    path, line = report.submission.path, 0
    said = [text for text in lines if text]
    if place is not None:
        path = f"{path}/{place.file}" if place.file else path
        line = place.file_line or (place.shown[1] if place.cell is None and path.endswith(".py") else 0)
        if not line:
            said.insert(0, view.place(place).of(lang))
    return Finding(level, path, line, title, "\n".join(dict.fromkeys(said)), id_)
