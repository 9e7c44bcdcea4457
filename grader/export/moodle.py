"""Owns Moodle's offline grading worksheet: the columns that its importer reads, and filling in one it exported.

Moodle finds a student by the number in `Identifier` ("Participant 31415"), skips a row whose grade is out of range, and
one whose `Last modified (grade)` is older than what it has: so a worksheet that Moodle wrote keeps that column, and
a new one leaves it "-".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from grader.export.cells import Cell, TemplateError, cell, number, read_table, table
from grader.gradebook.marks import Mark

HEAD = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum Grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
)
# Moodle writes the heads in the teacher's language.
_IDENTIFIER, _GRADE = ("identifier", "编号", "标识"), ("grade", "成绩")
_MAXIMUM = ("maximum grade", "最高成绩", "最高分")
_EMAIL = ("email address", "电子邮件地址", "email")
_COMMENTS = ("feedback comments", "评语", "反馈评语")


def document(marks: Sequence[Mark]) -> str:
    """A worksheet of one assignment's marks. Students whose number in Moodle is not known have none, and Moodle skips
    them; a worksheet downloaded from Moodle and filled in has them all."""
    rows: list[list[Cell]] = [list(HEAD)]
    for mark in marks:
        if not mark.graded or mark.trouble:
            continue
        number_ = mark.ids.get("moodle")
        rows.append(
            [
                f"Participant {number_}" if number_ else "",
                mark.name or mark.student,
                mark.email,
                "Submitted for grading",
                mark.final,
                mark.max_score,
                "Yes",
                "-" if mark.submitted_at is None else f"{mark.submitted_at:%A, %d %B %Y, %I:%M %p}",
                "-",
                comment(mark),
            ]
        )
    return table(rows)


def filled(template: Path, marks: Sequence[Mark]) -> tuple[str, list[str]]:
    """Moodle's own worksheet with grades and comments written in, and the students it does not have. Raises
    TemplateError where the file is no worksheet, or its maximum is not the assignment's."""
    rows = read_table(template)
    head = [name.strip().lower() for name in rows[0]]
    places = {
        role: next((n for n, name in enumerate(head) if name in words), None)
        for role, words in (
            ("identifier", _IDENTIFIER),
            ("grade", _GRADE),
            ("maximum", _MAXIMUM),
            ("email", _EMAIL),
            ("comments", _COMMENTS),
        )
    }
    if places["identifier"] is None or places["grade"] is None:
        raise TemplateError(
            f"{template} is no grading worksheet from Moodle: it has no column Identifier or Grade "
            f"(its columns: {', '.join(rows[0])})."
        )
    by_number, by_email = _students(rows, places)
    unknown = []
    for mark in marks:
        if not mark.graded or mark.trouble:
            continue
        row = by_number.get(mark.ids.get("moodle", "")) or by_email.get(mark.email.lower())
        if row is None:
            unknown.append(mark.student)
            continue
        row += [""] * (len(head) - len(row))
        maximum = row[places["maximum"]].replace(",", ".") if places["maximum"] is not None else ""
        share = _share(mark, maximum, template)
        row[places["grade"]] = number(share)
        if places["comments"] is not None:
            row[places["comments"]] = cell(comment(mark))
    return table(rows), unknown


def comment(mark: Mark) -> str:
    """What a student reads beside the grade."""
    said = [
        f"{e.id}: {number(e.score)}/{number(e.max_score)}" + (f" ({e.why})" if e.why else "") for e in mark.exercises
    ]
    if mark.lateness.days:
        said.append(f"{mark.lateness.days:.1f} days late: {mark.lateness.share:.0%} counts")
    return "; ".join(said)


def _students(
    rows: list[list[str]], places: dict[str, int | None]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    identifier, email = places["identifier"], places["email"]
    assert identifier is not None
    by_number = {re.sub(r"\D", "", row[identifier]): row for row in rows[1:] if len(row) > identifier}
    by_number.pop("", None)
    by_email = {row[email].lower(): row for row in rows[1:] if email is not None and len(row) > email and row[email]}
    return by_number, by_email


def _share(mark: Mark, maximum: str, template: Path) -> float:
    """The grade on Moodle's scale, whose maximum may be another than the sum of points."""
    try:
        most = float(maximum) if maximum else mark.max_score
    except ValueError:
        raise TemplateError(f"{template}: the maximum grade {maximum!r} is no number (is it a scale?).") from None
    return mark.final * most / mark.max_score if mark.max_score else 0.0
