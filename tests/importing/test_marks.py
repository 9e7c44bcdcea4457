"""Lessons made with nbgrader and Otter, imported: students' files get the marks that the original tool gave them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.peers import environments
from grader.batch import Desk, Orders
from grader.importing import load
from grader.importing.proof import Imported, write
from grader.report import ExerciseResult, Report
from tests.importing.lessons import LESSONS, Lesson, notebook

PAIRS = [(lesson.name, student) for lesson in LESSONS.values() for student in lesson.answers]
# What nbgrader gives a part of the points for is all or nothing here; what cannot be carried over is not there.
PARTIAL = {"scaled_partial"}
LEFT = {"rows": {"plot", "scaled_uses_lengths", "why"}}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("course")


@pytest.fixture(scope="module")
def imported(course: Path) -> dict[str, Imported]:
    """Every lesson imported into one course, with what was said of it."""
    return {
        lesson.name: write(load(lesson.source), course, "other", lesson.name, in_process=True)
        for lesson in LESSONS.values()
    }


@pytest.fixture(scope="module")
def desk(course: Path, imported: dict[str, Imported]) -> Iterator[Desk]:
    """Where they are graded: with the real sandbox, and told by itself which assignment a file is for."""
    with Desk(Orders(course=course)) as found:
        yield found


def marks_of(lesson: Lesson, report: Report) -> dict[str, float]:
    """Our marks by the names that the original tool has for its tests, and for Otter's questions."""
    found: dict[str, float] = {}
    for exercise in report.exercises:
        if lesson.tool == "otter":
            found[exercise.id] = exercise.score
        found |= by_test(exercise)
    return found


def by_test(exercise: ExerciseResult) -> dict[str, float]:
    return {test.id.partition("::test_")[2]: test.score for test in exercise.tests}


def compare(lesson: Lesson, report: Report, original: dict[str, list[float]]) -> None:
    ours = marks_of(lesson, report)
    left = LEFT.get(lesson.name, set())
    for name, (score, most) in original.items():
        if name in left:
            assert name not in ours
        elif name in PARTIAL:
            assert ours[name] == (score if score == most else 0.0)
        else:
            assert ours[name.replace(" ", "_")] == pytest.approx(score), name


@pytest.mark.parametrize(("name", "student"), PAIRS, ids=[f"{name}-{student}" for name, student in PAIRS])
def test_the_marks_are_the_original_ones(desk: Desk, name: str, student: str) -> None:
    lesson = LESSONS[name]
    graded = desk.grade(lesson.handed_in(student))
    assert not graded.trouble, graded.report.warnings
    assert graded.report.assignment == name
    compare(lesson, graded.report, json.loads(lesson.marks.read_text(encoding="utf-8"))[student])


def test_a_test_cell_defines_nothing(desk: Desk) -> None:
    """A test of rows assigns to `lengths` again; what is graded stands in the student's own cell."""
    report = desk.grade(LESSONS["rows"].handed_in("columns")).report
    assert "def lengths" in str(report.exercises[0].source)
    assert [warning for warning in report.warnings if warning.endswith("your definition of it was graded.")]


@pytest.mark.parametrize("name", LESSONS)
def test_the_recorded_notebook_is_the_lesson(name: str) -> None:
    assert LESSONS[name].source.read_text(encoding="utf-8") == notebook(LESSONS[name].cells)


def test_right_students_get_everything(desk: Desk) -> None:
    for lesson in LESSONS.values():
        report = desk.grade(lesson.handed_in("right")).report
        assert report.score == report.max_score > 0


def test_points_are_kept_or_listed(imported: dict[str, Imported]) -> None:
    """rows: 2+1+3+1+2+1.5 tests carried, 1+1 tests, 2 for the answer and 3 for the task not."""
    done = imported["rows"]
    assert (done.points, sum(entry.points for entry in done.left)) == (10.5, 7)
    assert imported["sums"].points == 8
    assert [entry.points for entry in imported["sums"].left if entry.points] == [2]
    assert imported["checks"].points == 4.5
    assert imported["checks"].left == []


def test_what_verify_finds_is_listed(imported: dict[str, Imported]) -> None:
    """The reference gets full marks and the stub nothing; of the rest only what the original tests let through."""
    for done in imported.values():
        said = [entry.said for entry in done.seen]
        assert not [line for line in said if "reference" in line or "stub" in line or "suite" in line], said
        text = (done.folder / "IMPORTED.md").read_text(encoding="utf-8")
        assert all(line in text for line in said)
        assert all(entry.said in text for entry in done.left)
    assert "q1_2" in str(imported["sums"].seen)
    assert not [entry for entry in imported["rows"].seen if entry.where in ("lengths", "scaled", "longest")]


@pytest.mark.peers
@pytest.mark.skipif(
    not environments.present(), reason=f"{environments.VARIABLE} names no folder made by python -m bench.peers"
)
@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.timeout(1200)
def test_the_original_tools_still_say_so(desk: Desk, name: str) -> None:
    """The marks are asked for again, not read."""
    from bench.peers.record import marks

    lesson = LESSONS[name]
    for student, original in marks(lesson).items():
        compare(lesson, desk.grade(lesson.handed_in(student)).report, original)
