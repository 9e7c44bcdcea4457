"""Owns the proof that a suite is fair and catches what it should: what every case must score, and whether it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from grader.batch import Desk, Orders
from grader.cases import Case, Kind, cases
from grader.course import Assignment, Course, CourseError
from grader.faults import faults
from grader.judge import GraderFault, default_seed, judge
from grader.pool import run
from grader.report import ExerciseResult, Report
from grader.stub import ReleaseError
from grader.submission import read_bytes

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
    broken: bool = False  # the assignment cannot be used at all, which is told once
    warm_s: float = 0.0  # of a reference where it was asked for: grading it once more in a warm room


# --- judging a case -------------------------------------------------------------------------------------------------


class Verifier:
    """Grades cases one after another at a desk."""

    def __init__(self, orders: Orders, timed: bool = False):
        self.desk = Desk(orders)
        self.timed = timed
        self.broken: dict[str, str] = {}

    def __call__(self, case: Case) -> Finding:
        """Grade one case, or look at a suite's files. A suite that does not load is a finding like others."""
        from grader.suite.spec import SuiteError

        if case.assignment not in self.broken:
            try:
                return self._find(case)
            except (SuiteError, CourseError, ReleaseError) as error:
                self.broken[case.assignment] = str(error)
        said = self.broken[case.assignment]
        return Finding(case.assignment, case.exercise, "suite", "suite", trouble=said, broken=True)

    def _find(self, case: Case) -> Finding:
        if case.kind == "suite" and case.source:  # it was seen to be broken when the cases were made
            return Finding(case.assignment, case.exercise, "suite", "suite", trouble=case.source, broken=True)
        assignment = self.desk.course.find(case.assignment)
        if case.kind == "suite":
            exercise = assignment.exercise(case.exercise)
            said = "; ".join(faults(assignment, exercise, self.desk.suite(assignment).tests))
            return Finding(case.assignment, case.exercise, case.kind, case.name, trouble=said)
        if all(test.exercise != case.exercise for test in self.desk.suite(assignment).tests):
            return Finding(case.assignment, case.exercise, case.kind, case.name)  # the finding of the suite says so
        try:
            report = self._grade(case, assignment)
            again = self.timed and case.kind == "reference"
            warm_s = self._grade(case, assignment).duration_s if again else 0.0
        except GraderFault as error:
            return Finding(
                case.assignment, case.exercise, case.kind, case.name, trouble=by_itself(str(error), assignment)
            )
        result = report.exercises[0]
        trouble = wrong(case, result, [d.mistake for d in result.diagnosis])
        return Finding(
            case.assignment, case.exercise, case.kind, case.name, result.score, result.max_score, trouble, warm_s=warm_s
        )

    def _grade(self, case: Case, assignment: Assignment) -> Report:
        submission = read_bytes(case.source.encode(), f"{assignment.id}.py")
        seed = self.desk.orders.seed
        if seed is None:  # one for all cases: what each mistake gives is then worked out once
            seed = default_seed(read_bytes(assignment.reference_path.read_bytes(), "reference.py"), assignment)
        return judge(
            submission,
            assignment,
            self.desk.sandbox,
            self.desk.suite(assignment),
            seed=seed,
            device=self.desk.orders.device,
            exercises={case.exercise},
            explain=case.kind == "mistake",
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
    if case.kind in ("reference", "alternative", "follow"):
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


def by_itself(fault: str, assignment: Assignment) -> str:
    """A test's own error in one line: the last of the author's lines that its traceback names, and what was raised."""
    places = re.findall(rf'File "({re.escape(str(assignment.folder.resolve()))}[^"]*)", line (\d+)', fault)
    where = (
        f"{assignment.folder / Path(places[-1][0]).relative_to(assignment.folder.resolve())}:{places[-1][1]}: "
        if places
        else ""
    )
    return f"{where}{fault.strip().splitlines()[-1]} ({fault.splitlines()[0].rstrip(':')})"


# --- the whole ------------------------------------------------------------------------------------------------------


def plan(course: Course, names: Sequence[str], turn: tuple[int, int] = (1, 1)) -> list[Case]:
    """The cases of the assignments and exercises that `names` name (all, where none is). Raises CourseError.

    `turn` (k, n): files, reference and stub of each exercise, and of every n-th exercise, from the k-th on, the rest
    too. The turns 1 to n are everything."""
    planned, seen = [], 0
    for assignment, exercises in course.selected(names):
        if assignment.released:
            raise CourseError(
                assignment.folder, "", "has no hidden tests", "Only solutions/ can be verified, not a released copy."
            )
        try:
            made = [Case(assignment.key, e.id, "suite", "suite", "") for e in exercises]
            whole = {e.id for number, e in enumerate(exercises, seen) if number % turn[1] == turn[0] - 1}
            seen += len(exercises)
            brief = ("reference", "stub")
            planned += [*made, *(c for c in cases(assignment, exercises) if c.exercise in whole or c.kind in brief)]
        except (CourseError, ReleaseError) as error:
            planned.append(Case(assignment.key, exercises[0].id, "suite", "suite", str(error)))
    return planned


def unread(broken: Sequence[CourseError], names: Sequence[str]) -> list[Finding]:
    """A finding for each assignment that could not be read, if it is among `names` (or none is named)."""
    found = []
    for error in broken:
        folder = error.file.parent if error.file.suffix else error.file
        key = f"{folder.parent.name}/{folder.name}"
        if not names or {key, folder.name} & set(names):
            found.append(Finding(key, folder.name, "suite", "suite", trouble=str(error), broken=True))
    return found


def verify(
    planned: Sequence[Case],
    orders: Orders,
    *,
    jobs: int,
    timed: bool = False,
    tell: Callable[[Finding], None] = lambda _: None,
) -> list[Finding]:
    """Grade every case, `jobs` at a time. Returns a finding for each, in order, the same for any `jobs`; `tell` hears
    of each as it comes. `timed` measures the references."""
    findings: dict[int, Finding] = {}
    if jobs == 1:
        verifier = Verifier(orders, timed)
        try:
            for index, case in enumerate(planned):
                findings[index] = verifier(case)
                tell(findings[index])
        finally:
            verifier.close()
        return _once(list(findings.values()))
    for done in run(list(planned), Verifier, (orders, timed), jobs=jobs, deadline_s=_LIMIT_S):
        case = planned[done.index]
        trouble = f"the grader failed: {done.trouble.strip().splitlines()[-1]}" if done.result is None else ""
        findings[done.index] = done.result or Finding(
            case.assignment, case.exercise, case.kind, case.name, trouble=trouble
        )
        tell(findings[done.index])
    return _once([findings[index] for index in sorted(findings)])


def _once(findings: list[Finding]) -> list[Finding]:
    """Of an assignment that cannot be used one finding."""
    told = {f.assignment: f for f in reversed(findings) if f.broken}
    return [f for f in findings if not f.broken or told[f.assignment] is f]
