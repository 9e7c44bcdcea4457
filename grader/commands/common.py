"""Owns what commands share: exit codes, options, and errors that are sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from grader.course import Course, CourseError

FULL_MARKS, MARKS_LOST, UNUSABLE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
_WORKER_MIB = 1200  # torch in a worker, torch in its zygote, and a submission at work
Command = TypeVar("Command", bound=Callable[..., Any])


class Unusable(click.ClickException):
    """The command cannot do what was asked: what was found, and what to do."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        click.echo(f"torchgrade: {self.message}", file=file, err=file is None)


class Broken(Unusable):
    """The course or the grader cannot do its part."""

    exit_code = FAILED


def options(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, in reading order."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


course_option = click.option(
    "--course",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The course. Default: the nearest folder upwards that is one, else the one that ships with torchgrade.",
)
lang_option = click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    default="en",
    envvar="TORCHGRADE_LANG",
    show_default=True,
    help="Language of the feedback.",
)
debug_option = click.option("--debug", is_flag=True, help="Show the traceback if the grader itself fails.")
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Grade N submissions side by side. Default: one for each core.",
)
submission_options = options(
    click.option("--exercise", "exercises", multiple=True, metavar="E", help="Only this exercise. May be repeated."),
    click.option("--assignment", metavar="A", help="The assignment. Default: found from the submission."),
    click.option(
        "--device",
        type=click.Choice(["auto", "cpu", "cuda"]),
        default="auto",
        show_default=True,
        help="Where the tests run. auto: cpu, and the placement tests on a GPU or simulated.",
    ),
    click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Default: from the submission and the assignment."),
)


@contextmanager
def sentences() -> Iterator[None]:
    """Errors about courses and files end the command with their own sentence instead of a traceback."""
    from grader.course import CourseError
    from grader.stub import ReleaseError

    try:
        yield
    except (CourseError, ReleaseError) as error:
        raise Unusable(str(error)) from error


def open_course(explicit: Path | None, broken: list[CourseError] | None = None) -> Course:
    """The course that was named or the nearest one. Raises Unusable. See find_course for `broken`."""
    from grader.course import find_course

    with sentences():
        return find_course(explicit=explicit, broken=broken)


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Something to call for each of `total` steps: a bar on stderr where a person looks on, else nothing."""
    import sys

    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    with click.progressbar(length=total, file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)


def cores() -> int:
    """How many workers are worth having: one for each core this process may use, as far as memory goes."""
    import os

    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(count, _free_mib() // _WORKER_MIB))


def _free_mib() -> int:
    """Memory that is free for use, in MiB; plenty where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")) >> 10
    except (OSError, StopIteration, ValueError):
        return 1 << 30
