"""Owns Canvas's gradebook CSV (Grades, Import): the columns its importer reads, and filling in a file it exported.

Head: Student, ID, SIS User ID, SIS Login ID, Section, then a column an assignment, `Title` or `Title (12345)`. A title
without a number makes a new assignment. The row "Points Possible" is optional. An empty cell leaves a grade as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.export.cells import Cell, TemplateError, cell, number, read_table, table
from grader.gradebook.marks import Mark

_ID = re.compile(r"\s*\(\d+\)\s*$")


def document(marks: Sequence[Mark], titles: Mapping[str, str]) -> str:
    """A file to import. `titles` gives the assignment's title in Canvas by `chapter/id`."""
    assignments = list(dict.fromkeys(m.assignment for m in marks if m.assignment in titles))
    most = {m.assignment: m.max_score for m in marks if m.graded and m.max_score}
    rows: list[list[Cell]] = [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *(titles[a] for a in assignments)],
        ["    Points Possible", None, None, None, None, *(most.get(a) for a in assignments)],
    ]
    students: dict[str, list[Mark]] = {}
    for mark in marks:
        students.setdefault(mark.student, []).append(mark)
    for own in students.values():
        one, finals = own[0], {m.assignment: m.final for m in own if m.graded and not m.trouble}
        login = one.ids.get("login") or one.student
        head: list[Cell] = [one.name or one.student, one.ids.get("canvas"), one.ids.get("sis"), login, one.section]
        rows.append([*head, *(finals.get(a) for a in assignments)])
    return table(rows)


def filled(template: Path, marks: Sequence[Mark], titles: Mapping[str, str]) -> tuple[str, list[str]]:
    """Canvas's own export with marks written into the columns of the assignments, and the students it does not have.

    Raises TemplateError where the file is no gradebook, or has no column for any of the assignments."""
    rows = read_table(template)
    head = rows[0]
    if "student" not in head[0].lower() or not any("id" in name.lower() for name in head[1:3]):
        raise TemplateError(f"{template} is no gradebook exported from Canvas: its first columns are {head[:3]}.")
    columns: dict[str, int] = {}
    for number_, name in enumerate(head):
        for assignment, title in titles.items():
            if _plain(_ID.sub("", name)) in (_plain(_ID.sub("", title)), _plain(assignment.rpartition("/")[2])):
                columns[assignment] = number_
    wanted = {m.assignment for m in marks if m.assignment in titles}
    if not wanted & set(columns):
        raise TemplateError(
            f"{template} has no column for {', '.join(sorted(wanted)) or 'any assignment'}; "
            f"its columns: {', '.join(head[5:]) or 'none'}."
        )
    places = {role: _place(head, words) for role, words in _ROLES.items()}
    index: dict[tuple[str, str], list[list[str]]] = {}
    for line in rows[1:]:
        for role, place in places.items():
            if place is not None and place < len(line):
                index.setdefault((role, line[place].strip().lower()), []).append(line)
    unknown = []
    for mark in marks:
        if mark.assignment not in columns or not mark.graded or mark.trouble:
            continue
        named = (row for role, value in _known(mark) if value for row in index.get((role, value.lower()), ()))
        row = next((row for row in named if _is(row, mark, places)), None)
        if row is None:
            unknown.append(mark.student)
        else:
            row += [""] * (len(head) - len(row))
            row[columns[mark.assignment]] = number(mark.final)
    return _written(rows), list(dict.fromkeys(unknown))


_ROLES = {"canvas": ("id",), "sis": ("sis user id",), "login": ("sis login id",), "name": ("student",)}


def _place(head: Sequence[str], words: Sequence[str]) -> int | None:
    return next((n for n, name in enumerate(head) if name.strip().lower() in words), None)


def _known(mark: Mark) -> list[tuple[str, str]]:
    """What a student may be known by, the surest first."""
    login = mark.ids.get("login", "") or mark.student
    return [
        ("canvas", mark.ids.get("canvas", "")),
        ("sis", mark.ids.get("sis", "")),
        ("login", login),
        ("name", mark.name),
    ]


def _is(row: Sequence[str], mark: Mark, places: Mapping[str, int | None]) -> bool:
    """As Canvas matches: by its own id, then the school's, then the name."""
    for role, value in _known(mark):
        place = places[role]
        if value and place is not None and place < len(row) and row[place].strip():
            if row[place].strip().lower() == value.lower():
                return True
            if role in ("canvas", "sis"):
                return False
    return False


def _plain(title: str) -> str:
    return "".join(c for c in title.lower() if c.isalnum())


def _written(rows: Sequence[Sequence[str]]) -> str:
    """Rows of another system's file again. What it wrote was written by it, names of students were not."""
    return table([[value if _is_number(value) else cell(value) for value in row] for row in rows])


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
