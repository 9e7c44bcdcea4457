"""Owns worker processes: tasks go in, one result for each comes out, whatever happens to a worker on the way.

It knows nothing of grading. Workers are spawned, never forked (a fork would carry the parent's threads and memory), and
each runs `start()` once, whose result is then called with each task.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

_TRIES = 2  # a task whose worker died is tried again once: the death may have been another's fault
_STARTS = 3  # so often may workers die before any of them was ready
_PATIENCE_S = 5.0  # between asking a worker to end and ending it


class StartFailed(Exception):
    """`start()` raised in a worker. `kind` is the exception's class name."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Done:
    """A task's index (its place in the order of the tasks), and either its result or why there is none (`trouble`)."""

    index: int
    result: Any = None
    trouble: str = ""


@dataclass
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    hired: float = field(default_factory=time.monotonic)
    ready: bool = False
    index: int | None = None
    deadline: float = field(default=float("inf"))


def run(
    tasks: Iterable[Any],
    start: Callable[..., Callable[[Any], Any]],
    arguments: tuple[Any, ...] = (),
    *,
    jobs: int,
    deadline_s: float,
    at_first: int | None = None,
) -> Generator[Done, None, None]:
    """Yield one Done for each task, as they finish, with up to `jobs` workers.

    A task is taken from `tasks` when a worker is free for it. `start` is a module-level function; `arguments`, tasks
    and results can be pickled. `at_first`: so many workers begin (all, where it is not said); the others join when
    those have worked for as long as they took to start. A worker that dies or overruns `deadline_s` seconds with one
    task is replaced and the task is tried once more. Raises StartFailed. Closing the iterator (or Ctrl-C in it) ends
    every worker.
    """
    pool = _Pool(tasks, start, arguments, jobs, deadline_s, at_first or jobs)
    try:
        yield from pool.results()
    finally:
        _end_all(pool.workers)


