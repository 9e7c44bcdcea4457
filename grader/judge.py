"""Owns the way of one submission: slice, source check, run, explain, count, report.

`judge` gives the same report for the same submission, assignment, seed and device, but for durations. Nothing that goes
wrong inside the grader becomes a student's mark: it is raised, and whoever called says that the grader failed.
"""

from __future__ import annotations

import functools
import hashlib
import platform
import time
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from grader import __version__
from grader.course import Assignment, Exercise
from grader.report import (
    Diagnosis,
    ExerciseResult,
    Grader,
    Report,
    ReportZh,
    SubmissionRef,
    Zh,
    translated,
    translated_warnings,
)
from grader.results import judged, missing, refused
from grader.sandbox import Isolation, Limits, Program, Room, Sandbox
from grader.sandbox.errors import RoomDied, Verdict
from grader.stub import ReleaseError, givens_of
from grader.submission import Sliced, Submission, forbidden
from grader.submission import slice as slice_
from grader.text import Text
from grader.tidy import tidy

if TYPE_CHECKING:
    from grader.suite.runner import Outcome, Suite

Device = Literal["auto", "cpu", "cuda"]
Language = Literal["en", "zh"]

# Every room that dies halves what calls may take in the next: an endless loop costs seconds, not the whole limit.
_LEAST_CALL_S = 2.0


class GraderFault(Exception):
    """A test failed by itself, not by the submission: nothing may be said about the mark."""


def default_seed(submission: Submission, assignment: Assignment) -> int:
    """The same file on the same assignment is graded on the same inputs; another file on others. Below 2**31."""
    text = f"{submission.sha256}\0{assignment.key}\0{assignment.version}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1


def judge(
    submission: Submission,
    assignment: Assignment,
    sandbox: Sandbox,
    suite: Suite,
    *,
    seed: int | None = None,
    device: Device = "auto",
    exercises: Collection[str] | None = None,
    language: Language = "en",
    warnings: Iterable[Text] = (),
    explain: bool = True,
) -> Report:
    """Grade `submission` on `assignment`, or on the `exercises` of it with these ids; `explain` says whether known
    mistakes are looked for in what fails. Raises GraderFault."""
    begun = time.monotonic()
    seed = default_seed(submission, assignment) if seed is None else seed
    tested = {spec.exercise for spec in suite.tests}
    chosen = [e for e in assignment.exercises if (exercises is None or e.id in exercises) and e.id in tested]
    sliced = slice_(submission, [name for exercise in chosen for name in exercise.names], _given(assignment, suite))

    absent = {e.id for e in chosen if not any(name in sliced.found for name in e.names)}
    noticed = {e.id: forbidden.check(sliced, e.names, e.forbid) for e in chosen if e.forbid and e.id not in absent}
    # What reading cannot see through is told but costs nothing: a ban on what is executed stands behind it.
    findings = {id_: [f for f in found if f.kind == "forbidden"] for id_, found in noticed.items()}
    opaque = [f.message() for found in noticed.values() for f in found if f.kind == "suspicious"]
    to_run = {e.id for e in chosen if e.id not in absent and not findings.get(e.id)}
    outcomes = _outcomes(sliced, assignment, sandbox, suite, seed, device, to_run)
    results = []
    for exercise in chosen:
        specs = [spec for spec in suite.tests if spec.exercise == exercise.id]
        if exercise.id in absent:
            results.append(missing(exercise, specs, sliced))
        elif exercise.id not in to_run:
            results.append(refused(exercise, specs, sliced, findings[exercise.id]))
        else:
            own = [outcome for outcome in outcomes if outcome.spec.exercise == exercise.id]
            result = judged(exercise, specs, own, sliced)
            results.append(_explained(result, exercise, own, suite, assignment, seed, device) if explain else result)
    report = _report(submission, assignment, tuple(results), sandbox.isolation, seed, device, language)
    english, chinese = translated_warnings(dict.fromkeys([*warnings, *sliced.warnings, *opaque]))
    return tidy(
        replace(
            report,
            warnings=english,
            zh=replace(report.zh, warnings=chinese),
            duration_s=time.monotonic() - begun,
            grader=_versions(),
        )
    )


def _given(assignment: Assignment, suite: Suite) -> str:
    """What the assignment's stub gives: worked out once. Markers that do not pair up are `verify`'s to tell."""
    if "given" not in suite.memo:
        try:
            suite.memo["given"] = givens_of(assignment)
        except ReleaseError:
            suite.memo["given"] = ""
    return str(suite.memo["given"])


