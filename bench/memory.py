"""The most memory that grading a right answer takes: of the grader, with suite and reference, and of the room.

    python -m bench.memory [ASSIGNMENT|CHAPTER]... [--limit MIB]

Each exercise's reference is graded in two rooms, warm, one assignment after another in one grader. What a room shares
with its zygote counts in full; files that both have mapped (torch's libraries) count once in `both`. Exit code 1 where
that passes the limit.
"""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import click

from bench.common import COURSE, children, machine


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[ASSIGNMENT|CHAPTER]...")
@click.option("--limit", default=1536, show_default=True, metavar="MIB", help="For grader and room together.")
def main(names: tuple[str, ...], limit: int) -> None:
    """See the module's docstring."""
    from grader.course import find_course
    from grader.judge import judge
    from grader.sandbox.two_rooms import TwoRooms
    from grader.submission import read_bytes
    from grader.suite.runner import Suite

    course = find_course(explicit=COURSE)
    chosen = [a for a in course.assignments if not names or {a.key, a.id, a.chapter} & set(names)]
    if not chosen:
        raise click.UsageError(f"no assignment or chapter is called {', '.join(names)}.")
    import torch

    torch.set_num_threads(1)
    print(f"{machine()}\n{'exercise':60} {'grader':>8} {'room':>8} {'both':>8}  MiB")
    over = []
    with TwoRooms(warm=("simulation",)) as sandbox:
        for assignment in chosen:
            suite, reference = Suite(assignment), assignment.reference_path
            submission = read_bytes(reference.read_bytes(), reference.name)
            for exercise in assignment.exercises:
                judge(submission, assignment, sandbox, suite, exercises={exercise.id})
                with _Watch() as watch:
                    report = judge(submission, assignment, sandbox, suite, exercises={exercise.id})
                assert report.score == report.max_score, report
                name, both = f"{assignment.key}::{exercise.id}", watch.own + watch.room - watch.files
                print(f"{name:60} {watch.own:8.0f} {watch.room:8.0f} {both:8.0f}", flush=True)
                if both > limit:
                    over.append(name)
    if over:
        print(f"over {limit} MiB: {', '.join(over)}")
    raise SystemExit(bool(over))


class _Watch:
    """The peaks of this process (`own`) and of the largest process below it (`room`), in MiB, while the block runs, and
    what of the latter were pages of files (`files`)."""

    def __enter__(self) -> _Watch:
        self.own = self.room = self.files = 0.0
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()
        self.own, _ = _peak("self")

    def _look(self) -> None:
        while not self._over.is_set():
            waiting = children("self")
            while waiting:
                pid = waiting.pop()
                waiting += children(pid)
                self.room, self.files = max((self.room, self.files), _peak(pid))
            time.sleep(0.005)


def _peak(pid: int | str) -> tuple[float, float]:
    """A process's own high-water mark, and its pages of files now; the last look before its end tells."""
    try:
        fields = dict(re.findall(r"^(VmHWM|RssFile):\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE))
    except OSError:
        return 0.0, 0.0
    return int(fields.get("VmHWM", 0)) / 1024, int(fields.get("RssFile", 0)) / 1024


if __name__ == "__main__":
    main()
