"""Owns feedback pages for a whole class, in the folders and names that an LMS takes back.

plain    <student>/<assignment>.html
canvas   the name under which Canvas exported the file, with .html: its "upload submissions" finds the student by it
moodle   <name>_<number>_assignsubmission_file_/<assignment>.html: for "upload multiple feedback files in a zip"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from sqlalchemy.orm import Session

from grader.choose import safe_name
from grader.feedback import Audience, Format, Lang, render
from grader.gradebook.marks import Mark
from grader.gradebook.work import report_of
from grader.report import Report

Layout = Literal["plain", "canvas", "moodle"]
_SUFFIX = {"html": ".html", "markdown": ".md", "json": ".json", "text": ".txt"}


def pages(
    session: Session,
    marks: Sequence[Mark],
    *,
    layout: Layout = "plain",
    form: Format = "html",
    lang: Lang = "en",
    audience: Audience = "student",
) -> Iterator[tuple[Mark, str, str]]:
    """Each mark with its page's relative path and text; no path twice. A mark that waits to be graded has none."""
    taken: set[str] = set()
    for mark in marks:
        if mark.provenance is None:
            continue
        report = own(report_of(session, mark.provenance.report), mark)
        stem = path = _stem(mark, layout)
        n = 2
        while path.lower() in taken:
            path, n = f"{stem}-{n}", n + 1
        taken.add(path.lower())
        yield mark, path + _SUFFIX[form], render(report, form, lang, audience=audience)


def own(report: Report, mark: Mark) -> Report:
    """A stored report as this student's: those who handed in the same bytes share one."""
    submission = msgspec.structs.replace(report.submission, path=mark.path, student=mark.name or mark.student)
    return msgspec.structs.replace(report, submission=submission)


def _stem(mark: Mark, layout: Layout) -> str:
    assignment = safe_name(mark.assignment.rpartition("/")[2] or "submission")
    last = safe_name(mark.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or mark.student)
    if layout == "canvas":
        parts = mark.path.replace("\\", "/").split("/")
        return safe_name(parts[-2]) + "_" + last if len(parts) > 1 and mark.ids.get("canvas") else last
    if layout == "moodle" and mark.ids.get("moodle"):
        folder = f"{safe_name(mark.name or mark.student)}_{mark.ids['moodle']}_assignsubmission_file_"
        return f"{folder}/{assignment}"
    attempt = f"-{mark.attempt}" if mark.attempts > 1 else ""
    return f"{safe_name(mark.student)}/{assignment}{attempt}"
