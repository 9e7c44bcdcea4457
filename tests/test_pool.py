"""One result for each task, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.pool import Done, StartFailed, run


def start(folder: str = "") -> Callable[[object], object]:
    def work(task: object) -> object:
        match task:
            case ("die", *_):
                os.kill(os.getpid(), signal.SIGKILL)
            case ("die once", name):
                if not (flag := Path(folder) / str(name)).exists():
                    flag.touch()
                    os._exit(3)
            case "hang":
                time.sleep(60)
            case "work":
                time.sleep(0.05)
            case "raise":
                raise ValueError("in the task")
        return (os.getpid(), task)

    return work


def broken_start() -> Callable[[object], object]:
    raise OSError("no sandbox here")


def dying_start() -> Callable[[object], object]:
    os._exit(7)


def results(tasks: list, *, jobs: int = 2, deadline_s: float = 30, folder: str = "") -> list[Done]:
    found = sorted(run(tasks, start, (folder,), jobs=jobs, deadline_s=deadline_s), key=lambda d: d.index)
    assert [d.index for d in found] == list(range(len(tasks)))  # none lost, none doubled
    return found


def test_each_task_has_one_result_from_workers_side_by_side() -> None:
    found = results(list(range(40)))
    assert [d.result[1] for d in found] == list(range(40))
    assert os.getpid() not in {d.result[0] for d in found}


def test_few_quick_tasks_are_left_to_the_first_worker() -> None:
    found = list(run([1, 2, 3], start, jobs=3, at_first=1, deadline_s=30))
    assert len({d.result[0] for d in found}) == 1


def test_other_workers_join_when_there_is_more_to_do_than_a_start() -> None:
    endless = iter(lambda: "work", "")
    running = run(endless, start, jobs=3, at_first=1, deadline_s=30)
    until, seen = time.monotonic() + 60, set[int]()
    while len(seen) < 3 and time.monotonic() < until:
        seen.add(next(running).result[0])
    running.close()
    assert len(seen) == 3


def test_a_task_that_kills_its_worker_harms_no_other(tmp_path: Path) -> None:
    tasks = [1, ("die",), 2, ("die once", "a"), 3, "raise", 4]
    found = results(tasks, folder=str(tmp_path))
    assert found[1] == Done(1, None, "the grader's worker ended by SIGKILL")
    assert found[3].result[1] == ("die once", "a")
    assert "ValueError: in the task" in found[5].trouble
    assert [found[i].result[1] for i in (0, 2, 4, 6)] == [1, 2, 3, 4]


def test_a_task_that_hangs_is_ended() -> None:
    found = results([1, "hang"], deadline_s=0.5)
    assert found[0].result[1] == 1
    assert found[1].trouble == "the grader's worker did not answer in time"


def test_a_start_that_fails_says_why() -> None:
    with pytest.raises(StartFailed, match="no sandbox here") as caught:
        list(run([1, 2], broken_start, jobs=2, deadline_s=30))
    assert caught.value.kind == "OSError"
    with pytest.raises(StartFailed, match="exit code was 7"):
        list(run([1, 2], dying_start, jobs=2, deadline_s=30))


def test_leaving_early_ends_the_workers() -> None:
    running = run([1, "hang", "hang"], start, jobs=2, deadline_s=30)
    worker = next(running).result[0]
    before = time.monotonic()
    running.close()
    assert time.monotonic() - before < 4
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
