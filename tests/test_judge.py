"""From a submission to its report, in process: statuses, points, places, and what is said of what."""

from __future__ import annotations

import itertools
import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from grader.course import Assignment, find_course, load_assignment
from grader.judge import GraderFault, default_seed, judge
from grader.report import ExerciseResult, Report
from grader.sandbox import NOTHING_LENT, Limits, Program, Room
from grader.sandbox.errors import RoomDied, Verdict
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import read_bytes
from grader.suite.runner import Suite
from tests import demo_course
from tests.sandbox.test_two_rooms import below, gone_within

Grade = Callable[..., Report]


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return load_assignment(demo_course.write(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def grade(assignment: Assignment) -> Grade:
    suite = Suite(assignment)

    def graded(source: str, name: str = "ann.py", **options: object) -> Report:
        sandbox = options.pop("sandbox", None) or InProcess()
        return judge(read_bytes(source.encode(), name), assignment, sandbox, suite, **options)  # type: ignore[arg-type]

    return graded


def of(report: Report, exercise: str) -> ExerciseResult:
    return next(result for result in report.exercises if result.id == exercise)


def test_the_right_answer_gets_full_marks(grade: Grade, assignment: Assignment) -> None:
    report = grade(demo_course.RIGHT)
    assert (report.score, report.max_score) == (8, 8)
    assert [(e.id, e.status, e.score) for e in report.exercises] == [
        ("unit_rows", "passed", 6),
        ("mean_row", "passed", 2),
    ]
    assert (report.assignment, report.submission.student, report.section) == ("normalise", "ann", "0.1")
    assert report.assignment_version == assignment.version
    assert report.isolation.level == "none"
    assert report.grader.torch
    assert report.duration_s > 0


def test_the_same_file_is_graded_the_same_and_another_by_other_inputs(grade: Grade) -> None:
    first, again, other = (grade(text) for text in (demo_course.WRONG, demo_course.WRONG, demo_course.WRONG + "# x\n"))
    assert first.seed == again.seed != other.seed
    assert timeless(first) == timeless(again)
    assert grade(demo_course.RIGHT, seed=7).seed == 7


def timeless(report: Report) -> object:
    data = json.loads(msgspec.json.encode(report))
    data["duration_s"] = 0
    for exercise in data["exercises"]:
        for test in exercise["tests"]:
            test["duration_s"] = 0
    return data


def test_the_seed_depends_on_bytes_and_version(assignment: Assignment) -> None:
    submission = read_bytes(b"x = 1\n", "a.py")
    assert default_seed(submission, assignment) == default_seed(read_bytes(b"x = 1\n", "b.py"), assignment)
    newer = msgspec.structs.replace(assignment)
    newer.__dict__["version"] = "another"
    assert default_seed(submission, assignment) != default_seed(submission, newer)


def test_a_known_mistake_is_told_in_words(grade: Grade) -> None:
    result = of(grade(demo_course.WRONG), "unit_rows")
    assert (result.status, result.score) == ("failed", 0)
    assert [d.mistake for d in result.diagnosis] == ["unit_rows_down_the_columns"]
    assert "dim=0 runs down the rows" in result.diagnosis[0].message
    assert "dim=0" in result.diagnosis[0].zh.message
    assert of(grade(demo_course.RIGHT), "unit_rows").diagnosis == ()


def test_what_waits_for_another_test_earns_nothing_and_says_so(grade: Grade) -> None:
    tests = {test.id: test for test in of(grade(demo_course.WRONG), "unit_rows").tests}
    waiting = tests["unit_rows::test_a_zero_row_stays_zero"]
    assert (waiting.status, waiting.judged, waiting.score) == ("failed", False, 0)
    assert waiting.after == ("unit_rows::test_every_row_has_length_one",)


def test_a_missing_exercise_costs_only_itself(grade: Grade) -> None:
    report = grade(demo_course.RIGHT.split("# The mean")[0])
    assert (report.score, report.max_score) == (6, 8)
    missing = of(report, "mean_row")
    assert (missing.status, missing.message) == ("missing", "mean_row is not defined in this submission.")
    assert [test.status for test in missing.tests] == ["failed", "failed"]


def test_only_the_exercises_asked_for_are_graded(grade: Grade) -> None:
    report = grade(demo_course.RIGHT, exercises={"mean_row"})
    assert [e.id for e in report.exercises] == ["mean_row"]
    assert (report.score, report.max_score) == (2, 2)


def test_a_forbidden_operation_in_the_source_names_the_line(grade: Grade) -> None:
    source = "import torch\n\n\ndef unit_rows(X):\n    return torch.nn.functional.normalize(X)\n"
    report = grade(source + demo_course.RIGHT.split("# The mean comes second.")[1])
    refused = of(report, "unit_rows")
    assert (refused.status, refused.score) == ("failed", 0)
    assert "normalize" in refused.message
    assert "ine 5" in refused.message
    assert refused.where is not None
    assert refused.where.text.strip() == "return torch.nn.functional.normalize(X)"
    assert of(report, "mean_row").score == 2


def test_an_error_is_placed_in_the_students_own_cell(grade: Grade) -> None:
    cells = ["# %% nothing\n", "import torch\n", "y = 1\n\n\ndef mean_row(X):\n    z = X\n    return z / 'two'\n"]
    text = json.dumps(
        {
            "cells": [
                {
                    "cell_type": "code",
                    "id": str(i),
                    "metadata": {},
                    "outputs": [],
                    "execution_count": None,
                    "source": cell,
                }
                for i, cell in enumerate(cells)
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    result = of(grade(text, "ann.ipynb"), "mean_row")
    assert result.status == "error"
    test = result.tests[0]
    assert "line 6 of cell 3" in test.message
    assert [(place.cell, place.cell_line) for place in test.frames] == [(3, 6)]
    assert result.source[0].text.startswith("def mean_row(X):")
    assert (result.source[0].cell, result.source[0].cell_line) == (3, 4)


class Dying:
    """A sandbox whose rooms die at the first test, noting the limits of each."""

    isolation, lost = InProcess.isolation, 0

    def __init__(self, kind: str):
        self.kind, self.limits = kind, list[Limits]()

    def open(self, program: Program, limits: Limits, lent: object = None) -> Room:
        self.limits.append(limits)
        died = RoomDied(Verdict(self.kind))  # type: ignore[arg-type]

        def die(*_: object, **__: object) -> None:
            raise died

        return SimpleNamespace(begin=lambda *a, **k: None, get=die, pristine=lambda v: v, end=die, close=lambda: None)  # type: ignore[return-value]

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("kind", "status"),
    [("timeout", "timeout"), ("crashed", "crashed"), ("out of memory", "crashed"), ("killed", "crashed")],
)
def test_how_a_room_ended_is_the_status(grade: Grade, kind: str, status: str) -> None:
    sandbox = Dying(kind)
    report = grade(demo_course.RIGHT, sandbox=sandbox)
    assert {e.status for e in report.exercises} == {status}
    assert {e.verdict for e in report.exercises} == {kind}
    assert report.score == 0
    assert len(sandbox.limits) == 4  # a room a test, but for the one that waits for another
    assert {limits.call_s for limits in sandbox.limits} == {2.0}  # the least patience
    assert sandbox.limits[0].total_s <= 20


def test_a_test_that_fails_by_itself_is_no_mark(tmp_path: Path) -> None:
    suite = demo_course.FILES["test_mean_row.py"].replace("X = torch.randn(5, 3)", "X = torch.rand_n(5, 3)")
    assignment = load_assignment(demo_course.write(tmp_path, test_mean_row_py=suite))
    with pytest.raises(GraderFault, match="test_the_mean_of_the_rows"):
        judge(read_bytes(demo_course.RIGHT.encode(), "a.py"), assignment, InProcess(), Suite(assignment))


def test_the_stub_loads_and_scores_nothing(grade: Grade, assignment: Assignment) -> None:
    from grader.release import build

    report = grade(build(assignment)["normalise.py"].decode())
    assert report.score == 0
    assert {e.status for e in report.exercises} == {"error"}
    notebook = grade(build(assignment)["normalise.zh.ipynb"].decode(), "normalise.zh.ipynb")
    assert notebook.score == 0
    for exercise in (*report.exercises, *notebook.exercises):
        assert (exercise.message, exercise.zh.message) == ("Not written yet.", "还没有写。")
        assert not any(test.message or test.detail or test.frames for test in exercise.tests)


def test_what_is_written_beside_a_stub_is_told_as_ever(grade: Grade) -> None:
    source = demo_course.WRONG.replace(
        "    length =", "    if len(X) == 1:\n        raise NotImplementedError\n    length ="
    )
    result = of(grade(source), "unit_rows")
    assert result.message == ""
    assert result.tests[0].message == "Your code raised NotImplementedError in line 12."


def test_a_ban_that_is_met_while_running_names_cell_and_line() -> None:
    assignment = find_course(Path(__file__).parent).find("softmax_regression")
    cells = [
        "import torch",
        "x = 1\n\ndef softmax(X):\n    f = getattr(torch, 'soft' + str('max'))\n    return f(X, 1)",
    ]
    listed = [{"cell_type": "code", "source": cell, "metadata": {}, "outputs": []} for cell in cells]
    data = json.dumps({"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    sandbox = TwoRooms()
    try:
        submission, suite = read_bytes(data, "ann.ipynb"), Suite(assignment)
        report = judge(submission, assignment, sandbox, suite, device="cpu", exercises={"softmax"})
    finally:
        sandbox.close()
    told = [test for test in report.exercises[0].tests if test.judged and test.status == "failed"]
    assert len(told) > 2
    for test in told:
        assert "uses `torch.softmax` in line 5 of cell 2, which" in test.message
        assert "第 2 个单元格第 5 行使用了" in test.zh.message
        assert test.frames[-1].shown == (2, 5)


READS = """
import torch

def unit_rows(X, eps=1e-12):
    return X

def mean_row(X):
    with open("data/scale.txt") as file:
        return X.mean(dim=0) * float(file.read())
"""


@pytest.mark.parametrize("real", [False, True], ids=["in process", "two rooms"])
def test_student_and_reference_find_the_data_of_the_exercise(tmp_path: Path, real: bool) -> None:
    reference = "import torch\n" + READS.partition("import torch")[2]
    folder = demo_course.write(tmp_path, normalise_py=reference)
    (folder / "data").mkdir()
    (folder / "data" / "scale.txt").write_text("2.0")
    assignment = load_assignment(folder)
    sandbox = TwoRooms(bubblewrap=False, merge=False) if real else InProcess()
    try:
        wrong = "def mean_row(X):\n    import urllib.request as r\n    r.urlopen('http://example.com')\n"
        for source, passed, says in ((READS, True, ""), (wrong, False, "there is none while it is graded")):
            if not (real or passed):
                continue
            report = judge(read_bytes(source.encode(), "a.py"), assignment, sandbox, Suite(assignment), seed=1)
            test = next(t for t in of(report, "mean_row").tests if t.id.endswith("test_the_mean_of_the_rows"))
            assert (test.status == "passed") is passed
            assert says in test.message
    finally:
        sandbox.close()


class Felled(TwoRooms):
    """A sandbox that is killed from outside while the first room that it opens is at work."""

    felled = False

    def open(self, program: Program, limits: Limits, lent: Mapping[str, Any] = NOTHING_LENT) -> Any:
        room = super().open(program, limits, lent)
        if not self.felled:
            begin, begun = room.begin, []

            def fell(*args: Any, **kwargs: Any) -> None:
                begin(*args, **kwargs)
                begun.append(args)
                if len(begun) == 2:
                    self.felled = True
                    pids = below(self._process.pid)
                    os.kill(pids[0], signal.SIGKILL)
                    assert gone_within(pids, 3)

            room.begin = fell
        return room


def test_a_sandbox_that_is_killed_costs_nobody_a_mark(assignment: Assignment) -> None:
    submission = read_bytes(demo_course.RIGHT.encode(), "ann.py")
    with Felled(bubblewrap=False, merge=False) as sandbox:
        report = judge(submission, assignment, sandbox, Suite(assignment))
        assert (sandbox.felled, sandbox.lost) == (True, 1)
    assert (report.score, report.max_score) == (8, 8)


def test_a_sandbox_that_is_always_killed_is_the_graders_fault(grade: Grade) -> None:
    class Lost(InProcess):
        @property
        def lost(self) -> int:  # type: ignore[override]
            return next(numbers)

    numbers = itertools.count()
    with pytest.raises(GraderFault, match="ended from outside, 3 times"):
        grade(demo_course.RIGHT, sandbox=Lost())
