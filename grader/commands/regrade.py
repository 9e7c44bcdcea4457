"""`torchgrade regrade`: after a suite changed, grade what it affects, and say whose marks moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import course_option, debug_option, jobs_option, open_course, options, sentences
from grader.commands.klass import (
    attempts_option,
    executor_options,
    exit_code,
    grade_all,
    gradebook,
    gradebook_option,
)

if TYPE_CHECKING:
    from grader.gradebook.marks import Mark

_EPS = 1e-9


@click.command("regrade")
@click.argument("assignments", nargs=-1, metavar="[ASSIGNMENT]...")
@click.option("--dry-run", is_flag=True, help="Say what would be graded again; grade nothing.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Default: from each submission and its assignment.")
@options(attempts_option, gradebook_option, executor_options, jobs_option, course_option, debug_option)
def command(
    assignments: tuple[str, ...],
    dry_run: bool,
    device: Any,
    seed: int | None,
    policy: Any,
    gradebook_: str | None,
    executor: str,
    ray_address: str | None,
    jobs: int | None,
    course: Path | None,
    debug: bool,
) -> int:
    """Grade again what a changed assignment affects, and print who gained, who lost, and by which tests.

    Reports of the versions before stay in the gradebook. Submissions come from the gradebook too: the folders they were
    collected from are not needed.
    """
    found = open_course(course)
    with sentences():
        keys = [found.find(name).key for name in assignments] or None
    from grader.batch import Orders
    from grader.gradebook.marks import marks
    from grader.gradebook.rounds import affected, plan

    orders = Orders(course=found.root, device=device, seed=seed, lenient=True)
    with gradebook(gradebook_) as book:
        with book.reading() as session:
            units = affected(session, found, orders, policy=policy, assignments=keys)
        counts = Counter(unit.assignment for unit in units)
        for key, count in sorted(counts.items()):
            click.echo(f"{key}: {count} submissions to grade", err=True)
        if not units:
            click.echo("nothing to grade: every submission has a report of the present version.", err=True)
        if dry_run or not units:
            return 0
        with book.reading() as session:
            before = {(m.assignment, m.student): m for m in marks(session, assignments=keys, policy="last")}
        with book.begin() as session:
            planned = plan(session, units)
        came_out = grade_all(
            book,
            planned,
            orders,
            command="regrade",
            workers=jobs,
            executor=executor,
            ray_address=ray_address,
            debug=debug,
        )
        with book.reading() as session:
            after = marks(session, assignments=keys, policy="last")
    _moved([(before.get((m.assignment, m.student)), m) for m in after if m.assignment in counts])
    return exit_code(Counter({"grader": came_out["grader"]}))


def _moved(pairs: Sequence[tuple[Mark | None, Mark]]) -> None:
    """Who gained and who lost, the largest first, with the tests that changed."""
    known = [(old, new) for old, new in pairs if old is not None and old.graded]
    gained = sorted((p for p in known if p[1].score > p[0].score + _EPS), key=lambda p: p[0].score - p[1].score)
    lost = sorted((p for p in known if p[1].score < p[0].score - _EPS), key=lambda p: p[1].score - p[0].score)
    for what, moved in (("gained", gained), ("lost", lost)):
        click.echo(f"{len(moved)} {what}")
        for old, new in moved:
            click.echo(f"  {new.student}: {old.score:g} → {new.score:g} of {new.max_score:g}  ({_tests(old, new)})")
    click.echo(f"{len(known) - len(gained) - len(lost)} unchanged")


def _tests(old: Mark, new: Mark) -> str:
    """The tests that passed and no longer do, or the other way round; else that points changed."""
    before = {test: status for e in old.exercises for test, status in e.tests.items()}
    after = {test: status for e in new.exercises for test, status in e.tests.items()}
    said = [
        f"{test} {before.get(test, 'new')} → {after.get(test, 'gone')}"
        for test in [*after, *(t for t in before if t not in after)]
        if before.get(test) != after.get(test)
    ]
    return ", ".join(said) or "points of its tests changed"
