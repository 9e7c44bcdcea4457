"""Owns a kernel's session as a submission: which of the runs count, and what else the student should know of them.

The source of the cells is judged, not the objects in the kernel: what passes here passes when the notebook is handed
in. Where the two differ (a helper whose cell was edited away, a name that only `exec` made), the student is told.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable

from msgspec import structs

from grader.loop.history import Run
from grader.submission import Cell, Sliced, Submission
from grader.submission.magics import plain
from grader.submission.names import binds, reads
from grader.submission.pieces import MAX_SOURCE, PARSE_ERRORS, tree
from grader.submission.statements import span
from grader.text import Text

_MOST_NAMES = 4  # listed in a sentence


def counted(runs: Iterable[Run]) -> list[Run]:
    """The runs whose code counts, in the order of execution, each cut where it stopped.

    A cell that was edited and run again counts as it ran last; one that did not compile never ran. Where a run broke
    off, what an earlier run of the same cell defined is still there.
    """
    kept: list[Run] = []
    whole: set[str] = set()  # cells of which a later run is whole
    known: set[str] = set()
    room = MAX_SOURCE
    for run in reversed(list(runs)):
        cell, stopped = run.get("cell", ""), run.get("stopped")
        if (cell and cell in whole) or stopped == 0:
            continue
        source = run["source"] if stopped is None else _until(run["source"], stopped)
        if not source.strip() or source in known or len(source) > room:
            continue
        known.add(source)
        room -= len(source)
        kept.append({**run, "source": source})
        if cell and (stopped is None or run.get("going_on")):
            whole.add(cell)
    return kept[::-1]


def submission_of(runs: Iterable[Run], path: str) -> Submission:
    """The counted runs as a submission; `path` is the notebook's, "" where it is not known."""
    cells = [Cell(index, run["source"], number=run["number"]) for index, run in enumerate(counted(runs), 1)]
    digest = hashlib.sha256("\0".join(cell.source for cell in cells).encode("utf-8", "replace"))
    return Submission(path, digest.hexdigest(), "session", cells, [], "")


def notes(sliced: Sliced, runs: Collection[Run], live: Collection[str]) -> list[Text]:
    """Where the kernel and the source of its cells differ in what was asked for. `live` are the kernel's names."""
    said: list[Text] = []
    for name in sliced.missing:
        if name in live:
            said.append(_sourceless(name))
    for name in sliced.found:
        if name not in live:
            said.append(
                Text(
                    f"{name} was checked as your cell defines it, but your kernel does not have it any more. "
                    "Run that cell again.",
                    f"检查的是单元格中定义的 {name}，但内核里已经没有它了。请重新运行那个单元格。",
                )
            )
    helpers = sorted(_unbound(sliced.program.source) & set(live))
    if helpers:
        said.append(_only_live(helpers))
    said += _twice(sliced, counted(runs))
    said += _never_ran(sliced, runs)
    return said


def _twice(sliced: Sliced, runs: Collection[Run]) -> list[Text]:
    """Names that two cells of the notebook define: the one that ran last need not be the one further down."""
    said = []
    for name, definition in sliced.found.items():
        defining = [run for run in runs if run.get("cell") and _defines(name).search(run["source"])]
        owners = {run["cell"]: run["number"] for run in defining}
        others = sorted(number for number in owners.values() if number != definition.at.cell)
        last = definition.at.cell
        if others and last in owners.values():
            said.append(
                Text(
                    f"{name} is defined in cell {others[-1]} and in cell {last}; the one that ran last, "
                    f"{last}, was checked. When you hand in, the one further down in the notebook counts.",
                    f"第 {others[-1]} 个和第 {last} 个单元格都定义了 {name}；检查的是最后运行的第 {last} 个。"
                    f"提交时，以 notebook 中靠后的那个为准。",
                )
            )
    return said


def _sourceless(name: str) -> Text:
    return Text(
        f"Your kernel has a {name}, but none of the cells that you ran defines it where it can be seen: it came from a "
        f"loop, from exec, or from another file. Write `def {name}` or `class {name}` in a cell.",
        f"内核里有 {name}，但运行过的单元格里都看不到它的定义：它来自循环、exec 或别的文件。"
        f"请在单元格里用 `def {name}` 或 `class {name}` 定义它。",
    )


def _only_live(names: list[str]) -> Text:
    listed = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    are = "are" if len(names) > 1 else "is"
    return Text(
        f"Your code uses {listed}, which {are} only in the memory of your kernel: no cell defines it as it stands now "
        "(edited away, made by a loop, or read from a file). It will be missing when you hand in.",
        f"你的代码用到了 {listed}，但它只存在于内核的内存里：现有的单元格都没有定义它"
        "（定义被改掉了，或来自循环、文件）。提交以后就没有它了。",
    )


def _never_ran(sliced: Sliced, runs: Collection[Run]) -> list[Text]:
    """The last cell that did not compile, where it seems to define what was asked for and nothing newer does."""
    for run in reversed(list(runs)):
        if run.get("stopped") != 0:
            continue
        wanted = (*sliced.found, *sliced.missing)
        names = [name for name in wanted if _defines(name).search(run["source"])]
        newer = [n for n in names if n in sliced.found and (sliced.found[n].at.cell or 0) > run["number"]]
        if names and not newer:
            listed = ", ".join(names)
            return [
                Text(
                    f"Cell {run['number']} did not run: Python cannot read it. Its {listed} is not what was checked.",
                    f"第 {run['number']} 个单元格没有运行（Python 无法读取），因此检查的不是其中的 {listed}。",
                )
            ]
        return []
    return []


def _defines(name: str) -> re.Pattern[str]:
    """What a line looks like that defines `name` at the left margin."""
    return re.compile(rf"^(?:async )?(?:def|class) {re.escape(name)}\b", re.MULTILINE)


def _until(source: str, line: int) -> str:
    """The statements that were done when `line` was being run; line numbers stay."""
    text = source
    try:
        body = tree(text).body
    except PARSE_ERRORS:
        text = plain(source) or ""
        try:
            body = tree(text).body
        except PARSE_ERRORS:
            body = []
    at = next((span(node)[0] for node in body if span(node)[1] >= line), line)
    return "\n".join(source.split("\n")[: at - 1])


def _unbound(source: str) -> set[str]:
    """Names that a program reads and does not bind."""
    try:
        body = tree(source).body
        now, later = reads(body)
    except PARSE_ERRORS:
        return set()
    bound: set[str] = set()
    for node in body:
        bound |= binds(node)
    return (now | later) - bound


def with_notes(submission: Submission, said: list[Text]) -> Submission:
    """The submission with what is to be told of it."""
    return structs.replace(submission, warnings=[*submission.warnings, *said])
