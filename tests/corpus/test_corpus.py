"""What students hand in, in every shape we know of, gets the marks that its code deserves; the whole way, for real."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import pytest

from grader.course import Assignment, find_course
from grader.feedback import render_page
from grader.judge import judge
from grader.report import Report
from grader.sandbox import Sandbox
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from grader.submission import Submission, read_bytes
from grader.suite.runner import Suite
from tests.corpus import files  # noqa: F401 -- adds its shapes
from tests.corpus.notebooks import ROOT, SHAPES
from tests.corpus.works import ASSIGNMENTS, QUALITIES, Quality, work

# The works answer one exercise of a long assignment; of the others there is nothing to say.
ONLY = {
    "softmax_regression": {"softmax"},
    "image_convolution": {"corr2d"},
    "batch_normalization": {"batch_norm", "BatchNorm"},
    "attention_scoring": {"masked_softmax"},
    "gated_recurrent_unit": {"gru"},
    "sequence_to_sequence": {"bleu"},
}
# Where all names come out of one call, a wrong one cannot be replaced to judge the others by themselves.
TOGETHER = {"made_by_a_factory"}
ANSWERS: tuple[Quality, ...] = ("partly", "wrong")
CASES = [
    (shape, ASSIGNMENTS[(number + shift) % len(ASSIGNMENTS)], quality)
    for number, shape in enumerate(sorted(SHAPES))
    for shift, quality in ((0, "right"), (number % 5 + 1, ANSWERS[number % 2]))
]
Grade = Callable[[str, str, bytes], tuple[Submission, Report]]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One warm zygote for the whole corpus."""
    if sys.platform != "linux":
        yield InProcess()
        return
    with TwoRooms(bubblewrap=False, warm=("simulation",)) as rooms:
        yield rooms


@pytest.fixture(scope="module")
def grade(sandbox: Sandbox) -> Grade:
    course = find_course(ROOT)

    @cache
    def prepared(name: str) -> tuple[Assignment, Suite]:
        assignment = course.find(name)
        return assignment, Suite(assignment)

    def graded(assignment: str, name: str, data: bytes) -> tuple[Submission, Report]:
        submission = read_bytes(data, name)
        home, suite = prepared(assignment)
        only = ONLY.get(assignment)
        return submission, judge(submission, home, sandbox, suite, seed=7, device="cpu", exercises=only)

    return graded


@pytest.fixture(scope="module")
def deserved(grade: Grade) -> Callable[[str, Quality], Report]:
    """The report on the same code as a bare file."""

    @cache
    def judged(assignment: str, quality: Quality) -> Report:
        return grade(assignment, "bare.py", work(assignment, quality).whole.encode())[1]

    return judged


def test_the_corpus_is_large_enough() -> None:
    assert len(SHAPES) >= 60
    assert {assignment for _, assignment, _ in CASES} == set(ASSIGNMENTS)
    assert {quality for _, _, quality in CASES} == set(QUALITIES)


@pytest.mark.parametrize("quality", QUALITIES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_code_itself_is_what_it_is_called(
    deserved: Callable[[str, Quality], Report], assignment: str, quality: Quality
) -> None:
    report = deserved(assignment, quality)
    share = report.score / report.max_score
    assert {"right": share == 1, "partly": 0.5 <= share < 1, "wrong": share <= 0.5}[quality], share


@pytest.mark.parametrize(("shape", "assignment", "quality"), CASES, ids=lambda value: str(value))
def test_every_shape_gets_its_marks(
    grade: Grade, deserved: Callable[[str, Quality], Report], shape: str, assignment: str, quality: Quality
) -> None:
    submission, report = grade(assignment, *SHAPES[shape](work(assignment, quality)))
    bare = deserved(assignment, quality)
    said = [report.warnings, *((e.id, e.status, e.message, [t.message for t in e.tests]) for e in report.exercises)]
    if shape in TOGETHER and len(report.exercises) > 1 and quality != "right":
        assert report.score <= bare.score, said
    else:
        assert [(e.id, e.score) for e in report.exercises] == [(e.id, e.score) for e in bare.exercises], said
    places_lead_to_the_code(submission, report)
    feedback_stands_under_it(submission, report)


def places_lead_to_the_code(submission: Submission, report: Report) -> None:
    """Each graded name was found in a line of the student's that holds it, in the cell that the report names."""
    cells = {(cell.file, cell.number): cell for cell in submission.cells if cell.kind == "code"}
    for exercise in report.exercises:
        assert exercise.definitions
        for place in exercise.definitions:
            cell = cells[place.file, place.cell]
            line = cell.source.split("\n")[place.cell_line - 1]
            assert line.strip().removeprefix(">>> ").endswith(place.text.strip()), (line, place)
            assert place.function in line


def feedback_stands_under_it(submission: Submission, report: Report) -> None:
    document = json.loads(render_page(report, "notebook", submission))
    cells = document.get("cells") or document["worksheets"][0]["cells"]
    ours = [c["metadata"]["torchgrade"].get("exercise", "") for c in cells if c["cell_type"] == "markdown"
            and c.get("metadata", {}).get("torchgrade", {}).get("role") == "feedback"]  # fmt: skip
    assert sorted(ours) == sorted(["", *(exercise.id for exercise in report.exercises)])
    for before, cell in pairwise(cells):
        about = cell.get("metadata", {}).get("torchgrade", {})
        if about.get("role") == "feedback" and cell["cell_type"] == "markdown":
            exercise = next(e for e in report.exercises if e.id == about["exercise"])
            code = before if before["cell_type"] == "code" else None
            source = "".join(code.get("source", code.get("input", ""))) if code else exercise.definitions[0].function
            assert exercise.definitions[0].function in source
