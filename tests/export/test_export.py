"""What leaves for other systems has their columns, everybody's mark once, and no formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.deadlines import Lateness
from grader.export import canvas, moodle, table
from grader.export.cells import TemplateError, cell
from grader.export.pages import own
from grader.gradebook.marks import Mark
from grader.gradebook.rows import ExerciseMark, Provenance
from tests.reports import a_report, a_test, an_exercise

A, B = "ch03/softmax_regression", "ch06/image_convolution"
TITLES = {A: "Softmax regression", B: "Convolutions"}


def mark(student: str, assignment: str = A, score: float = 7.5, **fields: object) -> Mark:
    exercise = ExerciseMark("softmax", "failed", score, score, 10)
    base: dict[str, object] = {
        "name": student.title(),
        "email": f"{student}@x.edu",
        "section": "A",
        "ids": {},
        "matched": True,
        "handin": 1,
        "attempt": 1,
        "attempts": 1,
        "path": f"in/{student}/hw.ipynb",
        "sha256": "ab" * 32,
        "submitted_at": datetime(2026, 11, 20, tzinfo=UTC),
        "exercises": (exercise,),
        "score": score,
        "max_score": 10.0,
        "final": score,
        "provenance": Provenance(1, "cd" * 32, "0.1.0", 7, "cpu", "full"),
    }
    return Mark(student=student, assignment=assignment, **(base | fields))  # type: ignore[arg-type]


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "＝1", "-", "a=1", ""])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert cell(text).startswith("'") == (text.strip()[:1] in "=+-@＝" and text not in ("-", ""))
    assert cell(-1.5) == "-1.5"  # a number is one


def test_the_table_has_a_row_a_mark_and_says_where_it_comes_from() -> None:
    waiting = mark("cid", provenance=None, exercises=(), score=0.0, final=0.0)
    listed = rows(table.document([mark("ann", name="=HYPERLINK()"), mark("ann", B), waiting]))
    first, second, third = (dict(zip(listed[0], row, strict=True)) for row in listed[1:])
    assert first["name"] == "'=HYPERLINK()"
    assert (first["final"], first["seed"], first["status"]) == ("7.5", "7", "graded")
    assert (first[f"{A}: softmax"], first[f"{B}: softmax"], second[f"{B}: softmax"]) == ("7.5", "", "7.5")
    assert (third["status"], third["seed"]) == ("waiting", "")


def test_canvas_columns_by_its_importers_rules() -> None:
    marks = [
        mark("ann", ids={"canvas": "101", "sis": "S1", "login": "ann.l"}),
        mark("ann", B, 3.333),
        mark("bob", trouble="unreadable"),
    ]
    listed = rows(canvas.document(marks, TITLES))
    assert listed[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *TITLES.values()]
    assert listed[1] == ["    Points Possible", "", "", "", "", "10", "10"]
    assert listed[2:] == [
        ["Ann", "101", "S1", "ann.l", "A", "7.5", "3.33"],
        ["Bob", "", "", "bob", "A", "", ""],  # no judgement is no mark
    ]


def test_canvas_own_export_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    path.write_text(
        "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Softmax regression (4711),Quiz (4712),Final Score\n"
        "    Points Possible,,,,,10,5,(read only)\n"
        '"Lee, Ann",101,S1,ann.l,A,,-,80\n'
        '"Bob",102,S2,bob,A,1,4,70\n'
        '"Cid",103,S3,cid,A,1,4,70\n'
    )
    marks = [mark("ann", ids={"canvas": "101"}), mark("bob", score=9), mark("eve"), mark("cid", trouble="unreadable")]
    text, unknown = canvas.filled(path, marks, TITLES)
    assert unknown == ["eve"]
    assert [row[5:] for row in rows(text)] == [
        ["Softmax regression (4711)", "Quiz (4712)", "Final Score"],
        ["10", "5", "(read only)"],
        ["7.5", "-", "80"],
        ["9", "4", "70"],
        ["1", "4", "70"],
    ]
    with pytest.raises(TemplateError, match="no column for ch06/image_convolution"):
        canvas.filled(path, [mark("ann", B)], TITLES)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(TemplateError, match="no gradebook exported from Canvas"):
        canvas.filled(path, marks, TITLES)


def test_moodles_worksheet_is_filled_in_on_its_scale(tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    head = ",".join(f'"{name}"' for name in moodle.HEAD)
    path.write_text(
        f'{head}\n"Participant 77","Ann Lee",ann@x.edu,"Submitted",,100.00,Yes,-,"Friday, 20 November 2026, 9:00 AM",\n'
        '"Participant 78","Bob",bob@x.edu,"Submitted",,100.00,Yes,-,-,\n'
    )
    late = Lateness(1.5, 0.8)
    marks = [mark("ann", ids={"moodle": "77"}, final=6.0, lateness=late), mark("bob"), mark("eve")]
    text, unknown = moodle.filled(path, marks)
    assert unknown == ["eve"]
    ann, bob = rows(text)[1:]
    assert (ann[4], bob[4]) == ("60", "75")
    assert ann[8] == "Friday, 20 November 2026, 9:00 AM"  # an older one would make Moodle skip the row
    assert bob[8] == "-"
    assert ann[9] == "softmax: 7.5/10; 1.5 days late: 80% counts"
    path.write_text("Name,Note\n")
    with pytest.raises(TemplateError, match="no grading worksheet"):
        moodle.filled(path, marks)


def test_a_new_worksheet_has_moodles_columns() -> None:
    listed = rows(moodle.document([mark("ann", ids={"moodle": "77"}), mark("bob", provenance=None)]))
    assert listed[0] == list(moodle.HEAD)
    assert [row[0] for row in listed[1:]] == ["Participant 77"]


def test_those_who_share_a_report_each_have_their_own_name_on_it() -> None:
    report = own(a_report(an_exercise(a_test())), mark("bob"))
    assert (report.submission.student, report.submission.path) == ("Bob", "in/bob/hw.ipynb")
