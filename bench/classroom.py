"""A whole class through `torchgrade batch`: is everything as it should be, how fast, with how much memory?

    python -m bench.classroom [--count 1000] [--jobs 2]

Made submissions of three assignments: half right, half wrong in every known way, a tenth of them stubs, broken files,
crashes and endless loops. Every mark is compared with what was made. The cost of one submission is compared with that
in a class of 100.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bench.a_class import Made, make, write
from bench.common import COURSE, children, machine, rss_mib


@click.command(help=__doc__)
@click.option("--count", default=1000, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--small", default=100, show_default=True, help="The class to compare the cost with.")
def main(count: int, jobs: int, small: int) -> None:
    """See the module's docstring."""
    print(machine())
    first = _class(small, jobs, seed=1)
    second = _class(count, jobs, seed=2)
    print(f"cost of a submission at {count}: {second / first:.2f} x that at {small}")


def _class(count: int, jobs: int, seed: int) -> float:
    """Grade a class of `count`. Returns seconds of a core for each, start-up and endless loops left out."""
    from grader.batch import Orders
    from grader.collect import Gathering
    from grader.course import find_course
    from grader.gradebook import Gradebook
    from grader.gradebook.grading import grade_jobs
    from grader.gradebook.marks import marks
    from grader.gradebook.rounds import affected, plan, take_in
    from grader.gradebook.work import begin_run

    course = find_course(explicit=COURSE)
    made = {m.student: m for m in make(course, count, seed)}
    with tempfile.TemporaryDirectory() as folder:
        for one in made.values():
            write(one, Path(folder, "in"))
        orders = Orders(course=COURSE, require="full", lenient=True)
        begun = time.perf_counter()
        with Gradebook.open(Path(folder, "book.sqlite")) as book:
            gathering = Gathering([Path(folder, "in")], course)
            take_in(book, gathering, gathering.people)
            collected = time.perf_counter() - begun
            with book.begin() as session:
                jobs_ = plan(session, affected(session, course, orders, policy="last"))
                run = begin_run(session, "bench", {})
            memory: list[float] = []
            slow = {m.student for m in made.values() if m.kind == "loop"}
            with _watched(memory):
                spent, started, done, last = 0.0, 0.0, 0, 0.0
                for step in grade_jobs(book, run, jobs_, orders, workers=jobs):
                    now = time.perf_counter()
                    done += 1
                    if done == jobs:
                        started = now  # the workers are warm
                    if slow.intersection(Path(step.graded.report.submission.path).parts):
                        spent += step.graded.report.duration_s / jobs
                    last = now
            with book.reading() as session:
                found = {m.student: m for m in marks(session)}
        wrong = [m.student for m in made.values() if not _as_made(m, found[m.student])]
        took = last - started - spent
        tenths = [max(memory[len(memory) * n // 10 : len(memory) * (n + 1) // 10] or [0.0]) for n in range(10)]
        kinds = Counter(m.kind for m in made.values())
        print(
            f"{count} submissions ({', '.join(f'{n} {kind}' for kind, n in kinds.items())})\n"
            f"  {len(found)} marks, {len(wrong)} not as made{': ' + ', '.join(wrong[:10]) if wrong else ''}\n"
            f"  collected in {collected:.1f} s; graded at {(done - jobs) / took:.1f}/s on {jobs} cores "
            f"(start-up and {spent:.0f} s of endless loops left out; {done} distinct)\n"
            "  memory of the graders and rooms at each tenth, MiB: " + " ".join(f"{m:.0f}" for m in tenths)
        )
        return took / (done - jobs)


def _as_made(made: Made, mark) -> bool:  # type: ignore[no-untyped-def]  # a Mark, whose module is heavy
    full = mark.score >= mark.max_score - 1e-9
    statuses = {e.status for e in mark.exercises}
    if made.kind == "right":
        return full and not mark.trouble
    if made.kind == "broken":
        return mark.trouble == "unreadable" or (mark.score == 0 and statuses <= {"missing"})
    if made.kind == "loop":
        return "timeout" in statuses and mark.score == 0
    if made.kind in ("crash", "stub"):
        return mark.score == 0 and not mark.trouble and "passed" not in statuses
    return not full and bool(mark.exercises) and any(e.mistakes for e in mark.exercises)


@contextmanager
def _watched(memory: list[float]) -> Iterator[None]:
    """Note every half second what this process's children hold, rooms shared with their zygote counted once."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            memory.append(rss_mib() + sum(rss_mib(pid) for pid in children(os.getpid())))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
