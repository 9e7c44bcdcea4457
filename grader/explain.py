"""Owns the diagnosis: which known mistake gives the very outputs that a submission gave, on the suite's own inputs.

Each function of mistakes.py replaces its name in the reference, the tests run once more with the same seeds, and what
the checks saw is compared with what they saw of the submission. The mistakes are the course's own and run in this
process: one that never ends is stopped by the backstop timer (in the main thread, where the system has one), one that
crashes the interpreter would take the grader with it.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from grader.course import Assignment, Exercise, replaced_name
from grader.keeping import may_keep
from grader.sandbox import Program
from grader.sandbox.errors import LoadError
from grader.sandbox.inprocess import InProcessRoom
from grader.suite.observe import Raised
from grader.suite.runner import DeviceChoice, Outcome, Suite, SuiteError
from grader.suite.same import same
from grader.text import Text

__all__ = ["Diagnosis", "Mistake", "diagnose", "mistakes_of"]

_MOST = 3  # diagnoses of one exercise: more would be read by nobody
_SIMULATED = "cuda (simulated)"


class Diagnosis(msgspec.Struct, frozen=True):
    """A mistake that the submission makes, and what its author says to whoever made it."""

    mistake: str
    message: Text


class Mistake(msgspec.Struct, frozen=True):
    """One entry of mistakes.py: `function` replaces `name`, one of the exercise's names."""

    function: str
    name: str
    message: Text


class _Match(msgspec.Struct):
    """How a mistake's outcomes compare with the submission's."""

    mistake: Mistake
    strong: set[str]  # failed tests whose observations are equal, values among them
    weak: set[str]  # failed tests whose observations are equal, and end in no more than an error's type or a yes or no
    apart: int = 0  # judged tests that one of the two passes and the other fails
    against: int = 0  # of these, the ones that the submission passes
    agreed: int = 0  # passed tests with equal observations


def diagnose(
    suite: Suite,
    assignment: Assignment,
    exercise: Exercise | str,
    outcomes: Sequence[Outcome],
    seed: int,
    device: DeviceChoice,
) -> list[Diagnosis]:
    """The mistakes whose outputs equal the submission's on the tests of `exercise` that it failed; at most three.

    Raises SuiteError when mistakes.py cannot be loaded."""
    wanted = assignment.exercise(exercise) if isinstance(exercise, str) else exercise
    judged = {o.spec.id: o for o in outcomes if o.judged and o.spec.exercise == wanted.id}
    failed = {i for i, o in judged.items() if o.status in ("failed", "error") and o.observations}
    if not failed or not assignment.mistakes_path.exists():
        return []
    replays = _replays(suite, assignment)
    # A simulation takes seconds to load: only where nothing but a simulated test is left to explain.
    real = {i for i in failed if judged[i].device != _SIMULATED}
    chosen: list[_Match] = []
    for ids in (real, failed - real):
        if ids and not chosen:
            simulated = ids is not real
            compared = {i: o for i, o in judged.items() if simulated or o.device != _SIMULATED}
            mistakes = replays.mistakes(wanted)
            # A mistake that explains every failed test is never beaten by one that does not: usually there is one.
            whole = _matches(replays, mistakes, compared, ids, seed, device, every=True)
            chosen = _cover(whole, ids) or _cover(_matches(replays, mistakes, compared, ids, seed, device), ids)
    return [Diagnosis(match.mistake.function, match.mistake.message) for match in chosen]


def mistakes_of(room: InProcessRoom, exercise: Exercise, names: Collection[str]) -> list[Mistake]:
    """The mistakes of an exercise: `<name>_<what>`, where the longest of the assignment's `names` that fits is the one
    that is replaced."""
    found = []
    for function, value in room.definitions().items():
        name = replaced_name(function, names)
        if name in exercise.names:
            found.append(Mistake(function, name, Text.parse(value.__doc__)))
    return found


def _matches(
    replays: _Replays,
    mistakes: list[Mistake],
    judged: dict[str, Outcome],
    failed: set[str],
    seed: int,
    device: DeviceChoice,
    *,
    every: bool = False,
) -> list[_Match]:
    """The mistakes that explain a failed test at all, or `every` one, compared on every judged test."""
    found = []
    first = next(i for i in judged if i in failed)
    passed = sum(mine.status == "passed" for mine in judged.values())
    for mistake in mistakes:
        keeps = replays.keeps(mistake, first, seed, device)
        if every and not keeps and not _explains(replays.alone(mistake, first, seed, device), judged[first]):
            continue
        match = _Match(mistake, set(), set())
        # What a mistake keeps from one test shows in the next: all of them, in their order.
        for i, replay in replays.run(mistake, judged if keeps else failed, seed, device).items():
            if i in failed and _explains(replay, judged[i]):
                (match.weak if _is_weak(replay.observations) else match.strong).add(i)
        explained = match.strong | match.weak
        if not explained or (every and explained != failed):
            continue
        for i, replay in replays.run(mistake, judged, seed, device).items():
            mine = judged[i]
            if (mine.status == "passed") != (replay.status == "passed"):
                match.apart += 1
                match.against += mine.status == "passed"
            elif mine.status == "passed":
                match.agreed += same(mine.observations, replay.observations)
        if every and not match.apart and match.agreed == passed:
            return [match]  # the same on every test: no other can be better, and of equals the first counts
        found.append(match)
    return found


def _explains(replay: Outcome | None, mine: Outcome) -> bool:
    """Whether a mistake fails a test by the very outputs by which the submission failed it."""
    return replay is not None and replay.status != "passed" and same(mine.observations, replay.observations)


def _is_weak(observations: list[Any]) -> bool:
    """Whether a test ended in something that many mistakes have in common: an error's type, a yes or no, None."""
    last = observations[-1]
    return isinstance(last, (Raised, bool)) or last is None


