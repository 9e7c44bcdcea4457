"""Owns Suite: an assignment's tests, collected once and run against any number of submissions.

Each selected test gives exactly one Outcome, whatever happens: the list comes from the collection, not from the run.
"""

from __future__ import annotations

import functools
import gc
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import nullcontext, suppress
from types import FunctionType
from typing import Any, Literal

import torch
from _pytest.runner import runtestprotocol

from grader.course import Assignment
from grader.sandbox import Program, Room, Simulated, compiler, seeds
from grader.sandbox.errors import LoadError, Missing, RoomDied, Verdict
from grader.sandbox.faking import without_dynamo
from grader.sandbox.inprocess import InProcessRoom, Interrupted
from grader.suite import judging, observe
from grader.suite.collect import Collected, collect
from grader.suite.judging import Judgement
from grader.suite.plugin import Plugin
from grader.suite.spec import Device, Outcome, SuiteError, TestSpec
from grader.suite.surroundings import gpu_present, undisturbed
from grader.text import once_passed

__all__ = ["Outcome", "Suite", "SuiteError", "TestSpec", "gpu_present"]

DeviceChoice = Literal["auto", "cpu", "cuda"]
_BACKSTOP_MARGIN_S = 30.0  # beyond the submission's own limit, which the room enforces itself
_UNCLEAR = ("error", "inconclusive")  # of a run without values: the code may be right, and need them
_MEMO_CAP = 10_000  # tests times seeds


class Suite:
    """The tests of one assignment. Not for use by two threads at a time."""

    def __init__(self, assignment: Assignment, public_only: bool = False):
        """Collect. Raises SuiteError when a suite file is broken."""
        compiler.keep_light()
        seeds.seed_quickly()
        self.assignment = assignment
        self._plugin = Plugin()
        public = public_only or assignment.released
        self._config, self._collected = collect(assignment, self._plugin, public)
        self.tests: tuple[TestSpec, ...] = tuple(collected.spec for collected in self._collected)
        self._forbidden = {exercise.id: exercise.forbid for exercise in assignment.exercises}
        self._sound: dict[tuple[str, int, str], bool] = {}
        self._lender: InProcessRoom | None = None
        self.memo: dict[str, Any] = {}  # what others keep for as long as the suite lives (the loaded mistakes)
        if public:  # no public test has the reference for itself
            self._plugin.model = functools.cache(self._model)
        elif assignment.reference_path.exists():
            self._plugin.reference = self._open_reference(track=False)
        gc.freeze()  # what is collected lives on: the collector need not walk over it, nor over torch, again and again

    def run(
        self,
        open_room: Callable[[], Room],
        *,
        seed: int,
        device: DeviceChoice = "auto",
        exercises: Collection[str] | None = None,
        only: Collection[str] | None = None,
        gpu: bool | None = None,
        backstop_s: float | None = None,
        in_order: bool = True,
        until_lost: bool = False,
        lending: bool = False,
    ) -> list[Outcome]:
        """Judge one submission: one Outcome for each test of `exercises` (all) that is in `only` (all), in suite order.

        `open_room` opens a fresh room; it is called again after a room died. `gpu` says whether there is one (found out
        where it is None). A prerequisite that is not selected counts as passed. `backstop_s` limits one test where
        neither the room nor the code in it keeps time. `in_order=False` ignores prerequisites. `until_lost` ends after
        the first test that costs points. `lending` says that the rooms are opened with what `lent` gave."""
        selected = [
            collected
            for collected in self._collected
            if (exercises is None or collected.spec.exercise in exercises)
            and (only is None or collected.spec.id in only)
        ]
        if gpu is None:
            gpu = device != "cpu" and any(c.spec.wants_device for c in selected) and gpu_present()
        if device == "cuda" and not gpu:
            raise SuiteError("there is no CUDA device here")
        if backstop_s is None:
            backstop_s = self.assignment.limits.total_s + _BACKSTOP_MARGIN_S
        lender = self._lender if lending else None
        run = _Run(self, open_room, seed, device, gpu, backstop_s, in_order=in_order, lender=lender)
        with undisturbed():
            try:
                for i, collected in enumerate(selected):
                    outcome = run.one(collected, selected[i + 1] if i + 1 < len(selected) else None)
                    if until_lost and outcome.score < collected.spec.points:
                        break
            finally:
                run.close()
                if selected:
                    selected[0].item.session._setupstate.teardown_exact(None)
        return run.outcomes

    def sound(self, collected: Collected, seed: int, device: DeviceChoice, gpu: bool, backstop_s: float) -> bool:
        """Whether the test passes with the reference in the student's place, on the very same inputs.

        Where it does and a submission made the test itself raise, then what the submission returned is to blame."""
        if self.assignment.released or not self.assignment.reference_path.exists():
            return True
        key = (collected.spec.id, seed, device)
        if key not in self._sound:
            if len(self._sound) > _MEMO_CAP:
                self._sound.clear()
            run = _Run(self, lambda: self._open_reference(track=True), seed, device, gpu, backstop_s, trusted=True)
            try:
                self._sound[key] = run.one(collected, None).status == "passed"
            finally:
                run.close()
        return self._sound[key]

    def lent(self, names: Iterable[str]) -> dict[str, Any]:
        """Those of `names` that are functions or classes of the reference, for a room to be opened with: they run here,
        in a copy of the reference that no test sees. Nothing where students have no reference."""
        if self.assignment.released:
            return {}
        if self._lender is None:
            self._lender = self._open_reference(track=False, lends=True)
        found = {}
        for name in names:
            with suppress(Missing):
                value = self._lender.get(name)
                if isinstance(value, type | FunctionType):
                    found[name] = value
        return found

    def _model(self) -> InProcessRoom | None:
        """What an answer is compared with in kind; a stub that does not load is none."""
        try:
            return self._open_reference(track=False)
        except SuiteError:
            return None

    def _open_reference(self, track: bool, lends: bool = False) -> InProcessRoom:
        path = self.assignment.reference_path
        try:
            program = Program(path.read_text(encoding="utf-8"), path.name, data=self.assignment.data)
            return InProcessRoom(program, track=track, lends=lends)
        except LoadError as error:
            raise SuiteError(f"the reference {error.at(path)} cannot be loaded: {error}") from None


