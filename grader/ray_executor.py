"""Owns grading on a Ray cluster: one actor a core (or a GPU), each with a desk of its own, and one report a submission.

Ray must be installed here (`pip install 'torchgrade[ray]'`) and torchgrade on every node; the course travels along. An
actor that dies with its node is replaced, and what it had in hand is graded again by another.
"""

from __future__ import annotations

import io
import os
import socket
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.batch import CannotGrade, Graded, Orders, Packed, Work, for_many, graded_of, limit_s
from grader.collect.pack import zip_of
from grader.course import find_course, stored
from grader.pool import Done

_TRIES = 3  # a node may die twice under the same submission before it is the submission's fault
_PATIENCE_S = 120.0  # for the first actor: a cluster may have to start a machine
_LOOK_S = 1.0
_KNOCK_S = 10.0


def on_ray(address: str | None) -> Any:
    """An executor, as `grader.gradebook.grading` takes it, on the cluster at `address` (None: the one Ray finds, else
    one on this machine). Raises CannotGrade where Ray is not installed."""
    try:
        import ray
    except ImportError:
        raise CannotGrade("grading on a cluster needs Ray: pip install 'torchgrade[ray]'.") from None

    def executor(
        tasks: Iterable[Packed], orders: Orders, *, expected: int, jobs: int | None = None
    ) -> Generator[tuple[int, Graded], None, None]:
        _knock(address)
        try:
            ray.init(address=address, ignore_reinit_error=True, log_to_driver=False, configure_logging=False)
        except ConnectionError as error:
            raise CannotGrade(f"no Ray cluster answers at {address or 'the default address'} ({error}).") from None
        crew = _Crew(ray, for_many(orders, expected), jobs)
        try:
            yield from crew.grade(tasks)
        finally:
            crew.leave()

    return executor


def _knock(address: str | None) -> None:
    """Whether anybody listens there. Ray itself would go on asking for minutes. Raises CannotGrade."""
    host, _, port = (address or "").removeprefix("ray://").rpartition(":")
    if not port.isdigit():
        return  # "auto", "local", or nothing: Ray knows at once
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_S).close()
    except OSError as error:
        raise CannotGrade(f"no Ray cluster answers at {address} ({error.strerror or error}).") from None


@dataclass
class _Hand:
    """A submission that an actor has."""

    index: int
    task: Packed
    actor: Any
    until: float


