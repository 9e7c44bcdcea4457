"""Owns reports as JUnit XML, as pytest writes it: a suite a submission, a case a test, points as properties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from grader.feedback import view
from grader.report import ExerciseResult, Report, TestResult
from grader.text import Text

# What XML 1.0 cannot hold, even escaped.
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(reports: Iterable[Report], lang: str) -> str:
    """`<testsuites>` of reports that are tidied and cut down to what their reader may see."""
    root = ET.Element("testsuites", name="torchgrade")
    for report in reports:
        root.append(_suite(report, lang))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(report: Report, lang: str) -> ET.Element:
    cases = [_case(test, exercise, lang) for exercise in report.exercises for test in exercise.tests]
    cases += [_untested(exercise, report, lang) for exercise in report.exercises if not exercise.tests]
    if not report.exercises:
        cases = [_unusable(report, lang)]
    count = {kind: sum(case.find(kind) is not None for case in cases) for kind in ("failure", "error", "skipped")}
    suite = ET.Element(
        "testsuite",
        name=_text(f"{report.assignment or 'submission'}: {view.named(report)}"),
        tests=str(len(cases)),
        failures=str(count["failure"]),
        errors=str(count["error"]),
        skipped=str(count["skipped"]),
        time=f"{report.duration_s:.3f}",
    )
    _properties(
        suite,
        score=f"{report.score:g}",
        max_score=f"{report.max_score:g}",
        submission_sha256=report.submission.sha256,
        assignment_version=report.assignment_version,
        seed=str(report.seed),
        isolation=report.isolation.level,
    )
    suite.extend(cases)
    return suite


def _case(test: TestResult, exercise: ExerciseResult, lang: str) -> ET.Element:
    classname = f"{exercise.id}"
    case = ET.Element(
        "testcase", classname=_text(classname), name=_text(view.title(test).of(lang)), time=f"{test.duration_s:.3f}"
    )
    _properties(case, id=test.id, points=f"{test.score:g}", max_points=f"{test.max_score:g}", device=test.device)
    said = view.message(test, exercise).of(lang)
    if test.status == "inconclusive" or not test.judged:
        ET.SubElement(case, "skipped", type="pytest.skip", message=_text(said))
    elif test.status != "passed":
        kind = "failure" if test.status == "failed" else "error"
        lines = [said, Text(test.detail, test.zh.detail).of(lang), Text(test.hint, test.zh.hint).of(lang)]
        lines += [f"{view.place(frame).of(lang)}: {frame.text}" for frame in view.frames(exercise, test)]
        ET.SubElement(case, kind, message=_text(said)).text = _text("\n".join(line for line in lines if line))
    return case


def _untested(exercise: ExerciseResult, report: Report, lang: str) -> ET.Element:
    case = ET.Element("testcase", classname=_text(exercise.id), name=_text(view.heading(exercise).of(lang)), time="0")
    said = view.explanation(exercise).of(lang) or exercise.status
    ET.SubElement(case, "error" if report.trouble else "failure", message=_text(said))
    return case


def _unusable(report: Report, lang: str) -> ET.Element:
    case = ET.Element("testcase", classname="submission", name=_text(view.named(report)), time="0")
    said = report.zh.warnings if lang == "zh" and any(report.zh.warnings) else report.warnings
    ET.SubElement(case, "error", message=_text(" ".join(said)))
    return case


def _properties(element: ET.Element, **values: str) -> None:
    properties = ET.SubElement(element, "properties")
    for name, value in values.items():
        ET.SubElement(properties, "property", name=name, value=_text(value))


def _text(text: str) -> str:
    """Without what no XML may hold, each such character as pytest writes it: #x07."""
    return _ILLEGAL.sub(lambda m: f"#x{ord(m[0]):02X}", text)
