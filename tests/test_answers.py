"""Exercises whose graded names are values: the stub, the slice, what a raising answer costs, givens, verify."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.batch import Orders
from grader.course import Assignment, find_course, load_assignment
from grader.judge import judge
from grader.release import build
from grader.report import ExerciseResult, Report
from grader.sandbox import Sandbox
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import read_bytes
from grader.submission import slice as slice_
from grader.suite.runner import Suite
from grader.verify import plan, verify
from tests import answers_course

Grade = Callable[[str], Report]
GIVEN = "import torch\nX = torch.arange(24).reshape(2, 3, 4)\nY = X + 1\n"
SUMS = "row_sums, total, is_larger = X.sum(-1), 276, True\n\ndef double(x):\n    return x + x\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return answers_course.write(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def assignment(folder: Path) -> Assignment:
    return load_assignment(folder)


@pytest.fixture(scope="module", params=["in process", "two rooms"])
def grade(request: pytest.FixtureRequest, assignment: Assignment) -> Iterator[Grade]:
    suite = Suite(assignment)
    sandbox: Sandbox = InProcess() if request.param == "in process" else TwoRooms()

    def graded(source: str) -> Report:
        return judge(read_bytes(source.encode(), "ann.py"), assignment, sandbox, suite)

    yield graded
    sandbox.close()


def of(report: Report, exercise: str) -> ExerciseResult:
    return next(result for result in report.exercises if result.id == exercise)


def test_the_stub_shows_none_for_each_answer(assignment: Assignment) -> None:
    files = build(assignment)
    stub = files["asking.py"].decode()
    assert "# Work it out" not in stub
    assert "\nlength = None\n" in stub
    assert "# Your code here. / 在这里写你的代码。\nrow_sums = None\ntotal = None\nis_larger = None\n" in stub
    assert "flat" not in stub  # a helper of the reference
    assert "len(X)" not in stub
    readme = files["README.md"].decode()
    assert "where `NotImplementedError` is raised, and your answers in the place of `None`" in readme


def test_the_stub_scores_nothing_and_is_not_written(grade: Grade, assignment: Assignment) -> None:
    report = grade(build(assignment)["asking.py"].decode())
    assert report.score == 0
    assert {e.message for e in report.exercises} == {"Not written yet."}


def test_the_right_answers_get_full_marks(grade: Grade) -> None:
    report = grade(answers_course.RIGHT)
    assert (report.score, report.max_score) == (8, 8)
    assert report.warnings == ()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("length = None\nlength = len(X)\n", id="under_the_placeholder"),
        pytest.param("length: int = X.shape[0]\n", id="annotated"),
        pytest.param("length = 0\nfor row in X:\n    length += 1\n", id="counted_in_a_loop"),
        pytest.param("length = 1\nwhile length * 12 < X.numel():\n    length = length + 1\n", id="while"),
        pytest.param("length = 1\nlength += 1\n", id="changed_later"),
        pytest.param("length, width = X.shape[:2]\n", id="unpacked"),
        pytest.param("with torch.no_grad():\n    length = len(X)\n", id="in_a_with"),
        pytest.param("Z = X\nX = X[:1]\nlength = len(Z)\n", id="a_name_used_twice"),
    ],
)
def test_an_answer_may_be_worked_out_in_many_ways(grade: Grade, answer: str) -> None:
    report = grade(GIVEN + answer)
    assert of(report, "length").status == "passed"
    assert report.warnings == ()


def test_what_the_stub_gives_may_be_left_out(grade: Grade) -> None:
    report = grade(f"length = len(X)\n{SUMS}")
    assert report.score == 8
    assert of(report, "length").source[0].text == "length = len(X)"
    assert of(report, "length").where is not None


def test_a_given_that_is_changed_is_the_students(grade: Grade) -> None:
    assert of(grade("import torch\nX = torch.ones(5)\nlength = len(X)\n"), "length").score == 0


def test_an_answer_that_raises_costs_itself_and_what_needs_it(grade: Grade) -> None:
    report = grade(GIVEN + "length = len(Z)\ntotal = X @ 1\ndouble_total = total\nrow_sums = X.sum(-1) + double_total\n"
                   "is_larger = True\ndef double(x):\n    return 2 * x\n")  # fmt: skip
    length, sums = of(report, "length"), of(report, "sums")
    assert length.status == "error"
    assert length.tests[0].message == "Your code could not be loaded (line 4): NameError: name 'Z' is not defined"
    tests = {test.id.partition("::")[2]: test for test in sums.tests}
    assert tests["test_double"].status == "passed"
    assert "(line 5): TypeError" in tests["test_the_total"].message
    assert "(line 5): TypeError" in tests["test_the_row_sums"].message  # what began it, not the NameError after it


def test_a_raising_definition_is_told_as_ever(grade: Grade) -> None:
    report = grade(GIVEN + "length = 2\n@nothing\ndef double(x):\n    return 2 * x\n")
    assert {"could not be loaded (line 5)" in e.tests[0].message for e in report.exercises} == {True}


def test_a_wrong_answer_is_recognised_by_its_value(grade: Grade) -> None:
    for wrong, mistake in (("3", "length_along_the_second_axis"), ("X.numel()", "length_counts_elements")):
        assert [d.mistake for d in of(grade(f"{GIVEN}length = {wrong}\n"), "length").diagnosis] == [mistake]


def test_an_answer_of_another_type_is_said_to_be(grade: Grade) -> None:
    told = [of(grade(f"{GIVEN}length = {wrong}\n"), "length").tests[1].message for wrong in ("[2]", "len", "2.0")]
    assert told[0].startswith("The result is a list; expected an int")
    assert len(set(told)) == 3


def test_loops_that_train_or_run_over_a_name_are_no_answer() -> None:
    source = "total = 3\nfor total in range(9): print(total)\nfor x in y:\n    total = x\n    x.backward()\n"
    sliced = slice_(read_bytes(source.encode(), "a.py"), ["total"])
    assert sliced.program.source.splitlines()[1:] == ["total = 3"]
    assert sliced.program.values == ("total",)


def test_a_loop_over_a_functions_name_does_not_undo_the_function() -> None:
    source = "def f(x):\n    return x\n\nfor x in range(3):\n    f = x + 1\n"
    sliced = slice_(read_bytes(source.encode(), "a.py"), ["f"])
    assert "for x" not in sliced.program.source
    assert sliced.program.values == ()


def test_what_is_given_is_taken_only_where_it_lacks() -> None:
    given = "import numpy\nA = numpy.ones(3)\nB = A + 1\nA[0] = 2\nC = 3\n"
    sliced = slice_(read_bytes(b"C = 4\ntotal = B + C\n", "a.py"), ["total", "A"], given)
    lines = sliced.program.source.splitlines()[1:]
    assert "C = 4" in lines
    assert "C = 3" not in lines
    assert "A" in sliced.missing  # a graded name is never given
    assert {sliced.line_map[n + 2][1] for n, line in enumerate(lines) if n + 2 in sliced.line_map} == {1, 2}


def test_verify_proves_values_as_it_does_functions(folder: Path) -> None:
    course = find_course(explicit=folder.parents[2])
    findings = verify(plan(course, []), Orders(course=course.root, in_process=True), jobs=1)
    assert [(f.kind, f.name, f.trouble) for f in findings if f.trouble] == []
    kinds = [f.kind for f in findings if f.exercise == "length"]
    assert kinds.count("trivial") == 5  # without arguments there is none to give back
    assert kinds.count("mistake") == 2
    assert kinds.count("alternative") == 1
