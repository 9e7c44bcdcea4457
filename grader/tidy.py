"""Owns tidy: a report whose strings are clean and whose size is bounded, whatever a student put into it."""

from __future__ import annotations

import math

import msgspec
from msgspec.structs import asdict, replace

from grader.clean import clean
from grader.report import ExerciseResult, Grader, Place, Report, ReportZh, SubmissionRef, TestResult, Zh, each_test

MAX_REPORT_BYTES = 1_000_000


def _number(value: float) -> float:
    """Rounded to what a reader can use; never infinite, not a number or negative."""
    return round(value, 4) + 0.0 if math.isfinite(value) and value > 0 else 0.0


_LINE, _PARAGRAPH, _PAGE = 300, 2_000, 12_000
_FRAMES, _SOURCES, _WARNINGS, _DIAGNOSES, _WALLS = 8, 12, 50, 10, 64


def _zh(zh: Zh) -> Zh:
    return Zh(
        title=clean(zh.title, _LINE),
        message=clean(zh.message, _PARAGRAPH),
        hint=clean(zh.hint, _PARAGRAPH),
        detail=clean(zh.detail, 2 * _PARAGRAPH),
    )


def _place(place: Place) -> Place:
    return replace(
        place,
        function=clean(place.function, 100),
        text=clean(place.text, _LINE).strip("\n"),
        file=clean(place.file, 100),
    )


def _frames(frames: tuple[Place, ...]) -> tuple[Place, ...]:
    """The first and the last few: a deep recursion has a thousand in between."""
    if len(frames) > _FRAMES:
        frames = frames[: _FRAMES // 2] + frames[-_FRAMES // 2 :]
    return tuple(_place(f) for f in frames)


def _test(test: TestResult) -> TestResult:
    return replace(
        test,
        id=clean(test.id, _LINE),
        title=clean(test.title, _LINE),
        score=_number(test.score),
        max_score=_number(test.max_score),
        device=clean(test.device, 50),
        message=clean(test.message, _PARAGRAPH),
        hint=clean(test.hint, _PARAGRAPH),
        duration_s=_number(test.duration_s),
        detail=clean(test.detail, 2 * _PARAGRAPH),
        frames=_frames(test.frames),
        zh=_zh(test.zh),
    )


def _exercise(exercise: ExerciseResult) -> ExerciseResult:
    return replace(
        exercise,
        id=clean(exercise.id, _LINE),
        score=_number(exercise.score),
        max_score=_number(exercise.max_score),
        diagnosis=tuple(
            replace(d, mistake=clean(d.mistake, _LINE), message=clean(d.message, _PARAGRAPH), zh=_zh(d.zh))
            for d in exercise.diagnosis[:_DIAGNOSES]
        ),
        tests=tuple(_test(t) for t in exercise.tests),
        title=clean(exercise.title, _LINE),
        message=clean(exercise.message, _PARAGRAPH),
        where=_place(exercise.where) if exercise.where else None,
        frames=_frames(exercise.frames),
        source=tuple(
            replace(s, name=clean(s.name, 100), text=clean(s.text, _PAGE), file=clean(s.file, 100))
            for s in exercise.source[:_SOURCES]
        ),
        definitions=tuple(_place(d) for d in exercise.definitions[:_SOURCES]),
        with_reference=tuple(clean(name, 100) for name in exercise.with_reference[:_SOURCES]),
        zh=_zh(exercise.zh),
    )


def tidy(report: Report) -> Report:
    """The report with every string clean and capped, every number finite, and the JSON within MAX_REPORT_BYTES.

    The judge calls it once, last. Renderers call it again, so that a report read from a file is as safe to show as one
    just made; the second time it changes nothing.
    """
    ref = report.submission
    tidied = replace(
        report,
        submission=SubmissionRef(
            path=clean(ref.path, 1000).replace("\n", " "),
            sha256=clean(ref.sha256, 64),
            student=clean(ref.student, _LINE).replace("\n", " "),
        ),
        assignment=clean(report.assignment, _LINE),
        device=clean(report.device, 50),
        isolation=replace(
            report.isolation,
            walls={clean(k, 60): clean(v, _LINE) for k, v in list(report.isolation.walls.items())[:_WALLS]},
        ),
        score=_number(report.score),
        max_score=_number(report.max_score),
        duration_s=_number(report.duration_s),
        warnings=tuple(clean(w, _PARAGRAPH) for w in report.warnings[:_WARNINGS]),
        exercises=tuple(_exercise(e) for e in report.exercises),
        title=clean(report.title, _LINE),
        section=clean(report.section, 50),
        assignment_version=clean(report.assignment_version, 100),
        grader=Grader(**{k: clean(v, 100) for k, v in asdict(report.grader).items()}),
        zh=ReportZh(
            title=clean(report.zh.title, _LINE),
            warnings=tuple(clean(w, _PARAGRAPH) for w in report.zh.warnings[:_WARNINGS]),
        ),
    )
    for shed in (_without_source, _without_detail, _in_short):
        if len(msgspec.json.encode(tidied)) <= MAX_REPORT_BYTES:
            break
        tidied = replace(tidied, exercises=tuple(shed(e) for e in tidied.exercises))
    return tidied


def _without_source(exercise: ExerciseResult) -> ExerciseResult:
    return replace(exercise, source=())


def _without_detail(exercise: ExerciseResult) -> ExerciseResult:
    return each_test(exercise, lambda t: replace(t, detail="", frames=(), zh=replace(t.zh, detail="")))


def _in_short(exercise: ExerciseResult) -> ExerciseResult:
    return each_test(
        exercise,
        lambda t: replace(
            t,
            message=clean(t.message, 200),
            hint=clean(t.hint, 200),
            zh=replace(t.zh, message=clean(t.zh.message, 200), hint=clean(t.zh.hint, 200)),
        ),
    )
