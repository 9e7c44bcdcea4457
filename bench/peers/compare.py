"""Owns the comparison: ten softmax notebooks through nbgrader, Otter and torchgrade, as one table in Markdown.

Each tool grades the batch in the quickest way that it has without Docker: one `nbgrader autograde` for all students,
one process that calls `otter.api.grade_submission` for each, one `torchgrade grade` for the folder. A further
submission is what a longer batch costs more than a shorter one, for each that it has more.

Torchgrade grades them twice: with the very test cells that nbgrader runs, as `torchgrade import` takes them over, and
with its own suite, which asks more (precision, gradients, a GPU that is simulated) and names the mistakes.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.common import COURSE, children, machine
from bench.peers import softmax
from bench.peers.environments import activated, make
from bench.peers.record import HERE, released_from

_EVERY_S = 0.1
_ROUNDS = 3  # of torchgrade's longer batches: what lies between two of them is seconds, and a machine's speed varies


class Run(NamedTuple):
    """One command: how long it took, the most memory its processes had together, what it printed."""

    seconds: float
    mib: float
    printed: str


class Row(NamedTuple):
    """One tool: the batch of ten, and what one submission more costs."""

    name: str
    batch: Run
    further: float
    ours: bool = False


class _Suite(NamedTuple):
    """What torchgrade grades with: a course, one of its assignments, and what the table calls it."""

    course: Path
    assignment: str
    name: str


def compare(count: int = 10, more: int = 400) -> None:
    """Measure and print the table. `more`: the size of torchgrade's longer batch, since ten cost it next to nothing,
    and half of what it is compared with: for two batches that long, torchgrade makes the same preparations."""
    say(machine())
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        copy = released_from("nbgrader", softmax.NAME, softmax.for_nbgrader(), scratch / "nbgrader")
        released_from("otter", softmax.NAME, softmax.for_otter(), scratch / "otter")
        same = _Suite(_imported(scratch), softmax.NAME, "torchgrade, the same test cells")
        own = _Suite(COURSE, "softmax_regression", "torchgrade, its own suite")
        files = softmax.write(copy, range(count), scratch / "batch")
        longer = [softmax.write(copy, range(n), scratch / f"{n}") for n in (more, 2 * more)]
        rows = [
            _nbgrader(files, scratch / "nbgrader"),
            _otter(files, scratch / "otter"),
            _torchgrade(same, files, *longer),
            _torchgrade(own, files, *longer),
        ]
    print(table(rows, count))


def table(rows: Sequence[Row], count: int) -> str:
    """The rows as Markdown, each peer with how many times as long it takes as each of torchgrade's."""
    ours = [row for row in rows if row.ours]
    against = "".join(f"| against {row.name} " for row in ours)
    lines = [
        f"| | {count} notebooks, start-up included | a submission of them | each further submission "
        f"{against}| peak memory |",
        "|---" * (5 + len(ours)) + "|",
    ]
    for row in rows:
        ratios = "".join(f"| {'' if row.ours else _ratio(row, other)} " for other in ours)
        lines.append(
            f"| {row.name} | {row.batch.seconds:.1f} s | {row.batch.seconds / count:.2f} s | {row.further:.3f} s "
            f"{ratios}| {row.batch.mib:,.0f} MiB |"
        )
    return "\n".join(lines)


def _ratio(row: Row, other: Row) -> str:
    if min(row.further, other.further) <= 0:  # a longer batch that took less time says nothing
        return "the machine was too busy"
    return f"{row.further / other.further:.0f}x"


def say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


# --- the three ------------------------------------------------------------------------------------------------------


def _nbgrader(files: Sequence[Path], root: Path) -> Row:
    say("nbgrader: one, then all")
    for file in files:
        target = root / "submitted" / file.stem / softmax.NAME / f"{softmax.NAME}.ipynb"
        target.parent.mkdir(parents=True)
        shutil.copy(file, target)
    python, env = make("nbgrader"), activated("nbgrader")
    command = [str(python), "-m", "nbgrader", "autograde", softmax.NAME, "--create", "--force"]
    one = watched([*command, f"--student={files[0].stem}"], root, env)
    batch = watched(command, root, env)
    marks = json.loads(_side("nbgrader", "marks", root, softmax.NAME))
    _agree("nbgrader", {student: sum(got for got, _ in cells.values()) == 10 for student, cells in marks.items()})
    return Row("nbgrader " + _version("nbgrader", "nbgrader"), batch, _slope(one, 1, batch, len(files)))


