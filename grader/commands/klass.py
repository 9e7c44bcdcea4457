"""Owns what the commands of a class share: the gradebook's options, grading its jobs with a display, and the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from grader.commands.common import FAILED, FULL_MARKS, MARKS_LOST, Broken, Unusable, cores, options
from grader.commands.live import Live

if TYPE_CHECKING:
    from grader.batch import Orders
    from grader.gradebook import Gradebook
    from grader.gradebook.grading import Step

gradebook_option = click.option(
    "--gradebook",
    "gradebook_",
    metavar="FILE|URL",
    envvar="TORCHGRADE_GRADEBOOK",
    help="An SQLite file, or a URL as postgresql://user@host/name. Default: gradebook.sqlite in this folder.",
)
attempts_option = click.option(
    "--attempts",
    "policy",
    type=click.Choice(["last", "best", "all"]),
    default="last",
    show_default=True,
    help="Which of a student's attempts count.",
)


executor_options = options(
    click.option(
        "--executor",
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Where submissions are graded: by processes of this machine, or on a Ray cluster.",
    ),
    click.option("--ray-address", metavar="ADDRESS", help="The Ray cluster. Default: the one that Ray finds."),
)


@contextmanager
def gradebook(where: str | None, *, create: bool = False) -> Iterator[Gradebook]:
    """The gradebook that was named, open. What goes wrong with it ends the command in a sentence."""
    from grader.gradebook import Gradebook, GradebookError

    try:
        with Gradebook.open(where, create=create) as book:
            yield book
    except GradebookError as error:
        raise Unusable(str(error)) from error


def grade_all(
    book: Gradebook,
    jobs: Sequence[int],
    orders: Orders,
    *,
    command: str,
    workers: int | None,
    executor: str,
    ray_address: str | None,
    debug: bool,
) -> Counter[str]:
    """Grade jobs with a display. Returns how often each came out: full, lost, unreadable, grader (it failed)."""
    from grader.batch import CannotGrade, GraderUnusable
    from grader.gradebook.grading import grade_jobs
    from grader.gradebook.work import begin_run, end_run
    from grader.ray_executor import on_ray
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError

    found: Counter[str] = Counter()
    if not jobs:
        return found
    with book.begin() as session:
        run = begin_run(session, command, {"device": orders.device, "seed": orders.seed, "executor": executor})
    if executor == "ray":
        try:
            running = grade_jobs(book, run, jobs, orders, workers=workers, executor=on_ray(ray_address))
        except CannotGrade as error:
            raise Unusable(str(error)) from error
    else:
        running = grade_jobs(book, run, jobs, orders, workers=min(workers or cores(), len(jobs)))
    with Live("Grading", len(jobs)) as live:
        try:
            for step in running:
                kind = _kind(step)
                found[kind] += 1
                live.advance(failing=kind != "full")
                if not step.kept:
                    live.note(f"torchgrade: {step.graded.path}: the grader failed on it; it waits for the next run.")
                if step.graded.why and debug:
                    live.note(step.graded.why)
        except (CannotGrade, SandboxError) as error:
            raise Unusable(str(error)) from error
        except (SuiteError, GraderUnusable) as error:
            raise Broken(str(error)) from error
        finally:
            running.close()
            left = len(jobs) - found.total()
            live.note(
                f"{found.total()} graded in {live.seconds:.1f} s ({live.rate:.1f}/s)"
                + (f"; {left} left, the same command goes on where it stopped" if left else "")
            )
    with book.begin() as session:
        end_run(session, run)
    return found


def exit_code(found: Counter[str]) -> int:
    """0 all full marks, 1 marks lost or a submission that could not be used, 3 the grader failed on one."""
    if found["grader"]:
        return FAILED
    return MARKS_LOST if found["lost"] or found["unreadable"] else FULL_MARKS


def _kind(step: Step) -> str:
    report = step.graded.report
    if step.graded.trouble:
        return step.graded.trouble
    return "full" if report.score >= report.max_score - 1e-9 else "lost"
