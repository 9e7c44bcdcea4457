"""Owns the trial of one submission: exercises sliced, checked, run against the suite, and what came of each.

A trial may be repeated for one exercise with functions that the reference lends (see `grader.follow`). All runs of a
submission share its time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from grader.course import Assignment, Exercise
from grader.report import Diagnosis, ExerciseResult, Zh
from grader.results import judged, missing, refused
from grader.sandbox import NOTHING_LENT, Limits, Program, Room, Sandbox
from grader.sandbox.errors import RoomDied, Verdict
from grader.stub import ReleaseError, givens_of
from grader.submission import Sliced, Submission, forbidden
from grader.submission import slice as slice_
from grader.text import Text

if TYPE_CHECKING:
    from grader.suite.runner import Outcome, Suite

Device = Literal["auto", "cpu", "cuda"]

# Every room that dies halves what calls may take in the next: an endless loop costs seconds, not the whole limit.
_LEAST_CALL_S = 2.0
_TRIES = 3
_BRINGING = "d2l|IPython|pylab|seaborn|importlib|__import__"
_RAISED = Text("Your code raised an error.", "你的代码引发了错误。")


class GraderFault(Exception):
    """A test failed by itself, not by the submission: nothing may be said about the mark."""


class Tried(NamedTuple):
    """One exercise after its tests: the result, not yet explained, and the outcomes it was counted from (none where it
    was not run)."""

    exercise: Exercise
    sliced: Sliced
    result: ExerciseResult
    outcomes: list[Outcome]
    opaque: tuple[Text, ...]  # code that cannot be seen through

    @property
    def is_full(self) -> bool:
        """Whether no mark was lost."""
        return self.result.score >= self.result.max_score - 1e-9


class Trial:
    """One submission, the suite of its assignment, and the rooms it is run in."""

    def __init__(
        self,
        submission: Submission,
        assignment: Assignment,
        sandbox: Sandbox,
        suite: Suite,
        seed: int,
        device: Device,
        *,
        explain: bool = True,
    ):
        self._explain = explain
        self.submission, self.assignment, self.sandbox, self.suite = submission, assignment, sandbox, suite
        self.seed, self.device = seed, device
        self._until = time.monotonic() + assignment.limits.total_s

    def sliced(self, exercises: Sequence[Exercise], lent: Collection[str] = ()) -> Sliced:
        """The program of `exercises`, with what the stub gives; `lent` are names that it will find there."""
        names = [name for exercise in exercises for name in exercise.names]
        return slice_(self.submission, names, _given(self.assignment, self.suite), lent)

    def run(self, exercises: Sequence[Exercise], sliced: Sliced, lent: Mapping[str, Any] = NOTHING_LENT) -> list[Tried]:
        """Judge `exercises` by the program `sliced`, together, in rooms of their own. Raises GraderFault."""
        absent = {e.id for e in exercises if not any(name in sliced.found for name in e.names)}
        noticed = {e.id: forbidden.check(sliced, e.names, e.forbid) for e in exercises if e.forbid}
        # What reading cannot see through is told but costs nothing: a ban on what is executed stands behind it.
        findings = {id_: [f for f in found if f.kind == "forbidden"] for id_, found in noticed.items()}
        to_run = {e.id for e in exercises if e.id not in absent and not findings.get(e.id)}
        outcomes = self._outcomes(sliced, to_run, lent)
        tried = []
        for exercise in exercises:
            specs = [spec for spec in self.suite.tests if spec.exercise == exercise.id]
            own = [outcome for outcome in outcomes if outcome.spec.exercise == exercise.id]
            if exercise.id in absent:
                result = missing(exercise, specs, sliced)
            elif exercise.id not in to_run:
                result = refused(exercise, specs, sliced, findings[exercise.id])
            else:
                result = judged(exercise, specs, own, sliced)
            opaque = (f.message() for f in noticed.get(exercise.id, ()) if f.kind == "suspicious")
            tried.append(Tried(exercise, sliced, result, own, tuple(opaque)))
        return tried

    def explained(self, tried: Tried) -> ExerciseResult:
        """The result, with the known mistakes that the submission's outputs equal, if there are any."""
        nothing = tried.result.status == "passed" or not tried.outcomes or self.assignment.released
        if nothing or not self._explain:
            return tried.result
        from grader.explain import diagnose

        found = diagnose(self.suite, self.assignment, tried.exercise, tried.outcomes, self.seed, self.device)
        named = tuple(Diagnosis(mistake=d.mistake, message=d.message.en, zh=Zh(message=d.message.zh)) for d in found)
        return replace(tried.result, diagnosis=named)

    def _outcomes(self, sliced: Sliced, to_run: Collection[str], lent: Mapping[str, Any]) -> list[Outcome]:
        if not to_run:
            return []
        libraries = _used(self.assignment.libraries, sliced.program.source)
        program = replace(sliced.program, libraries=libraries, data=self.assignment.data)
        outcomes = self._undisturbed(program, to_run, lent)
        for outcome in outcomes:
            if outcome.fault:
                raise GraderFault(f"{outcome.spec.id} failed by itself:\n{outcome.fault}")
            if lent:
                _hush(outcome)
        return outcomes

    def _undisturbed(self, program: Program, to_run: Collection[str], lent: Mapping[str, Any]) -> list[Outcome]:
        """The outcomes of a run during which no room was lost with the sandbox. Raises GraderFault where all are."""
        for _ in range(_TRIES):
            begun, lost = time.monotonic(), self.sandbox.lost
            door = _Door(self.sandbox, program, self.assignment.limits, self._until, lent)
            outcomes = self.suite.run(
                door.open, seed=self.seed, device=self.device, exercises=to_run, lending=bool(lent)
            )
            if self.sandbox.lost == lost:
                return outcomes
            self._until += time.monotonic() - begun  # time that nobody gave to the submission
        raise GraderFault(f"the sandbox was ended from outside, {_TRIES} times")


def _used(libraries: Sequence[str], source: str) -> tuple[str, ...]:
    """Those of `libraries` that the program may ask for: under their own name, or another's that brings them."""
    return tuple(name for name in libraries if re.search(rf"\b({name}|{_BRINGING})", source))


def _hush(outcome: Outcome) -> None:
    """Drop the submission's own words: what it was lent could speak through them."""
    if outcome.status == "error" and outcome.detail is None and outcome.verdict is None and not outcome.rung:
        outcome.message = _RAISED  # where there is a detail, that has the words
    outcome.detail = None


def _given(assignment: Assignment, suite: Suite) -> str:
    """What the assignment's stub gives: worked out once. Markers that do not pair up are `verify`'s to tell."""
    if "given" not in suite.memo:
        try:
            suite.memo["given"] = givens_of(assignment)
        except ReleaseError:
            suite.memo["given"] = ""
    return str(suite.memo["given"])


class _Door:
    """Opens the rooms of one run, within the limits of the whole submission."""

    def __init__(self, sandbox: Sandbox, program: Program, limits: Limits, until: float, lent: Mapping[str, Any]):
        self.sandbox, self.program, self.limits, self.until, self.lent = sandbox, program, limits, until, lent
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
        limits = replace(self.limits, total_s=left, call_s=self.call_s)
        return self.sandbox.open(self.program, limits, self.lent)