def _outcomes(
    sliced: Sliced,
    assignment: Assignment,
    sandbox: Sandbox,
    suite: Suite,
    seed: int,
    device: Device,
    to_run: Collection[str],
) -> list[Outcome]:
    if not to_run:
        return []
    program = replace(sliced.program, libraries=assignment.libraries)
    door = _Door(sandbox, program, assignment.limits)
    outcomes = suite.run(door.open, seed=seed, device=device, exercises=to_run)
    for outcome in outcomes:
        if outcome.fault:
            raise GraderFault(f"{outcome.spec.id} failed by itself:\n{outcome.fault}")
    return outcomes


class _Door:
    """Opens the rooms of one submission, within the limits of the whole."""

    def __init__(self, sandbox: Sandbox, program: Program, limits: Limits):
        self.sandbox, self.program, self.limits = sandbox, program, limits
        self.until = time.monotonic() + limits.total_s
        self.call_s = limits.call_s
        self.opened = False

    def open(self) -> Room:
        """A fresh room with what is left of the time. Raises what Sandbox.open raises, RoomDied when none is left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise RoomDied(Verdict("timeout", f"the whole submission took more than {self.limits.total_s:g} s"))
        if self.opened:  # a room is opened again only because the one before died
            self.call_s = max(min(_LEAST_CALL_S, self.limits.call_s), self.call_s / 2)
        self.opened = True
        return self.sandbox.open(self.program, replace(self.limits, total_s=left, call_s=self.call_s))


def _explained(
    result: ExerciseResult,
    exercise: Exercise,
    outcomes: list[Outcome],
    suite: Suite,
    assignment: Assignment,
    seed: int,
    device: Device,
) -> ExerciseResult:
    """With the known mistakes that the student's outputs equal, if there are any."""
    if result.status == "passed" or assignment.released:
        return result
    from grader.explain import diagnose

    found = diagnose(suite, assignment, exercise, outcomes, seed, device)
    named = tuple(Diagnosis(mistake=d.mistake, message=d.message.en, zh=Zh(message=d.message.zh)) for d in found)
    return replace(result, diagnosis=named)


# --- reports --------------------------------------------------------------------------------------------------------


def unjudged(
    submission: Submission,
    why: Text,
    *,
    assignment: Assignment | None = None,
    trouble: Literal["unreadable", "grader"] = "unreadable",
    language: Language = "en",
) -> Report:
    """The report of a submission that could not be judged: nothing scored, and one sentence that says why."""
    exercises = tuple(
        ExerciseResult(
            id=exercise.id,
            status="error",
            score=0,
            max_score=exercise.points,
            **translated(title=exercise.title, message=why),
        )
        for exercise in (assignment.exercises if assignment else ())
    )
    nowhere = Isolation("none", {"process": "nothing was run"})
    report = _report(submission, assignment, exercises, nowhere, 0, "cpu", language)
    return tidy(replace(report, trouble=trouble, warnings=(why.en,), zh=replace(report.zh, warnings=(why.zh,))))


def _report(
    submission: Submission,
    assignment: Assignment | None,
    results: tuple[ExerciseResult, ...],
    isolation: Isolation,
    seed: int,
    device: Device,
    language: Language,
) -> Report:
    title = assignment.title if assignment else Text("")
    return Report(
        submission=SubmissionRef(path=submission.path, sha256=submission.sha256, student=submission.student),
        assignment=assignment.id if assignment else "",
        device=_device(results, device),
        seed=seed,
        isolation=isolation,
        score=sum(result.score for result in results),
        max_score=sum(result.max_score for result in results),
        duration_s=0,
        exercises=results,
        title=title.en,
        section=assignment.section if assignment else "",
        language=language,
        assignment_version=assignment.version if assignment else "",
        grader=Grader(version=__version__, python=platform.python_version()),
        zh=ReportZh(title=title.zh),
    )


def _device(results: Iterable[ExerciseResult], asked: Device) -> str:
    used = {test.device for result in results for test in result.tests}
    for device in ("cuda", "cuda (simulated)"):
        if device in used:
            return f"cpu, {device}" if "cpu" in used else device
    return "cpu" if asked == "auto" else asked


@functools.cache
def _versions() -> Grader:
    import torch

    return Grader(version=__version__, python=platform.python_version(), torch=str(torch.__version__))
