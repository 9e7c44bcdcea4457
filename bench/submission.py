"""What one right softmax submission costs, from bytes to report, beside two floors; and 500 on all cores.

    python -m bench.submission [--count 500] [--jobs N] [--pages]

floor           the same tests as plain calls in this warm process, compiling the student's source included
isolated floor  the same calls through a walled child of the zygote: fork, walls, wire; no pytest, no report, no page
whole           read, slice, source check, suite under pytest, the report as JSON; one grader
page            the report as an HTML page: `torchgrade export pages` makes them after a batch
throughput      `torchgrade grade`'s own worker pool on 500 files, from the first report to the last (with --pages, and
                every page)
"""

from __future__ import annotations

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


def _one_at_a_time(count: int) -> dict[str, float]:
    from grader.course import find_course
    from grader.feedback import render
    from grader.judge import judge
    from grader.report import encode
    from grader.sandbox import Program
    from grader.sandbox.two_rooms import TwoRooms
    from grader.submission import read_bytes
    from grader.suite.runner import Suite

    sandbox = TwoRooms(warm=("simulation",))
    import torch

    torch.set_num_threads(1)
    assignment = find_course(explicit=COURSE).find("softmax_regression")
    suite = Suite(assignment)
    tests = [collected.item.function for collected in suite._collected if collected.spec.exercise == "softmax"]
    reference = types.SimpleNamespace(**_module((assignment.reference_path).read_text()))
    print(f"{machine()}; isolation {sandbox.isolation.level}; {len(tests)} tests")

    numbers = iter(range(1 << 30))

    def floor() -> None:
        source = right_softmax(next(numbers)).decode()
        _call_all(tests, types.SimpleNamespace(**_module(source)), reference)

    def isolated() -> None:
        source = right_softmax(next(numbers)).decode()
        room = sandbox.open(Program(source, names=("softmax",)), assignment.limits)
        room.begin(1)
        _call_all(tests, _Namespace(room.get), reference)
        room.end()
        room.close()

    def whole() -> None:
        submission = read_bytes(right_softmax(next(numbers)), "softmax.py")
        report = judge(submission, assignment, sandbox, suite, exercises={"softmax"})
        assert report.score == report.max_score, report
        encode(report)
        last.append(report)

    last: list[Any] = []
    figures = {"floor": ms(times(floor, count)), "isolated floor": ms(times(isolated, count))}
    before = rss_mib()
    figures["whole"] = ms(times(whole, count))
    figures["page"] = ms(times(lambda: render(last.pop(), "html"), count))
    print(f"grader: {before:.0f} MiB before {count} submissions, {rss_mib():.0f} MiB after")
    sandbox.close()
    return figures


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
    rate = _many(count, jobs, pages)
    share = jobs * 1000 / rate
    print(
        f"throughput      {rate:.0f} submissions/s on {jobs} cores: {share:.1f} ms of a core each, "
        f"{share / floor:.1f} x floor, {share / isolated:.2f} x isolated floor"
    )


if __name__ == "__main__":
    main()
