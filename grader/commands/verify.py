"""`torchgrade verify`: every suite against its reference, stub, trivial answers, mistakes and alternatives."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import (
    FULL_MARKS,
    MARKS_LOST,
    Broken,
    Unusable,
    cores,
    course_option,
    debug_option,
    jobs_option,
    open_course,
    options,
    progress,
    sentences,
)

if TYPE_CHECKING:
    from grader.cases import Kind
    from grader.course import CourseError
    from grader.verify import Finding

_SLOW_S = 2.0
_COLUMNS: dict[Kind, str] = {
    "reference": "reference",
    "stub": "stub",
    "trivial": "trivial answers",
    "mistake": "mistakes",
    "alternative": "alternatives",
    "follow": "follow-through",  # shown where an exercise builds on another
}


def _turn(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[int, int]:
    k, _, n = (value or "1/1").partition("/")
    if not (k.isdecimal() and n.isdecimal() and 1 <= int(k) <= int(n)):
        raise click.BadParameter(f"{value} is no part of a whole; the second of three is 2/3.")
    return int(k), int(n)


@click.command("verify")
@click.argument("names", nargs=-1, metavar="[ASSIGNMENT|EXERCISE|ASSIGNMENT::EXERCISE]...")
@click.option("--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Grade every case with this seed.")
@click.option("--in-process", is_flag=True, help="Without the sandbox: quicker, for authors who trust their own code.")
@click.option("--durations", type=click.IntRange(min=1), metavar="N", help="Also show the N slowest suites.")
@click.option(
    "--turn",
    metavar="K/N",
    callback=_turn,
    help="Only the K-th part of a proof in N parts: every file, reference and stub, and all of each N-th exercise.",
)
@options(jobs_option, course_option, debug_option)
def command(
    names: tuple[str, ...],
    device: Any,
    seed: int | None,
    in_process: bool,
    durations: int | None,
    turn: tuple[int, int],
    jobs: int | None,
    course: Path | None,
    debug: bool,
) -> int:
    """Prove the suites: references and alternatives get full marks, stubs and trivial answers nothing, and every
    mistake loses marks and is told by its own name.

    Exit code: 0 all as it should be, 1 something is not.
    """
    broken: list[CourseError] = []
    found = open_course(course, broken)
    begun = time.monotonic()
    from grader.batch import CannotGrade, Orders
    from grader.pool import StartFailed
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError
    from grader.verify import plan, unread, verify

    with sentences():
        findings = unread(broken, names)
        told = {finding.exercise for finding in findings}
        wanted = [name for name in names if name.rpartition("/")[2] not in told]
        planned = plan(found, wanted, turn) if wanted or not names else []
        orders = Orders(course=found.root, device=device, seed=seed, in_process=in_process, lenient=True)
        try:
            with progress(len(planned)) as step:
                count = max(1, min(jobs or cores(), len(planned)))
                findings += verify(planned, orders, jobs=count, timed=durations is not None, tell=lambda _: step())
        except (CannotGrade, SandboxError) as error:
            raise Unusable(str(error)) from error
        except (SuiteError, StartFailed) as error:
            raise Broken(str(error)) from error
    _table(findings)
    _slowest(findings, durations or 0)
    wrong = [finding for finding in findings if finding.trouble]
    for trouble, same in _by_trouble(wrong).items():
        click.secho(f"\n{'; '.join(same)}", bold=True)
        click.echo(f"  {trouble}")
    part = "" if turn == (1, 1) else f", part {turn[0]} of {turn[1]}"
    total = f"{len(findings)} checks in {time.monotonic() - begun:.1f} s{part}"
    click.echo(f"\n{total}: " + (f"{len(wrong)} are not as they should be." if wrong else "all as they should be."))
    return MARKS_LOST if wrong else FULL_MARKS


def _by_trouble(wrong: list[Finding]) -> dict[str, list[str]]:
    """What is wrong, each once, with the exercises and cases that it befalls."""
    found: dict[str, dict[str, list[str]]] = {}
    for finding in wrong:
        which = f"{finding.kind} {finding.name}" if finding.name != finding.kind else finding.kind
        found.setdefault(finding.trouble, {}).setdefault(finding.exercise, []).append(which)
    return {
        trouble: [f"{exercise}: {', '.join(cases)}" for exercise, cases in exercises.items()]
        for trouble, exercises in found.items()
    }


def _table(findings: list[Finding]) -> None:
    """One row for each exercise: how many of each kind are as they should be."""
    known = {finding.kind for finding in findings}
    kinds = [kind for kind in list(_COLUMNS)[2:] if kind != "follow" or kind in known]
    rows = [["exercise", *(_COLUMNS[kind] for kind in ("reference", "stub", *kinds))]]
    exercises = dict.fromkeys((finding.assignment, finding.exercise) for finding in findings)
    for assignment, exercise in exercises:
        own = [f for f in findings if (f.assignment, f.exercise) == (assignment, exercise)]
        count = Counter(f.kind for f in own)
        good = Counter(f.kind for f in own if not f.trouble)
        cells = [f"{good[kind]}/{count[kind]}" if any(count[kind] for kind in kinds) else "" for kind in kinds]
        reference, stub = (next((f for f in own if f.kind == kind), None) for kind in ("reference", "stub"))
        scores = [f"{f.score:g}/{f.max_score:g}" if f else "-" for f in (reference, stub)]
        rows.append([exercise, *scores, *cells])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _slowest(findings: list[Finding], count: int) -> None:
    """The suites that a right answer waits for longest, in warm seconds."""
    timed = sorted((f for f in findings if f.warm_s), key=lambda f: -f.warm_s)[:count]
    if timed:
        click.echo(f"\nThe slowest suites for a right answer, in warm seconds (to stay under {_SLOW_S:g}):")
    for finding in timed:
        slow = finding.warm_s > _SLOW_S
        line = f"{finding.warm_s:6.2f}  {finding.exercise}{'  (slow)' if slow else ''}"
        click.secho(line, fg="red" if slow else None)
