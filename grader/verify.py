"""Owns the proof that a suite is fair and catches what it should: what every case must score, and whether it does."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from grader.batch import Desk, Orders
from grader.cases import Case, Kind, cases, definitions, read_text
from grader.course import Assignment, Course, CourseError, Exercise, replaced_name
from grader.judge import GraderFault, judge
from grader.pool import run
from grader.release import ReleaseError, build
from grader.report import ExerciseResult, Report
from grader.submission import read_bytes
from grader.text import Text

if TYPE_CHECKING:
    from grader.suite.spec import TestSpec

_LIMIT_S = 600.0


class Finding(msgspec.Struct, frozen=True):
    """How one case fared; `trouble` says what is wrong with the exercise, "" where nothing is."""

    assignment: str
    exercise: str
    kind: Kind
    name: str
    score: float = 0.0
    max_score: float = 0.0
    trouble: str = ""


# --- judging a case -------------------------------------------------------------------------------------------------


class Verifier:
    """Grades cases one after another at a desk."""

    def __init__(self, orders: Orders):
        self.desk = Desk(orders)

    def __call__(self, case: Case) -> Finding:
        """Grade one case, or look at a suite's files."""
        assignment = self.desk.course.find(case.assignment)
        if case.kind == "suite":
            exercise = assignment.exercise(case.exercise)
            said = "; ".join(faults(assignment, exercise, self.desk.suite(assignment).tests))
            return Finding(case.assignment, case.exercise, case.kind, case.name, trouble=said)
        try:
            report = self._grade(case, assignment)
        except GraderFault as error:
            return Finding(case.assignment, case.exercise, case.kind, case.name, trouble=str(error))
        result = report.exercises[0]
        trouble = wrong(case, result, [d.mistake for d in result.diagnosis])
        return Finding(case.assignment, case.exercise, case.kind, case.name, result.score, result.max_score, trouble)

    def _grade(self, case: Case, assignment: Assignment) -> Report:
        submission = read_bytes(case.source.encode(), f"{assignment.id}.py")
        return judge(
            submission,
            assignment,
            self.desk.sandbox,
            self.desk.suite(assignment),
            seed=self.desk.orders.seed,
            device=self.desk.orders.device,
            exercises={case.exercise},
        )

    def close(self) -> None:
        """End the desk."""
        self.desk.close()


def wrong(case: Case, result: ExerciseResult, diagnosis: Sequence[str]) -> str:
    """What is wrong with an exercise on which `case` fared so; "" where it is as it should be."""
    full = result.score >= result.max_score - 1e-9
    lost = [test for test in result.tests if test.score < test.max_score]
    won = [test for test in result.tests if test.score > 0]
    shown = f"{result.score:g} of {result.max_score:g}"
    if case.kind in ("reference", "alternative"):
        if full:
            return ""
        first = lost[0]
        return f"scores {shown}: {first.id} says {(first.message or first.status)!r} {first.detail}".rstrip()
    if case.kind in ("stub", "trivial"):
        if result.status == "missing":
            return "is missing: the stub must define every name"
        return f"scores {shown}, by {', '.join(test.id for test in won)}" if won else ""
    if full:
        return "gets full marks: no test catches it"
    if not diagnosis:
        return f"scores {shown} and is not recognised by its outputs"
    return "" if diagnosis[0] == case.name else f"is taken for {diagnosis[0]}"


def faults(assignment: Assignment, exercise: Exercise, tests: Sequence[TestSpec]) -> Iterator[str]:
    """What can be seen in the files alone: points, languages, the release."""
    own = [test for test in tests if test.exercise == exercise.id]
    points = sum(test.points for test in own)
    if abs(points - exercise.points) > 1e-9:
        yield f"assignment.toml gives {exercise.points:g} points and the tests sum to {points:g}"
    if not any(test.visibility == "public" for test in own):
        yield "there is no public test, so `torchgrade check` has nothing to run"
    for test in own:
        if not (test.title.en and test.title.zh):
            yield f"{test.id} needs a title in English and Chinese"
        if test.hint is not None and not test.hint.zh:
            yield f"the hint of {test.id} has no Chinese"
    owners = {name: e for e in assignment.exercises for name in e.names}
    for node in definitions(read_text(assignment.mistakes_path), assignment.mistakes_path):
        replaced = replaced_name(node.name, owners)
        text = Text.parse(ast.get_docstring(node))
        if replaced and owners[replaced] == exercise and not (text.en and text.zh):
            yield f"the mistake {node.name} needs a docstring in English and Chinese"
    try:
        build(assignment)
    except ReleaseError as error:
        yield str(error)


# --- the whole ------------------------------------------------------------------------------------------------------


def plan(course: Course, names: Sequence[str]) -> list[Case]:
    """The cases of the assignments and exercises that `names` name (all, where none is). Raises CourseError."""
    wanted: dict[str, tuple[Assignment, list[Exercise]]] = {}
    for name in names or [assignment.key for assignment in course.assignments]:
        assignment = course.find(name)
        whole = name in (assignment.key, assignment.id, assignment.section)
        chosen = list(assignment.exercises) if whole else [assignment.exercise(name)]
        _, known = wanted.setdefault(assignment.key, (assignment, []))
        known += [exercise for exercise in chosen if exercise not in known]
    planned = []
    for assignment, exercises in wanted.values():
        if assignment.released:
            raise CourseError(
                assignment.folder, "", "has no hidden tests", "Only solutions/ can be verified, not a released copy."
            )
        planned += [Case(assignment.key, e.id, "suite", "suite", "") for e in exercises]
        planned += cases(assignment, exercises)
    return planned


def verify(
    planned: Sequence[Case], orders: Orders, *, jobs: int, tell: Callable[[Finding], None] = lambda _: None
) -> list[Finding]:
    """Grade every case, `jobs` at a time. Returns a finding for each, in order; `tell` hears of each as it comes."""
    findings: dict[int, Finding] = {}
    if jobs == 1:
        verifier = Verifier(orders)
        try:
            for index, case in enumerate(planned):
                findings[index] = verifier(case)
                tell(findings[index])
        finally:
            verifier.close()
        return list(findings.values())
    for done in run(list(planned), Verifier, (orders,), jobs=jobs, deadline_s=_LIMIT_S):
        case = planned[done.index]
        trouble = f"the grader failed: {done.trouble.strip().splitlines()[-1]}" if done.result is None else ""
        findings[done.index] = done.result or Finding(
            case.assignment, case.exercise, case.kind, case.name, trouble=trouble
        )
        tell(findings[done.index])
    return [findings[index] for index in sorted(findings)]
