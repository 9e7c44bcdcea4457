"""Owns worker processes: tasks go in, one result for each comes out, whatever happens to a worker on the way.

It knows nothing of grading. Workers are spawned, never forked (a fork would carry the parent's threads and memory), and
each runs `start()` once, whose result is then called with each task.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Sequence
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
    """The task's index, and either its result or why there is none (`trouble`)."""

    index: int
    result: Any = None
    trouble: str = ""


@dataclass
class _Worker:
    process: multiprocessing.process.BaseProcess
    pipe: Connection
    ready: bool = False
    index: int | None = None
    deadline: float = field(default=float("inf"))


def run(
    tasks: Sequence[Any],
    start: Callable[..., Callable[[Any], Any]],
    arguments: tuple[Any, ...] = (),
    *,
    jobs: int,
    deadline_s: float,
) -> Generator[Done, None, None]:
    """Yield one Done for each task, as they finish.

    `start` is a module-level function, `arguments`, tasks and results can be pickled. A worker that dies or overruns
    `deadline_s` seconds with one task is replaced and the task is tried once more. Raises StartFailed. Closing the
    iterator (or Ctrl-C in it) ends every worker.
    """
    context = multiprocessing.get_context("spawn")
    waiting = deque(range(len(tasks)))
    tried = [0] * len(tasks)
    workers: list[_Worker] = []
    stillborn = 0

    hired = itertools.count()

    def hire() -> _Worker:
        ours, theirs = context.Pipe()
        place = next(hired) if jobs > 1 else None
        process = context.Process(target=_work, args=(theirs, start, arguments, place), name="torchgrade-worker")
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def assign(worker: _Worker) -> None:
        worker.index, worker.deadline = None, float("inf")
        if waiting:
            worker.index = waiting.popleft()
            worker.deadline = time.monotonic() + deadline_s
            tried[worker.index] += 1
            try:
                worker.pipe.send(tasks[worker.index])
            except OSError:
                pass  # it is dead: its sentinel says so next

    try:
        workers = [hire() for _ in range(min(jobs, len(tasks)))]
        left = len(tasks)
        while left:
            now = time.monotonic()
            patience = min(worker.deadline for worker in workers) - now
            wait(
                [w.pipe for w in workers] + [w.process.sentinel for w in workers],
                timeout=None if patience == float("inf") else max(0.0, patience),
            )
            for worker in list(workers):
                kind, content = _receive(worker)
                if kind == "failed" and not any(w.ready for w in workers):
                    raise StartFailed(*content)
                if kind in ("failed", "gone") or time.monotonic() > worker.deadline:
                    why = _end(worker)
                    workers.remove(worker)
                    stillborn += not worker.ready
                    if stillborn >= _STARTS:
                        raise StartFailed("WorkerDied", f"the grader's workers end while they start ({why})")
                    if (index := worker.index) is not None and tried[index] < _TRIES:
                        waiting.appendleft(index)
                    elif index is not None:
                        left -= 1
                        yield Done(index, trouble=why)
                    if waiting:
                        workers.append(hire())
                elif kind:
                    worker.ready = True
                    if worker.index is not None:
                        left -= 1
                        yield Done(worker.index, content) if kind == "done" else Done(worker.index, trouble=content)
                    assign(worker)
    finally:
        _end_all(workers)


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


def _leave(*_: Any) -> None:
    raise SystemExit(0)