class _Run:
    """One submission on its way through the selected tests."""

    def __init__(
        self,
        suite: Suite,
        open_room: Callable[[], Room],
        seed: int,
        device: DeviceChoice,
        gpu: bool,
        backstop_s: float,
        trusted: bool = False,
        in_order: bool = True,
        lender: InProcessRoom | None = None,
    ):
        self._suite = suite
        self._plugin = suite._plugin
        self._open_room = open_room
        self._seed, self._device, self._gpu, self._backstop_s = seed, device, gpu, backstop_s
        self._trusted = trusted  # the reference itself is being judged: no second opinion
        self._in_order = in_order
        self._lender = lender
        self._room: Room | None = None
        self._hopeless: Judgement | None = None  # the program cannot be loaded: every test says so
        self._passed: dict[str, bool] = {}
        self._deadline = time.monotonic() + suite.assignment.limits.total_s
        self.outcomes: list[Outcome] = []

    def one(self, collected: Collected, following: Collected | None) -> Outcome:
        """Run one test."""
        spec = collected.spec
        started = time.perf_counter()
        place, simulated = self._place(spec)
        record = observe.Record(simulated)
        lacking = [prerequisite for prerequisite in spec.after if not self._passed.get(prerequisite, True)]
        if lacking and self._in_order and self._hopeless is None:
            titles = [test.title for test in self._suite.tests if test.id in lacking]
            outcome = Outcome(spec, "inconclusive", place, once_passed(titles), judged=False)
        else:
            judgement, error = self._judged(collected, following, place, record)
            # A layer that is lent keeps its parameters in this process: no simulation of the other can follow it.
            lent = self._lender is not None and self._hopeless is None  # a program that does not load is no such case
            if simulated == "cpu" and (judgement.status in _UNCLEAR or (lent and judgement.status == "crashed")):
                record = observe.Record()  # what cannot be followed without values is run with them
                judgement, error = self._judged(collected, following, place, record)
            elif simulated and lent and judgement.status in _UNCLEAR and not judging.raised_on_purpose(error):
                judgement, error = Judgement("inconclusive", judging.INCONCLUSIVE), None
            outcome = Outcome(
                spec,
                judgement.status,
                place,
                judgement.message,
                judgement.detail,
                judgement.frames,
                observations=record.observations,
                verdict=judgement.verdict,
                rung=judgement.rung,
                fault=judging.describe(error) if judgement.suspect and judgement.status == "error" and error else "",
            )
        outcome.duration_s = time.perf_counter() - started
        self._passed[spec.id] = outcome.judged and outcome.status in ("passed", "inconclusive")
        self.outcomes.append(outcome)
        return outcome

    def close(self) -> None:
        """End the room."""
        room, self._room = self._room, None
        if room is not None:
            room.close()

    def _place(self, spec: TestSpec) -> tuple[Device, Simulated]:
        """Where the test runs, and the device that is simulated, if one is."""
        if spec.on == "meta":
            return "cpu", "cpu"
        if self._device == "cuda" and spec.wants_device:
            return "cuda", ""
        if spec.on is None:
            return "cpu", ""
        return ("cuda", "") if self._device == "auto" and self._gpu else ("cuda (simulated)", "cuda")

    def _judged(
        self, collected: Collected, following: Collected | None, place: Device, record: observe.Record
    ) -> tuple[Judgement, BaseException | None]:
        spec = collected.spec
        if self._hopeless is not None:
            return self._hopeless, None
        if time.monotonic() > self._deadline:
            return judging.ended(Verdict("timeout", "the whole submission")), None
        test_seed = seeds.test_seed(self._seed, spec.id)
        error = self._prepare(spec, test_seed, record.simulated)
        if self._hopeless is not None:
            return self._hopeless, None
        if error is None:
            error = self._perform(collected, following, test_seed, place, record)
        judgement = judging.judge(error, record.simulated != "")
        if record.simulated == "cpu" and judgement.status in _UNCLEAR:
            return judgement, error
        if judgement.suspect and error is not None:
            # `sound` runs the very same test again, so it comes after this one has left the stage.
            suite = self._suite
            blame = isinstance(error, Exception) and not self._trusted
            if blame and suite.sound(collected, self._seed, self._device, self._gpu, self._backstop_s):
                judgement = judging.unusable(error)
        return judgement, error

    def _prepare(self, spec: TestSpec, test_seed: int, simulated: Simulated) -> BaseException | None:
        """Have a room and begin the test in it. A program that does not load is not loaded again for each test."""
        for attempt in (1, 2):
            if self._room is None:
                try:
                    self._room = self._open_room()
                except LoadError as error:
                    self._hopeless = judging.not_loaded(error)
                    return error
                except RoomDied as error:
                    self._hopeless = judging.ended(error.verdict)
                    return error
            try:
                self._room.begin(test_seed, simulate=simulated, forbid=self._suite._forbidden[spec.exercise])
                return None
            except RoomDied as error:  # it may have died between two tests (a thread, a timer): that costs no test
                self.close()
                if attempt == 2:
                    return error
            except Exception as error:
                return error
        return None

    def _perform(
        self, collected: Collected, following: Collected | None, test_seed: int, place: Device, record: observe.Record
    ) -> BaseException | None:
        """Drive pytest's protocol over the item. Returns what ended the test."""
        plugin, room = self._plugin, self._room
        assert room is not None
        outer = (plugin.student, plugin.lender, plugin.device, plugin.errors, observe.current)
        plugin.student, plugin.lender, plugin.errors, observe.current = room, self._lender, [], record
        plugin.device = torch.device("cuda", 0) if place == "cuda" else torch.device("cpu")
        reference = plugin.reference
        if reference is not None:
            reference.receive = room.pristine
            reference.begin(test_seed)
        if self._lender is not None:  # in one process there is one simulation, that of the student's room
            self._lender.begin(test_seed, simulate="" if isinstance(room, InProcessRoom) else record.simulated)
        host_seed = seeds.host_seed(test_seed)
        seeds.seed_torch(host_seed)
        seeds.seed_python(host_seed)
        torch.set_grad_enabled(True)
        self._suite._config._env_timeout = self._backstop_s  # type: ignore[attr-defined]  # pytest-timeout reads it
        item = collected.item
        session = item.session
        try:
            if session._setupstate.stack:  # of a test before one that was not run
                session._setupstate.teardown_exact(item)
            plugin.hand_over(item)
            with without_dynamo() if record.simulated else nullcontext():
                runtestprotocol(item, log=False, nextitem=None if following is None else following.item)
        except KeyboardInterrupt:
            self.close()
            session._setupstate.teardown_exact(None)
            raise
        except BaseException as error:  # pytest.exit, or the backstop outside a phase
            plugin.errors.append(error)
            session._setupstate.teardown_exact(None)
        errors = plugin.errors
        plugin.student, plugin.lender, plugin.device, plugin.errors, observe.current = outer
        if self._lender is not None:
            self._lender.end()
        ended = self._finish(room, errors[0] if errors else None)
        if isinstance(ended, judging.StudentError):
            # An allocation too large says nothing of the mistake behind it; to torch it is a RuntimeError like others.
            seen = "out of memory" if judging.no_memory(ended) else ended.type_name
            record.observations.append(observe.Raised(seen))
        return ended

    def _finish(self, room: Room, error: BaseException | None) -> BaseException | None:
        """Leave the room as the next test may find it. An error in a backward pass becomes the student's."""
        if error is not None and isinstance(room, InProcessRoom) and not isinstance(error, judging.StudentError):
            error = room.translate(error) or error
        try:
            if not isinstance(error, (RoomDied, Interrupted)):
                room.end()
                return error
        except RoomDied as died:
            error = error or died
        self.close()
        return error
