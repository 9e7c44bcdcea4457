"""Owns telling GitHub Actions and Classroom: annotations, the job's summary, the step's outputs.

Everything a student may have written is data: it is escaped in commands, and the log around it is closed to commands.
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.ci.findings import Finding
from grader.feedback import view
from grader.report import Report

_EACH_KIND = 10  # GitHub shows so many annotations of a kind for a step
_SUMMARY_BYTES = 1_000_000  # 1 MiB, less what may follow
_OUTPUT_CHARS = 500  # of a test, in Classroom's result


def commands(findings: Iterable[Finding], root: Path) -> list[str]:
    """Workflow commands that mark the student's lines."""
    shown: dict[str, int] = {}
    lines = []
    for finding in findings:
        shown[finding.level] = shown.get(finding.level, 0) + 1
        if shown[finding.level] > _EACH_KIND:
            continue
        where = {"file": relative(finding.file, root), "title": finding.title}
        if finding.line:
            where["line"] = str(finding.line)
        properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
        lines.append(f"::{finding.level} {properties}::{_data(finding.message)}")
    return lines


def quiet(text: str) -> str:
    """Log lines in which no command is obeyed, whatever they say."""
    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::\n"


def write_summary(environ: Mapping[str, str], text: str) -> None:
    """Append Markdown to the job's summary, cut where GitHub would refuse it."""
    if path := environ.get("GITHUB_STEP_SUMMARY"):
        data = text.encode()
        if len(data) > _SUMMARY_BYTES:
            text = data[:_SUMMARY_BYTES].decode("utf-8", "ignore").rsplit("\n", 1)[0] + "\n\n…\n"
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def write_outputs(environ: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Set the step's outputs. A value has no line break; those here are numbers and base64."""
    if path := environ.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in values.items())


def classroom_result(reports: Sequence[Report], lang: str) -> str:
    """What Classroom's reporter takes: base64 of its JSON, version 3."""
    tests = [entry for report in reports for entry in _tests(report, lang)]
    unusable = any(report.trouble for report in reports)
    full = all(report.score >= report.max_score - 1e-9 for report in reports)
    result: dict[str, Any] = {
        "version": 3,
        "status": "error" if unusable else "pass" if full else "fail",
        "max_score": sum(report.max_score for report in reports),
        "tests": tests,
    }
    if unusable:
        result["message"] = " ".join(w for report in reports if report.trouble for w in report.warnings)
    return base64.b64encode(json.dumps(result, ensure_ascii=False).encode()).decode()


def _tests(report: Report, lang: str) -> Iterable[dict[str, Any]]:
    for exercise in report.exercises:
        where = exercise.where
        for test in view.counted(exercise):
            message = view.message(test, exercise).of(lang)
            yield {
                "name": f"{exercise.id}: {view.title(test).of(lang)}",
                "status": "pass" if test.status == "passed" else "fail" if test.status == "failed" else "error",
                "message": message[:_OUTPUT_CHARS],
                "test_code": "",
                "task_id": 0,
                "filename": report.submission.path,
                "line_no": where.shown[1] if where is not None and where.cell is None else 0,
                "duration": test.duration_s,
                "score": test.score,
            }


def relative(path: str, root: Path) -> str:
    """As the checkout names it, which is how GitHub finds the file in the pull request."""
    try:
        return Path(path).resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
