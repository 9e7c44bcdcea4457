"""What the suites let through: every mutant of every reference, handed in as a submission and judged in the real rooms.

    python -m bench.mutation [ASSIGNMENT|EXERCISE ...] [--survivors] [--sample N --seed S] [--write]

A mutant is the reference with one operator of mutmut applied to one of the lines that a student writes. It is killed
when it loses points, or its time, on its exercise's suite. Docstrings, annotations and the messages of raised errors do
not count. A survivor is explained in `survivors.toml` beside the reference: as `equivalent` it does not count, as
`accepted` it counts as survived. The score is the share of killed ones among those that count.

Exit code: 0 all is well, 1 where an exercise stays under 90 %, a survivor has no reason, or a reason has no survivor.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from bench.mutants import Mutant, mutants
from bench.survivors import Survivor, survivors
from bench.table import Row, page, written
from grader.commands.common import cores, course_option, jobs_option, open_course, progress, sentences
from grader.course import SURVIVORS, Assignment, Course

GOAL = 0.9
_SEED = 20240229  # of the suites' inputs: the same for every mutant and every run
_SLOWER, _LEAST_CALL_S, _LEAST_TOTAL_S = (
    10.0,
    3.0,
    20.0,
)  # than the reference may a mutant be, before it is an endless loop
_MEMORY_MB = 2048
_LIMIT_S = 900.0


class Fate(msgspec.Struct, frozen=True):
    """What became of a mutant: the first test that it fails ("" where it survives), and how that test ended."""

    by: str = ""
    status: str = ""
    trouble: str = ""  # nothing can be said: the suite fails by itself, or the reference does


class Rooms:
    """Judges mutants one after another, at a desk of the grader's."""

    def __init__(self, course: Path):
        from grader.batch import Desk, Orders

        self.desk = Desk(Orders(course=course, lenient=True))
        self.limits: dict[str, Any] = {}

    def __call__(self, mutant: Mutant) -> Fate:
        """Hand one mutant in."""
        assignment = self.desk.course.find(mutant.assignment)
        for exercise in mutant.exercises:
            if exercise not in self.limits:
                self.limits[exercise] = self._measured(assignment, exercise)
            limits = self.limits[exercise]
            if isinstance(limits, Fate):
                return limits
            lost = [o for o in self._run(assignment, exercise, mutant.source, limits) if o.score < o.spec.points]
            if lost:
                return Fate(lost[0].spec.id, lost[0].status, lost[0].fault)
        return Fate()

    def close(self) -> None:
        """End the desk."""
        self.desk.close()

    def _measured(self, assignment: Assignment, exercise: str) -> Any:
        """The limits for mutants of an exercise: some times what the reference takes here and now."""
        source = assignment.reference_path.read_text(encoding="utf-8-sig")
        for _ in range(2):  # the first calls in a fresh room are slow, and what counts is the rest
            outcomes = self._run(assignment, exercise, source, assignment.limits)
        for outcome in outcomes:
            if outcome.score < outcome.spec.points:
                return Fate(trouble=f"the reference fails {outcome.spec.id}")
        slowest = max((outcome.duration_s for outcome in outcomes), default=0.0)
        whole = sum(outcome.duration_s for outcome in outcomes)
        return msgspec.structs.replace(
            assignment.limits,
            call_s=max(_LEAST_CALL_S, _SLOWER * slowest),
            total_s=max(_LEAST_TOTAL_S, _SLOWER * whole),
            memory_mb=min(_MEMORY_MB, assignment.limits.memory_mb),
        )

    def _run(self, assignment: Assignment, exercise: str, source: str, limits: Any) -> list[Any]:
        """The outcomes up to the first that costs points."""
        from grader.submission import read_bytes
        from grader.submission import slice as slice_

        names = assignment.exercise(exercise).names
        sliced = slice_(read_bytes(source.encode(), f"{assignment.id}.py"), names).program
        program = msgspec.structs.replace(sliced, libraries=assignment.libraries, data=assignment.data)
        return self.desk.suite(assignment).run(
            lambda: self.desk.sandbox.open(program, limits), seed=_SEED, exercises={exercise}, until_lost=True
        )