def _otter(files: Sequence[Path], root: Path) -> Row:
    say("Otter: one, then all")
    (autograder,) = (root / "dist" / "autograder").glob("*.zip")
    python, env = make("otter"), activated("otter")
    command = [str(python), str(HERE / "otter_side.py"), "grade", str(autograder)]
    one = watched([*command, str(files[0])], root, env)
    batch = watched([*command, *map(str, files)], root, env)
    marks = json.loads(batch.printed.strip().splitlines()[-1])
    _agree("Otter", {student: got[softmax.NAME][0] == 10 for student, got in marks.items()})
    return Row("Otter-Grader " + _version("otter", "otter-grader"), batch, _slope(one, 1, batch, len(files)))


def _imported(scratch: Path) -> Path:
    """A course with the assignment that `torchgrade import` makes of nbgrader's own notebook."""
    say("torchgrade import")
    source = scratch / "nbgrader" / "source" / softmax.NAME / f"{softmax.NAME}.ipynb"
    course = scratch / "course"
    watched([sys.executable, str(COURSE / "cli.py"), "import", str(source), "--into", str(course)], COURSE, None)
    return course


def _torchgrade(suite: _Suite, files: Sequence[Path], more: Sequence[Path], most: Sequence[Path]) -> Row:
    say(f"{suite.name}: all, then {_ROUNDS} times {len(more)} and twice as many")
    command = [sys.executable, str(COURSE / "cli.py"), "grade", "--each", "--course", str(suite.course)]
    command += ["--assignment", suite.assignment, "--exercise", softmax.NAME, "--format", "json"]
    batch = watched([*command, str(files[0].parent)], COURSE, None)
    slopes = []
    for _ in range(_ROUNDS):
        longer = watched([*command, str(more[0].parent)], COURSE, None)
        longest = watched([*command, str(most[0].parent)], COURSE, None)
        slopes.append(_slope(longer, len(more), longest, len(most)))
    reports = [json.loads(line) for line in longest.printed.splitlines() if line.startswith("{")]
    full = {report["submission"]["student"]: report["score"] == report["max_score"] for report in reports}
    assert len(full) == len(most), f"torchgrade graded {len(full)} of {len(most)}"
    _agree(suite.name, full)
    return Row(suite.name, batch, statistics.median(slopes), ours=True)


def _agree(tool: str, full: dict[str, bool]) -> None:
    """Full marks for the right notebooks and no others: else the tools would not be doing the same."""
    wrong = [student for student, got in full.items() if got != softmax.is_right(int(student[1:]))]
    if wrong:
        raise SystemExit(f"{tool} judges {', '.join(wrong[:5])} otherwise than they are")


def _slope(few: Run, n: int, many: Run, m: int) -> float:
    return (many.seconds - few.seconds) / (m - n)


def _version(peer: str, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([str(make(peer)), "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def _side(peer: str, *arguments: object) -> str:
    command = [str(make(peer)), str(HERE / f"{peer}_side.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=activated(peer)).stdout


# --- watching -------------------------------------------------------------------------------------------------------


def watched(command: Sequence[str], folder: Path, env: dict[str, str] | None) -> Run:
    """Run a command and watch the memory of all its processes. Raises SystemExit where it fails."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=out, stderr=err, text=True)
        peak, done = [0.0], threading.Event()

        def watch() -> None:
            while not done.wait(_EVERY_S):
                peak[0] = max(peak[0], _tree_mib(process.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        code = process.wait()
        seconds = time.perf_counter() - begun
        done.set()
        watcher.join()
        out.seek(0)
        err.seek(0)
        if code not in (0, 1):  # torchgrade's 1: graded, with marks lost
            raise SystemExit(f"{' '.join(command[:5])} ended with {code}: {err.read()[-3000:]}")
        return Run(seconds, peak[0], out.read())


def _tree_mib(pid: int) -> float:
    """Memory of a process and all below it in MiB; what several share is counted once."""
    return _pss_mib(pid) + sum(_tree_mib(child) for child in children(pid))


def _pss_mib(pid: int) -> float:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0.0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024
