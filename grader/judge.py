"""Owns the way of one submission: its trial, its follow-through, its report.

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
from grader.course import Assignment
from grader.follow import followed
from grader.report import (
    ExerciseResult,
    Grader,
    Report,
    ReportZh,
    SubmissionRef,
    translated,
    translated_warnings,
)
from grader.sandbox import Isolation, Sandbox
from grader.submission import Submission
from grader.text import Text
from grader.tidy import tidy
from grader.trial import Device, GraderFault, Trial

if TYPE_CHECKING:
    from grader.suite.runner import Suite

__all__ = ["Device", "GraderFault", "Language", "default_seed", "judge", "unjudged"]

Language = Literal["en", "zh"]


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
    trial = Trial(submission, assignment, sandbox, suite, seed, device, explain=explain)
    sliced = trial.sliced(chosen)
    tried = trial.run(chosen, sliced)
    results = followed(trial, tried)
    opaque = [text for one in tried for text in one.opaque]
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