class _Pool:
    """The workers of one run and the tasks that are under way."""

    def __init__(
        self,
        tasks: Iterable[Any],
        start: Callable[..., Callable[[Any], Any]],
        arguments: tuple[Any, ...],
        jobs: int,
        deadline_s: float,
        at_first: int,
    ):
        self.source = enumerate(tasks)
        self.start, self.arguments, self.jobs, self.deadline_s = start, arguments, jobs, deadline_s
        self.context = multiprocessing.get_context("spawn")
        self.tasks: dict[int, Any] = {}  # from when they are taken until their Done
        self.waiting: deque[int] = deque()  # of those, the ones that no worker has: theirs died
        self.tried: Counter[int] = Counter()
        self.workers: list[_Worker] = []
        self.at_first = min(at_first, jobs)
        self.growing = float("inf")  # when the others join
        self.places = itertools.count()
        self.stillborn = 0

    def results(self) -> Generator[Done, None, None]:
        self._take()  # no worker for no task
        if self.waiting:
            self.workers = [self._hire() for _ in range(self.at_first)]
        while self.tasks:
            self._wait()
            for worker in list(self.workers):
                kind, content = _receive(worker)
                if kind == "failed" and not any(w.ready for w in self.workers):
                    raise StartFailed(*content)
                if kind in ("failed", "gone") or time.monotonic() > worker.deadline:
                    yield from self._replace(worker)
                elif kind:
                    self._is_ready(worker)
                    yield from self._finished(worker, kind, content)
            for worker in self.workers:
                if worker.ready and worker.index is None:
                    self._assign(worker)
            self._grow()
            if not self.tasks:
                self._take()  # every worker is starting anew, and there may be more

    def _is_ready(self, worker: _Worker) -> None:
        if not worker.ready and len(self.workers) < self.jobs:
            now = time.monotonic()
            self.growing = now + (now - worker.hired)
        worker.ready = True

    def _grow(self) -> None:
        """To all workers: what there is to do takes longer than a start, so it may well take long."""
        if time.monotonic() < self.growing:
            return
        self.growing = float("inf")
        if not self.waiting:
            self._take()
        if self.waiting:
            self.workers += [self._hire() for _ in range(self.jobs - len(self.workers))]

    def _hire(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        # One that begins alone has all cores: it and its sandbox start side by side.
        place = next(self.places) if self.at_first > 1 or self.workers else None
        arguments = (theirs, self.start, self.arguments, place)
        process = self.context.Process(target=_work, args=arguments, name="torchgrade-worker")
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _wait(self) -> None:
        """Until a worker says something, ends, or is late."""
        patience = min(self.growing, *(worker.deadline for worker in self.workers)) - time.monotonic()
        wait(
            [w.pipe for w in self.workers] + [w.process.sentinel for w in self.workers],
            timeout=None if patience == float("inf") else max(0.0, patience),
        )

    def _take(self) -> None:
        """The next task from the source, if there is one."""
        for index, task in itertools.islice(self.source, 1):
            self.tasks[index] = task
            self.waiting.append(index)

    def _assign(self, worker: _Worker) -> None:
        if not self.waiting:
            self._take()
        if not self.waiting:
            return
        worker.index = self.waiting.popleft()
        worker.deadline = time.monotonic() + self.deadline_s
        self.tried[worker.index] += 1
        try:
            worker.pipe.send(self.tasks[worker.index])
        except OSError:
            pass  # it is dead: its sentinel says so next

    def _finished(self, worker: _Worker, kind: str, content: Any) -> Iterator[Done]:
        index, worker.index, worker.deadline = worker.index, None, float("inf")
        if index is not None:
            del self.tasks[index], self.tried[index]
            yield Done(index, content) if kind == "done" else Done(index, trouble=content)

    def _replace(self, worker: _Worker) -> Iterator[Done]:
        """Of a worker that died or must die. Its task gets another chance, once."""
        why = _end(worker)
        self.workers.remove(worker)
        self.stillborn += not worker.ready
        if self.stillborn >= _STARTS:
            raise StartFailed("WorkerDied", f"the grader's workers end while they start ({why})")
        self.workers.append(self._hire())
        if (index := worker.index) is not None and self.tried[index] < _TRIES:
            self.waiting.appendleft(index)
        elif index is not None:
            del self.tasks[index], self.tried[index]
            yield Done(index, trouble=why)


def _receive(worker: _Worker) -> tuple[str, Any]:
    """What a worker says: ready, failed, done or trouble with its content, "gone" when it ended, "" when nothing."""
    try:
        return worker.pipe.recv() if worker.pipe.poll() else ("" if worker.process.is_alive() else "gone", None)
    except (EOFError, OSError):
        return "gone", None


def _end(worker: _Worker) -> str:
    """End a worker for good. Returns what became of it."""
    late = time.monotonic() > worker.deadline
    worker.process.join(0 if late else 1)  # one that closed its pipe is on its way out
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    code = worker.process.exitcode or 0
    if late:
        return "the grader's worker did not answer in time"
    return f"the grader's worker ended by {signal.Signals(-code).name}" if code < 0 else f"its exit code was {code}"


def _end_all(workers: list[_Worker]) -> None:
    """Ask first (a worker has a sandbox to close), then insist."""
    for worker in workers:
        worker.pipe.close()  # an idle worker reads the end of its tasks
        if worker.index is not None or not worker.ready:
            worker.process.terminate()
    until = time.monotonic() + _PATIENCE_S
    for worker in workers:
        worker.process.join(max(0.0, until - time.monotonic()))
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _keep_to_one_core(place: int) -> None:
    """Stay, with all that this process starts, on one core. A worker and its rooms take turns: on one core a turn
    costs no wake-up of another, and workers do not push each other around."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[place % len(cores)]})


def _work(
    pipe: Connection, start: Callable[..., Callable[[Any], Any]], arguments: tuple[Any, ...], place: int | None
) -> None:
    """A worker's life: start once, then one answer for each task until the pipe closes."""
    if place is not None:
        _keep_to_one_core(place)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent alone decides
    signal.signal(signal.SIGTERM, _leave)
    try:
        work = start(*arguments)
    except Exception as error:
        pipe.send(("failed", (type(error).__name__, str(error))))
        return
    try:
        pipe.send(("ready", None))
        while True:
            task = pipe.recv()
            try:
                answer = ("done", work(task))
            except Exception:
                answer = ("trouble", traceback.format_exc())
            pipe.send(answer)
    except (EOFError, OSError):
        pass
    finally:
        close = getattr(work, "close", None)
        if close is not None:
            close()
    if "triton" in sys.modules:  # see grader.cli.run
        os._exit(0)


def _leave(*_: Any) -> None:
    raise SystemExit(0)
