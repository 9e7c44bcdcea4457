"""`torchgrade batch`: a whole class into a gradebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import (
    MARKS_LOST,
    Unusable,
    course_option,
    debug_option,
    jobs_option,
    open_course,
    options,
    sentences,
)
from grader.commands.klass import (
    attempts_option,
    executor_options,
    exit_code,
    grade_all,
    gradebook,
    gradebook_option,
)
from grader.commands.live import Live

if TYPE_CHECKING:
    from grader.collect import Gathering
    from grader.gradebook.marks import Mark

_LISTED = 20


@click.command("batch")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DIR...")
@click.option("--assignment", metavar="A", help="The assignment. Default: found from each submission.")
@click.option("--roster", type=click.Path(path_type=Path), metavar="CSV", help="The class: who is in it.")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Default: from each submission and its assignment.")
@click.option(
    "--require-isolation", "require", type=click.Choice(["full", "partial", "none"]), default="none", show_default=True
)
@click.option("--dry-run", is_flag=True, help="Say what was found and what would be graded; write and grade nothing.")
@options(attempts_option, gradebook_option, executor_options, jobs_option, course_option, debug_option)
def command(
    folders: tuple[Path, ...],
    assignment: str | None,
    roster: Path | None,
    device: Any,
    seed: int | None,
    require: Any,
    dry_run: bool,
    policy: Any,
    gradebook_: str | None,
    executor: str,
    ray_address: str | None,
    jobs: int | None,
    course: Path | None,
    debug: bool,
) -> int:
    """Collect a class's submissions, grade what is new, and keep marks and reports in a gradebook.

    DIR is what you have: a folder or git checkout a student, a folder of files, nbgrader's submitted/, or the zip that
    Canvas, Moodle or Gradescope exports (unpacked or not). What was graded before is not graded again, and a run that
    was interrupted goes on where it stopped.

    Exit code: 0 all full marks, 1 marks lost, 2 the command could not be used, 3 the grader failed on a submission.
    """
    found = open_course(course)
    with sentences():
        chosen = found.find(assignment) if assignment else None
    missing = [str(folder) for folder in folders if not folder.exists()]
    if missing:
        raise Unusable(f"there is no {', '.join(missing)}.")

    from grader.batch import Orders
    from grader.collect import Gathering, Roster, RosterError, read_roster

    try:
        known: Roster | None = read_roster(roster) if roster else None
    except RosterError as error:
        raise Unusable(str(error)) from error
    gathering = Gathering(folders, found, assignment=chosen, roster=known)
    orders = Orders(course=found.root, device=device, seed=seed, require=require, lenient=True)
    if dry_run:
        return _dry(gathering)
    with gradebook(gradebook_, create=True) as book:
        from grader.gradebook.intake import enrol
        from grader.gradebook.rounds import affected, plan, take_in

        with Live("Collecting", None) as live:
            seen, new = take_in(book, gathering, gathering.people, lambda n: live.advance(n - live.count))
        with book.begin() as session:
            enrol(session, known.people if known else ())
            units = affected(session, found, orders, policy=policy, assignments=[chosen.key] if chosen else None)
            planned = plan(session, units)
        _collected(gathering, seen, new, len(planned))
        came_out = grade_all(
            book,
            planned,
            orders,
            command="batch",
            workers=jobs,
            executor=executor,
            ray_address=ray_address,
            debug=debug,
        )
        return max(exit_code(came_out), _tell(book, found, policy, chosen.key if chosen else None))


def _dry(gathering: Gathering) -> int:
    """What would come in. Reads, writes nothing."""
    counts: Counter[str] = Counter()
    for arrival in gathering:
        counts[arrival.assignment or "(no assignment)"] += 1
    for assignment, count in sorted(counts.items()):
        click.echo(f"{count:6}  {assignment}")
    _collected(gathering, counts.total(), None, None)
    return 0


def _collected(gathering: Gathering, seen: int, new: int | None, to_grade: int | None) -> None:
    """What was found, whose it is, and what could not be matched: listed, never dropped."""
    if not seen:
        raise Unusable("no submission was found: no .py, .ipynb, .zip or .md file, and no folder with one.")
    said = f"{seen} submissions of {len(gathering.people)} students"
    said += f", {new} of them new" if new is not None else ""
    click.echo(said + (f"; {to_grade} to grade" if to_grade is not None else ""), err=True)
    if gathering.unmatched:
        click.echo(
            f"{len(gathering.unmatched)} match no student of the roster (kept, each under a name with a ?):", err=True
        )
        lines = [f"  {a.path}" + (f"  (perhaps {', '.join(near)})" if near else "") for a, near in gathering.unmatched]
        _some(lines)
    if gathering.absent:
        click.echo(f"{len(gathering.absent)} students of the roster handed in nothing:", err=True)
        _some([f"  {person.key}" + (f"  {person.name}" if person.name else "") for person in gathering.absent])


def _tell(book: Any, course: Any, policy: Any, assignment: str | None) -> int:
    """The marks of the class in a few lines. Returns 1 where a submission could not be judged or has no assignment."""
    from grader.deadlines import read_deadlines
    from grader.gradebook.marks import marks

    with sentences():
        deadlines = read_deadlines(course.root)
    with book.reading() as session:
        everyone = marks(session, policy=policy, deadlines=deadlines, detail=False)
    for key in sorted({m.assignment for m in everyone if m.assignment and assignment in (None, m.assignment)}):
        _line(key, [m for m in everyone if m.assignment == key])
    lost = [m for m in everyone if not m.assignment]
    if lost:
        click.echo(f"{len(lost)} submissions fit no assignment of the course (name it with --assignment):", err=True)
        _some([f"  {m.path}" for m in lost])
    unusable = [m for m in everyone if m.trouble and assignment in (None, m.assignment)]
    if unusable:
        click.echo(f"{len(unusable)} submissions could not be used:", err=True)
        _some([f"  {m.student}  {m.path}" for m in unusable])
    return MARKS_LOST if lost or unusable else 0


def _line(assignment: str, marks: Sequence[Mark]) -> None:
    graded = [m for m in marks if m.graded and not m.trouble and m.max_score]
    shares = sorted(m.final / m.max_score for m in graded)
    mean = sum(shares) / len(shares) if shares else 0.0
    middle = shares[len(shares) // 2] if shares else 0.0
    full = sum(share >= 1 - 1e-9 for share in shares)
    late = sum(m.lateness.days > 0 for m in marks)
    said = f"{assignment}: {len(marks)} marks, {full} full, mean {mean:.0%}, median {middle:.0%}"
    click.echo(said + (f", {late} late" if late else ""))


def _some(lines: Sequence[str]) -> None:
    for line in lines[:_LISTED]:
        click.echo(line, err=True)
    if len(lines) > _LISTED:
        click.echo(f"  … and {len(lines) - _LISTED} more", err=True)
