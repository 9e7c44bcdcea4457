"""Owns a report as Gradescope's results.json: one entry a test, in the fields that Gradescope documents.

A public test is visible at once. A hidden one is too, with what a student may read of it: Gradescope's own `hidden`
would also hide the total. A secret one has no name to read.
"""

from __future__ import annotations

from typing import Any

import msgspec

from grader.feedback import view
from grader.report import ExerciseResult, Report, TestResult
from grader.text import Text


def results(report: Report, lang: str) -> str:
    """results.json in `lang`, of a report that is tidied and cut down to what its reader may see."""
    tests = [_test(test, exercise, lang) for exercise in report.exercises for test in exercise.tests]
    for exercise in report.exercises:
        if not exercise.tests:
            tests.append(_untested(exercise, lang))
    document: dict[str, Any] = {
        "score": round(report.score, 4),
        "output": _output(report, lang),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": round(report.duration_s),
        "tests": tests,
        "extra_data": {
            "schema": report.schema,
            "assignment": report.assignment,
            "assignment_version": report.assignment_version,
            "submission_sha256": report.submission.sha256,
            "grader": report.grader.version,
            "seed": report.seed,
            "device": report.device,
            "isolation": report.isolation.level,
        },
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _test(test: TestResult, exercise: ExerciseResult, lang: str) -> dict[str, Any]:
    said = [view.message(test, exercise).of(lang), Text(test.detail, test.zh.detail).of(lang)]
    hint = Text(test.hint, test.zh.hint).of(lang)
    if test.status != "passed" and hint:
        said.append(("提示：" if lang == "zh" else "Hint: ") + hint)
    for frame in view.frames(exercise, test):
        said.append(f"{view.place(frame).of(lang)}: {frame.text}")
    entry = {
        "name": f"{exercise.id}: {view.title(test).of(lang)}",
        "score": round(test.score, 4),
        "max_score": round(test.max_score, 4),
        "status": "passed" if test.status == "passed" else "failed",
        "output": "\n".join(line for line in said if line),
        "visibility": "visible",
        "tags": [exercise.id, test.device, test.visibility],
        "extra_data": {"id": test.id, "status": test.status},
    }
    if test.status == "inconclusive":  # neither: it is not counted, so it is not shown as lost
        del entry["status"]
    return entry


def _untested(exercise: ExerciseResult, lang: str) -> dict[str, Any]:
    """An exercise of which nothing ran."""
    return {
        "name": view.heading(exercise).of(lang),
        "score": round(exercise.score, 4),
        "max_score": round(exercise.max_score, 4),
        "status": "failed",
        "output": view.explanation(exercise).of(lang),
        "visibility": "visible",
        "tags": [exercise.id],
    }


def _output(report: Report, lang: str) -> str:
    """What stands above the tests: warnings, and for each exercise what concerns all of it."""
    zh = report.zh.warnings if lang == "zh" and any(report.zh.warnings) else report.warnings
    lines = list(zh)
    for exercise in report.exercises:
        said = [Text(d.message, d.zh.message).of(lang) for d in exercise.diagnosis]
        if exercise.tests and (explained := view.explanation(exercise).of(lang)):
            said.insert(0, explained)
        lines += [f"{view.heading(exercise).of(lang)}: {line}" for line in said]
    return "\n\n".join(lines)
