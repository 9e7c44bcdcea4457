"""Owns what is found out by running an imported assignment: tests that its own reference fails, tests that are weak."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.course import Assignment, find_course
from grader.importing.files import LIST, files, listing
from grader.importing.model import Draft, Left, NotImported
from grader.importing.suite import Suite, suite

if TYPE_CHECKING:
    from grader.batch import Orders
    from grader.sandbox import Sandbox
    from grader.suite.spec import Outcome


class Imported(msgspec.Struct):
    """An assignment that was written, and what is to be said of it."""

    folder: Path
    points: float
    tests: int
    left: list[Left]
    seen: list[Left]


def write(
    draft: Draft,
    root: Path,
    chapter: str,
    name: str,
    *,
    in_process: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Imported:
    """Write the draft to `root`/solutions/chapter/name, without the tests that its own solution fails, and with the
    list of what was left. Raises NotImported, and what the grader raises where it cannot start; then nothing is
    written. `in_process`: without the sandbox, for tests of this module."""
    from grader.batch import Orders

    orders = Orders(course=root, lenient=True, in_process=in_process)
    folder = root / "solutions" / chapter / name
    if folder.exists():
        raise NotImported(f"{folder} is there already: remove it, or name another place with --as.")
    try:
        made = _sound(draft, orders, folder, tell)
        tell("trying trivial answers")
        seen = _weak(orders, root, f"{chapter}/{name}")
        (folder / LIST).write_text(listing(draft, made, made.left, seen), encoding="utf-8", newline="\n")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        for above in (folder.parent, folder.parent.parent):
            if above.is_dir() and not any(above.iterdir()):
                above.rmdir()
        raise
    tests = [test for exercise in made.exercises for test in exercise.tests]
    return Imported(folder, sum(test.points for test in tests), len(tests), made.left, seen)


def _sound(draft: Draft, orders: Orders, folder: Path, tell: Callable[[str], None]) -> Suite:
    """Write, run the reference, and write again without the tests that it fails, until it fails none."""
    from grader.batch import Desk

    dropped: dict[int, str] = {}
    sandbox: Sandbox | None = None
    desk: Desk | None = None
    try:
        while True:
            made = suite(draft, dropped)
            if not made.exercises:
                why = "; ".join(f"{entry.where}: {entry.what}" for entry in made.left)
                raise NotImported(f"{draft.file} has no test that could be carried over: {why}.")
            _lay(folder, files(draft, made, folder.name))
            if sandbox is None:
                tell("running the notebook's own solution")
                desk = Desk(orders)
                sandbox = desk.sandbox
            assignment = find_course(explicit=orders.course, broken=[]).find(f"{folder.parent.name}/{folder.name}")
            failed = _failed(assignment, sandbox)
            if not failed:
                return made
            cells = {f"{e.id}::{t.name}": t.cell.number for e in made.exercises for t in e.tests}
            new = {cells[id_]: why for id_, why in failed.items() if id_ in cells}
            if not new.keys() - dropped.keys():
                raise NotImported(f"{draft.file}: {next(iter(failed.values()))}.")
            dropped |= new
    finally:
        if desk is not None:
            desk.close()


def _lay(folder: Path, texts: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _failed(assignment: Assignment, sandbox: Sandbox) -> dict[str, str]:
    """The tests that the reference fails, and why. Raises NotImported where it cannot even be loaded."""
    from grader.submission import read, slice
    from grader.suite.runner import Suite as Collected
    from grader.suite.spec import SuiteError

    try:
        collected = Collected(assignment)
    except SuiteError as error:
        raise NotImported(f"{assignment.id}: {error}") from None
    program = slice(read(assignment.reference_path), assignment.names).program
    outcomes = collected.run(lambda: sandbox.open(program, assignment.limits), seed=0, device="cpu")
    return {
        outcome.spec.id: f"its own solution fails ({_why(outcome)})" for outcome in outcomes if not _passed(outcome)
    }


def _passed(outcome: Outcome) -> bool:
    return outcome.status == "passed" or not outcome.judged  # the prerequisite is what failed


def _why(outcome: Outcome) -> str:
    if outcome.fault:
        return outcome.fault.strip().splitlines()[-1][:200]
    said = (outcome.detail or outcome.message) if outcome.rung != "exists" else outcome.message
    return " ".join((said.en if said else outcome.status).split())[:200].rstrip(".")


def _weak(orders: Orders, root: Path, key: str) -> list[Left]:
    """What verify says of the assignment, whose reference passes."""
    from grader.commands.common import cores
    from grader.verify import plan, verify

    cases = plan(find_course(explicit=root, broken=[]), [key])
    jobs = 1 if orders.in_process else min(cores(), len(cases))
    findings = verify(cases, orders, jobs=jobs)
    found: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        if finding.trouble:
            kind = finding.name if finding.kind in ("stub", "trivial") else f"{finding.kind} {finding.name}"
            found.setdefault((finding.exercise, finding.trouble), []).append(kind)
    return [Left(exercise, f"{', '.join(kinds)}: {trouble}") for (exercise, trouble), kinds in found.items()]