def _cover(matches: list[_Match], failed: set[str]) -> list[_Match]:
    """Greedily, the fewest mistakes that explain the most failed tests."""
    if any(match.strong for match in matches):
        matches = [match for match in matches if match.strong]
    # Equal on one input and right where the mistake is wrong on several: a coincidence, and a wrong word does harm.
    matches = [match for match in matches if match.against <= len(match.strong | match.weak)]
    chosen: list[_Match] = []
    left = set(failed)
    while left and len(chosen) < _MOST:

        def merit(match: _Match, left: set[str] = left) -> tuple[int, int, int, int]:
            return len(match.strong & left), len((match.strong | match.weak) & left), -match.apart, match.agreed

        strong = any(match.strong for match in matches)
        useful = [match for match in matches if (match.strong if strong else match.weak) & left]
        if not useful:
            break
        best = max(useful, key=merit)  # the first of equals: authors put the likelier mistake first
        chosen.append(best)
        left -= best.strong | best.weak
    return chosen


class _Replays:
    """What the tests say of each mistake, for one run seed: run when first asked for, kept for the next submission."""

    def __init__(self, suite: Suite, assignment: Assignment):
        self._suite = suite
        self._assignment = assignment
        self._reference = _program(assignment.reference_path, assignment.data)
        self._program = _program(assignment.mistakes_path)
        try:
            self._room = InProcessRoom(self._program)
        except LoadError as error:
            raise SuiteError(f"{error.at(assignment.mistakes_path)} cannot be loaded: {error}") from None
        self._mistakes: dict[str, list[Mistake]] = {}
        self._key: tuple[int, DeviceChoice] | None = None
        self._outcomes: dict[tuple[str, str], dict[str, Outcome]] = {}  # by function, and the test that was alone
        self._fresh: dict[bool, InProcessRoom] = {}
        self._suspects: dict[str, bool] = {}  # by function: whether it may keep anything

    def mistakes(self, exercise: Exercise) -> list[Mistake]:
        """See mistakes_of."""
        if exercise.id not in self._mistakes:
            self._mistakes[exercise.id] = mistakes_of(self._room, exercise, self._assignment.names)
        return self._mistakes[exercise.id]

    def run(self, mistake: Mistake, ids: Collection[str], seed: int, device: DeviceChoice) -> dict[str, Outcome]:
        """The outcomes of the tests `ids` for the reference with this mistake in it, each judged for itself."""
        return self._run(mistake, ids, seed, device, (mistake.function, ""))

    def alone(self, mistake: Mistake, id_: str, seed: int, device: DeviceChoice) -> Outcome | None:
        """The outcome of one test, in a room that nothing else is run in: `run` starts afresh, where that matters."""
        place = (mistake.function, id_ if self._may_keep(mistake) else "")
        return self._run(mistake, [id_], seed, device, place).get(id_)

    def keeps(self, mistake: Mistake, id_: str, seed: int, device: DeviceChoice) -> bool:
        """Whether the mistake keeps something from one test to the next: the same test, run again, has another
        outcome. Looked for with each seed, so that no submission's diagnosis depends on the ones before; and only in
        one whose code could keep anything."""
        if not self._may_keep(mistake):
            return False
        once = self.alone(mistake, id_, seed, device)
        if once is None or once.status == "timeout":
            return False
        again = self._run(mistake, [id_], seed, device, (mistake.function, f"{id_} again"))[id_]
        return once.status != again.status or not same(once.observations, again.observations)

    def _may_keep(self, mistake: Mistake) -> bool:
        if mistake.function not in self._suspects:
            spaces = (self._room.namespace, self._model.namespace)
            self._suspects[mistake.function] = may_keep(self._room.namespace[mistake.function], *spaces)
        return self._suspects[mistake.function]

    @functools.cached_property
    def _model(self) -> InProcessRoom:
        """The reference, for its names; nothing is run in it."""
        return InProcessRoom(self._reference)

    def _run(
        self, mistake: Mistake, ids: Collection[str], seed: int, device: DeviceChoice, place: tuple[str, str]
    ) -> dict[str, Outcome]:
        if self._key != (seed, device):
            self._key = (seed, device)
            self._outcomes.clear()
            while self._fresh:
                self._fresh.popitem()[1].close()
        known = self._outcomes.setdefault(place, {})
        lacking = [i for i in ids if i not in known]
        if lacking:

            def open_room() -> InProcessRoom:
                room = InProcessRoom(self._reference)
                room.substitute(mistake.name, self._loaded(alone=place[1] != ""), mistake.function)
                return room

            limit = self._assignment.limits.call_s
            for outcome in self._suite.run(
                open_room, seed=seed, device=device, only=lacking, backstop_s=limit, in_order=False
            ):
                known[outcome.spec.id] = outcome
        return {i: known[i] for i in ids if i in known}

    def _loaded(self, *, alone: bool) -> InProcessRoom:
        """The mistakes, loaded for this seed: some keep a thing from one call to the next, and a test that was run
        alone must not leave any to those that `run` runs."""
        if alone not in self._fresh:
            self._fresh[alone] = InProcessRoom(self._program)
        return self._fresh[alone]


def _replays(suite: Suite, assignment: Assignment) -> _Replays:
    """One for each suite: the mistakes are loaded once."""
    if "mistakes" not in suite.memo:
        suite.memo["mistakes"] = _Replays(suite, assignment)
    found: _Replays = suite.memo["mistakes"]
    return found


def _program(path: Any, data: tuple[tuple[str, bytes], ...] = ()) -> Program:
    return Program(path.read_text(encoding="utf-8"), path.name, data=data)
