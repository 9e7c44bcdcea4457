"""Owns grading a gradebook's jobs: claim, grade, record, until none is left.

Where the grading happens is the executor's affair: it takes submissions by their bytes and gives reports. What is here
runs in one process, the only one that writes.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from grader.batch import Graded, Orders, Packed, side_by_side
from grader.gradebook.intake import packed
from grader.gradebook.store import Gradebook
from grader.gradebook.work import Claimed, claim, me, record, release

Executor = Callable[..., Generator[tuple[int, Graded], None, None]]
"""Called with packed submissions, orders, `jobs=` and `expected=`, how many there are; gives each one's place and what
came of it, as they finish."""

_AT_ONCE = 16  # claimed in one transaction
_WINDOW = 500


@dataclass(frozen=True)
class Step:
    """One submission that came back. Not `kept` where the grader failed: its job waits for another run."""

    claimed: Claimed
    graded: Graded
    kept: bool


def grade_jobs(
    book: Gradebook,
    run: int,
    jobs: Sequence[int],
    orders: Orders,
    *,
    workers: int | None,
    executor: Executor = side_by_side,
    patience_s: float = 60.0,
) -> Generator[Step, None, None]:
    """Grade `jobs` that are not done, and write each report as it comes. Ending early (Ctrl-C) gives back what was
    claimed and not graded. Raises GradebookError, and what the executor raises."""
    owner = me()
    under_way: dict[int, Claimed] = {}
    running = executor(_tasks(book, jobs, owner, under_way, patience_s), orders, jobs=workers, expected=len(jobs))
    try:
        for index, graded in running:
            claimed = under_way[index]
            kept = graded.trouble != "grader"
            if kept:
                record(book, claimed.job, run, graded.report, patience_s=patience_s)
                del under_way[index]
            yield Step(claimed, graded, kept)
    finally:
        running.close()
        if under_way:
            left = [claimed.job for claimed in under_way.values()]
            book.patiently(lambda session: release(session, left, owner), patience_s=0.0)


def _tasks(
    book: Gradebook, jobs: Sequence[int], owner: str, under_way: dict[int, Claimed], patience_s: float
) -> Iterator[Packed]:
    """Claim a few jobs whenever the executor asks for more, so that another process can have the others."""
    index = 0
    for window in _windows(sorted(jobs)):
        while True:
            take = partial(claim, jobs=window, owner=owner, count=_AT_ONCE)
            claimed = book.patiently(take, patience_s=patience_s)
            if not claimed:
                break
            window = [job for job in window if job > claimed[-1].job]
            for one in claimed:
                under_way[index] = one
                index += 1
                fetch = partial(packed, sha256=one.unit.sha256, assignment=one.unit.assignment)
                yield book.patiently(fetch, patience_s=patience_s)


def _windows(jobs: Sequence[int]) -> Iterable[list[int]]:
    return (list(jobs[start : start + _WINDOW]) for start in range(0, len(jobs), _WINDOW))