class _Crew:
    """The actors of one run and what each has in hand."""

    def __init__(self, ray: Any, orders: Orders, jobs: int | None):
        self.ray, self.orders = ray, orders
        self.gpu = orders.device == "cuda"
        course = find_course(explicit=orders.course)
        self.deadline_s = limit_s(course)
        files = {f"solutions/{a.key}/{name}": data for a in course.assignments for name, data in stored(a.folder)}
        self.course = ray.put(zip_of(files))
        have = ray.cluster_resources()
        self.size = jobs or int(have.get("GPU" if self.gpu else "CPU", 0))
        if self.size < 1:
            kind = "GPU" if self.gpu else "CPU"
            raise CannotGrade(f"the Ray cluster has no {kind}; its resources are {dict(have)}.")
        self.actors: list[Any] = []
        self.starting: dict[Any, Any] = {}  # what says that an actor is ready -> the actor
        self.hands: dict[Any, _Hand] = {}  # what an actor will answer -> what it was asked
        self.idle: list[Any] = []
        self.again: deque[tuple[int, Packed]] = deque()
        self.tried: dict[int, int] = {}

    def grade(self, tasks: Iterable[Packed]) -> Generator[tuple[int, Graded], None, None]:
        source = enumerate(tasks)
        for _ in range(self.size):
            self._hire()
        begun, exhausted = time.monotonic(), False
        while True:
            while self.idle:
                given = self.again.popleft() if self.again else next(source, None)
                if given is None:
                    exhausted = True
                    break
                self._give(*given)
            if exhausted and not self.hands and not self.again:
                return
            if not self.hands and not self.idle and time.monotonic() - begun > _PATIENCE_S:
                raise CannotGrade("no node of the Ray cluster could start a grader; is torchgrade installed on each?")
            ready, _ = self.ray.wait([*self.starting, *self.hands], num_returns=1, timeout=_LOOK_S)
            for reference in ready:
                if reference in self.starting:
                    self._started(reference)
                else:
                    begun = time.monotonic()
                    yield from self._answered(reference)
            yield from self._late()

    def _hire(self) -> None:
        share = {"num_gpus": 1} if self.gpu else {"num_cpus": 1}
        package = Path(__file__).resolve().parents[1]
        # A checkout is found on the nodes by its path; an installed torchgrade needs no path.
        environment = {"env_vars": {"PYTHONPATH": str(package)}} if (package / "cli.py").exists() else {}
        remote = self.ray.remote(_Grader).options(**share, runtime_env=environment)
        actor = remote.remote(self.course, self.orders)
        self.actors.append(actor)
        self.starting[actor.ready.remote()] = actor

    def _started(self, reference: Any) -> None:
        actor = self.starting.pop(reference)
        try:
            self.ray.get(reference)
        except self.ray.exceptions.RayTaskError as error:
            raise CannotGrade(f"a node of the Ray cluster cannot grade: {error.cause or error}") from None
        except self.ray.exceptions.RayError:
            self._replace(actor)
        else:
            self.idle.append(actor)

    def _give(self, index: int, task: Packed) -> None:
        actor = self.idle.pop()
        self.tried[index] = self.tried.get(index, 0) + 1
        reference = actor.grade.remote(task)
        self.hands[reference] = _Hand(index, task, actor, time.monotonic() + self.deadline_s)

    def _answered(self, reference: Any) -> Generator[tuple[int, Graded], None, None]:
        hand = self.hands.pop(reference)
        try:
            result = self.ray.get(reference)
        except self.ray.exceptions.RayTaskError as error:  # the grader failed; its actor lives
            self.idle.append(hand.actor)
            yield self._done(hand, Done(hand.index, trouble=str(error)))
        except self.ray.exceptions.RayError as error:
            self._replace(hand.actor)
            yield from self._lost(hand, f"{type(error).__name__}: {error}")
        else:
            self.idle.append(hand.actor)
            yield self._done(hand, Done(hand.index, result))

    def _late(self) -> Generator[tuple[int, Graded], None, None]:
        now = time.monotonic()
        for reference, hand in list(self.hands.items()):
            if now > hand.until:
                del self.hands[reference]
                self.ray.kill(hand.actor)
                self._replace(hand.actor)
                yield from self._lost(hand, "the grader's worker did not answer in time")

    def _lost(self, hand: _Hand, why: str) -> Generator[tuple[int, Graded], None, None]:
        """Its actor is gone: another tries, until it looks like the submission's doing."""
        if self.tried[hand.index] < _TRIES:
            self.again.append((hand.index, hand.task))
        else:
            yield self._done(hand, Done(hand.index, trouble=why))

    def _done(self, hand: _Hand, done: Done) -> tuple[int, Graded]:
        self.tried.pop(hand.index, None)
        return hand.index, graded_of(Path(hand.task.path), done, self.orders)

    def _replace(self, actor: Any) -> None:
        self.actors.remove(actor)
        self._hire()

    def leave(self) -> None:
        """End the actors. The cluster stays as it was."""
        for actor in self.actors:
            self.ray.kill(actor)


class _Grader:
    """What runs on a node: a desk over the course that travelled there."""

    def __init__(self, course: bytes, orders: Orders):
        self.folder = tempfile.TemporaryDirectory(prefix="torchgrade-")
        with zipfile.ZipFile(io.BytesIO(course)) as archive:
            archive.extractall(self.folder.name)
        os.environ.pop("TORCHGRADE_GRADEBOOK", None)
        self.work = Work(replace(orders, course=Path(self.folder.name)))

    def ready(self) -> bool:
        return True

    def grade(self, task: Packed) -> Any:
        return self.work(task)
