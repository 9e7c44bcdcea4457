"""What one right softmax submission costs, from bytes to report, beside two floors; and 500 on all cores.

    python -m bench.submission [--count 500] [--jobs N] [--pages]

floor           the same tests as plain calls in this warm process, compiling the student's source included
isolated floor  the same calls through a walled child of the zygote: fork, walls, wire; no pytest, no report, no page
whole           read, slice, source check, suite under pytest, the report as JSON; one grader
page            the report as an HTML page: `torchgrade export pages` makes them after a batch
throughput      `torchgrade grade`'s own worker pool on 500 files, from the first report to the last (with --pages, and
                every page), beside the isolated floor on as many cores at once: what is left of that machine's speed
                when nothing is judged, and two hyperthreads of one core are no two cores
"""

from __future__ import annotations

import itertools
import multiprocessing
import tempfile
import time
import types
from pathlib import Path
from typing import Any

import click

from bench.common import COURSE, children, machine, ms, right_softmax, rss_mib, times


class _Namespace:
    """Names of a room as attributes, as the fixture `student` has them."""

    def __init__(self, get: Any):
        self._get = get

    def __getattr__(self, name: str) -> Any:
        return self._get(name)


def _call_all(tests: list[Any], student: Any, reference: Any) -> None:
    import torch

    for test in tests:
        wanted = test.__code__.co_varnames[: test.__code__.co_argcount]
        offered = {"student": student, "reference": reference, "device": torch.device("cpu")}
        test(**{name: offered[name] for name in wanted})


class _Tests:
    """The tests of softmax, a zygote, and right answers one after another."""

    def __init__(self) -> None:
        from grader.course import find_course
        from grader.sandbox.two_rooms import TwoRooms
        from grader.suite.runner import Suite

        self.sandbox = TwoRooms(warm=("simulation",))
        import torch

        torch.set_num_threads(1)
        self.assignment = find_course(explicit=COURSE).find("softmax_regression")
        self.suite = Suite(self.assignment)
        self.tests = [c.item.function for c in self.suite._collected if c.spec.exercise == "softmax"]
        self.reference = types.SimpleNamespace(**_module(self.assignment.reference_path.read_text()))
        self.numbers = itertools.count()

    def floor(self) -> None:
        source = right_softmax(next(self.numbers)).decode()
        _call_all(self.tests, types.SimpleNamespace(**_module(source)), self.reference)

    def isolated(self) -> None:
        from grader.sandbox import Program

        source = right_softmax(next(self.numbers)).decode()
        room = self.sandbox.open(Program(source, names=("softmax",)), self.assignment.limits)
        room.begin(1)
        _call_all(self.tests, _Namespace(room.get), self.reference)
        room.end()
        room.close()


def _one_at_a_time(count: int) -> dict[str, float]:
    from grader.feedback import render
    from grader.judge import judge
    from grader.report import encode
    from grader.submission import read_bytes

    made = _Tests()
    print(f"{machine()}; isolation {made.sandbox.isolation.level}; {len(made.tests)} tests")

    def whole() -> None:
        submission = read_bytes(right_softmax(next(made.numbers)), "softmax.py")
        report = judge(submission, made.assignment, made.sandbox, made.suite, exercises={"softmax"})
        assert report.score == report.max_score, report
        encode(report)
        last.append(report)

    last: list[Any] = []
    figures = {"floor": ms(times(made.floor, count)), "isolated floor": ms(times(made.isolated, count))}
    before = rss_mib()
    figures["whole"] = ms(times(whole, count))
    figures["page"] = ms(times(lambda: render(last.pop(), "html"), count))
    print(f"grader: {before:.0f} MiB before {count} submissions, {rss_mib():.0f} MiB after")
    made.sandbox.close()
    return figures


def _isolated_rate(count: int, jobs: int) -> float:
    """How many rooms a second go through the tests when `jobs` processes do nothing else."""
    context = multiprocessing.get_context("spawn")
    start, took = context.Barrier(jobs), context.SimpleQueue()
    others = [context.Process(target=_share, args=(count // jobs, start, took)) for _ in range(jobs)]
    for other in others:
        other.start()
    longest = max(took.get() for _ in others)
    for other in others:
        other.join()
    return count // jobs * jobs / longest


def _share(count: int, start: Any, took: Any) -> None:
    made = _Tests()
    for _ in range(20):
        made.isolated()
    start.wait()
    begun = time.perf_counter()
    for _ in range(count):
        made.isolated()
    took.put(time.perf_counter() - begun)
    made.sandbox.close()


def _module(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(source, "submission.py", "exec"), names)
    return names


def _many(count: int, jobs: int, pages: bool) -> float:
    from grader.batch import Orders, grade_all
    from grader.report import encode

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(count):
            paths.append(Path(folder, f"student_{number:03}.py"))
            paths[-1].write_bytes(right_softmax(number))
        orders = Orders(
            course=COURSE,
            assignment="softmax_regression",
            exercises=("softmax",),
            pages="html" if pages else None,
            require="full",
        )
        begun, memory, size = 0.0, [], 0
        for done, (_, graded) in enumerate(grade_all(paths, orders, jobs=jobs), 1):
            assert graded.report.score == graded.report.max_score, graded
            size += len(encode(graded.report)) + len(graded.page)
            if done == jobs:
                begun = time.perf_counter()
            if done % (count // 10) == 0:
                memory.append(sum(rss_mib(pid) for pid in children(_self())))
        took = time.perf_counter() - begun
        each = size / count / 1024
        print(f"{count} submissions, {jobs} graders: {took:.2f} s after start-up; {each:.0f} KiB of feedback each")
        print("memory of the graders at each tenth, MiB: " + " ".join(f"{m:.0f}" for m in memory))
        return (count - jobs) / took


def _self() -> int:
    import os

    return os.getpid()


@click.command(help=__doc__)
@click.option("--count", default=500, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--pages", is_flag=True, help="Render a page for each of the 500 too.")
def main(count: int, jobs: int, pages: bool) -> None:
    """See the module's docstring."""
    figures = _one_at_a_time(min(count, 200))
    floor, isolated = figures["floor"], figures["isolated floor"]
    for name, value in figures.items():
        print(f"{name:15} {value:7.2f} ms {value / floor:6.1f} x floor {value / isolated:6.2f} x isolated floor")
    bare, rate = _isolated_rate(count, jobs), _many(count, jobs, pages)
    share = jobs * 1000 / rate
    print(f"isolated floor  {bare:.0f} a second on {jobs} cores at once")
    print(
        f"throughput      {rate:.0f} submissions/s on {jobs} cores: {share:.1f} ms of a core each, "
        f"{share / floor:.1f} x floor; {rate / bare:.2f} of what the isolated floor reaches"
    )


if __name__ == "__main__":
    main()