def judged(tried: Sequence[Mutant], course: Course, jobs: int) -> list[Fate]:
    """The fate of each mutant, in order."""
    from grader.pool import run

    fates = [Fate(trouble="the grader's worker died of it")] * len(tried)
    with progress(len(tried)) as step:
        for done in run(tried, Rooms, (course.root,), jobs=min(jobs, len(tried)), deadline_s=_LIMIT_S):
            if done.result is not None:
                fates[done.index] = done.result
            elif "timed out" in done.trouble or "in time" in done.trouble:
                fates[done.index] = Fate("the clock", "timeout")
            else:
                fates[done.index] = Fate(trouble=done.trouble.strip().splitlines()[-1])
            step()
    return fates


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[ASSIGNMENT|EXERCISE|ASSIGNMENT::EXERCISE]...")
@click.option("--survivors", "show", is_flag=True, help="Print every survivor with its change, the explained ones too.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="Only N mutants of each exercise, by chance.")
@click.option("--seed", default=0, show_default=True, metavar="S", help="Of the sample.")
@click.option("--write", is_flag=True, help="Put the rows of these exercises into docs/mutation.md.")
@jobs_option
@course_option
def main(
    names: tuple[str, ...],
    show: bool,
    sample: int | None,
    seed: int,
    write: bool,
    jobs: int | None,
    course: Path | None,
) -> None:
    """See the module's docstring."""
    if write and sample:
        raise click.UsageError("--write is for whole runs: leave --sample out.")
    with sentences():
        found = open_course(course)
        wanted = {a.key: (a, {e.id for e in exercises}) for a, exercises in found.selected(names)}
        known = {key: survivors(assignment) for key, (assignment, _) in wanted.items()}
        tried = [m for assignment, ids in wanted.values() for m in mutants(assignment) if m.exercise in ids]
    if sample:
        tried = _sampled(tried, sample, seed)
    fates = judged(tried, found, jobs or cores())
    rows = [
        Row.of(
            key,
            exercise.id,
            [(m, f) for m, f in zip(tried, fates, strict=True) if m.assignment == key and m.exercise == exercise.id],
            known[key],
        )
        for key, (assignment, ids) in wanted.items()
        for exercise in assignment.exercises
        if exercise.id in ids
    ]
    click.echo(page(rows))
    faults = [
        f"{m.exercise}, {m.where}: {f.trouble}\n{m.diff()}" for m, f in zip(tried, fates, strict=True) if f.trouble
    ]
    alive = [m for m, f in zip(tried, fates, strict=True) if not f.by and not f.trouble]
    for mutant in alive:
        reason = known[mutant.assignment].get(mutant.key)
        if reason is None or show:
            click.echo(_told(mutant, reason))
    stale = [] if sample else _stale(wanted, known, alive)
    for line in [*faults, *stale]:
        click.echo(f"\n{line}")
    low = [row.exercise for row in rows if row.counted and row.score < GOAL]
    bare = sum(m.key not in known[m.assignment] for m in alive)
    for line in [
        f"under {GOAL:.0%}: {', '.join(low)}" if low else "",
        f"{bare} survivors have no reason in {SURVIVORS}" if bare else "",
        f"{len(stale)} reasons have no survivor" if stale else "",
    ]:
        if line:
            click.echo(f"\n{line}")
    if write:
        target = found.root / "docs" / "mutation.md"
        exercises = [(a.key, e.id) for a in found.assignments for e in a.exercises]
        reasons = [(a.id, survivor) for a in found.assignments for survivor in survivors(a).values()]
        target.write_text(written(target, rows, exercises, reasons), encoding="utf-8", newline="\n")
        click.echo(f"\nwrote {target.relative_to(found.root)}")
    raise SystemExit(1 if low or bare or stale or faults else 0)


def _sampled(tried: list[Mutant], count: int, seed: int) -> list[Mutant]:
    """At most `count` mutants of each exercise, in the order they had."""
    kept: set[int] = set()
    for exercise in dict.fromkeys((m.assignment, m.exercise) for m in tried):
        own = [i for i, m in enumerate(tried) if (m.assignment, m.exercise) == exercise]
        kept.update(random.Random(f"{seed} {exercise}").sample(own, min(count, len(own))))
    return [m for i, m in enumerate(tried) if i in kept]


def _told(mutant: Mutant, known: Survivor | None) -> str:
    """A survivor as a person reads it, and as an author copies it."""
    head = f"\n{mutant.exercise}: {mutant.where}, line {mutant.line} ({mutant.operator}) survives"
    return f"{head}: {known.kind}. {known.reason}\n{mutant.diff()}" if known else f"{head}.\n{mutant.diff()}"


def _stale(
    wanted: dict[str, tuple[Assignment, set[str]]],
    known: dict[str, dict[tuple[str, str, str], Survivor]],
    alive: Sequence[Mutant],
) -> list[str]:
    """A sentence for each entry that no survivor has. Where only some exercises ran, only theirs can be told."""
    living = {(m.assignment, *m.key) for m in alive}
    found = []
    for key, (assignment, ids) in wanted.items():
        tested = {m.key for m in mutants(assignment) if m.exercise in ids}
        names = {name for e in assignment.exercises if e.id in ids for name in e.names}
        every = ids == {e.id for e in assignment.exercises}
        for entry in known[key].values():
            ours = every or entry.key in tested or entry.where.split(".")[0] in names
            if (key, *entry.key) in living or not ours:
                continue
            why = "is caught by now" if entry.key in tested else "is no mutant of this reference"
            found.append(
                f"{assignment.folder / SURVIVORS}: {entry.where}: stale, it {why}\n- {entry.was}\n+ {entry.becomes}"
            )
    return found


if __name__ == "__main__":
    main()
