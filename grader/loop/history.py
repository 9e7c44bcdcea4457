"""Owns what was run in a notebook's kernel: the source of each run cell, and how far it came.

Imported into the kernel, so it needs IPython and the standard library alone. Only text is kept, never an object.
"""

from __future__ import annotations

import sys
from types import FrameType, TracebackType
from typing import Any, NotRequired, TypedDict


class Run(TypedDict):
    """One execution of one cell.

    `number` is the one in brackets beside the cell. `cell` is the front end's id of the cell, where it tells one: two
    runs with the same id are the same cell, edited. `stopped` is the line that raised (0: the cell never ran, it does
    not compile) or, in the run that is going on, the line that runs now: what stands there and below has not run.
    """

    number: int
    source: str
    cell: NotRequired[str]
    stopped: NotRequired[int]
    going_on: NotRequired[bool]


class History:
    """Follows a shell. What was run before it began to follow is taken from the shell's own history."""

    def __init__(self, shell: Any):
        self._shell = shell
        self._seen: dict[int, Run] = {}
        shell.events.register("post_run_cell", self._after_cell)

    def close(self) -> None:
        """Stop following."""
        try:
            self._shell.events.unregister("post_run_cell", self._after_cell)
        except ValueError:
            pass  # someone reset the shell's events

    def runs(self) -> list[Run]:
        """Every run so far, in order, the one that is going on included."""
        sources = list(self._shell.history_manager.input_hist_raw)
        now = _line_now(self._shell)
        runs: list[Run] = []
        for number, source in enumerate(sources):
            seen = self._seen.get(number)
            run = (
                seen
                if seen is not None and seen["source"].rstrip("\n") == source
                else Run(number=number, source=source)
            )
            if number == len(sources) - 1 and now and not _is_magic(source):
                run = Run(number=number, source=source, stopped=now + _stripped(source), going_on=True)
                if cell := _cell_now(self._shell):
                    run["cell"] = cell
            if source.strip():
                runs.append(run)
        return runs

    def _after_cell(self, result: Any) -> None:
        info = getattr(result, "info", None)
        if info is None or not info.store_history or result.execution_count is None:
            return
        run = Run(number=result.execution_count, source=info.raw_cell)
        if cell := getattr(info, "cell_id", None):
            run["cell"] = cell
        if result.error_before_exec is not None:
            run["stopped"] = 0
        elif result.error_in_exec is not None:
            line = _line_of_error(result.error_in_exec.__traceback__, self._shell.user_ns, _is_magic(info.raw_cell))
            if line:
                run["stopped"] = line + _stripped(info.raw_cell)
        self._seen[run["number"]] = run


def _line_of_error(trace: TracebackType | None, names: dict[str, Any], magic: bool) -> int:
    """The line of the cell that an error came out of, 0 where that cannot be told."""
    lines: list[int] = []
    while trace is not None:
        if trace.tb_frame.f_globals is names and not lines[1:]:
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    if not magic:
        return lines[0] if lines else 0
    return lines[1] + 1 if len(lines) > 1 else 0  # the first line is the call of `%%time`, say; its body counts anew


def _line_now(shell: Any) -> int:
    """The line of the cell that is being run, 0 where none is (a test calls, or a callback)."""
    line = 0
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_globals is shell.user_ns:
            line = frame.f_lineno
        frame = frame.f_back
    return line


def _cell_now(shell: Any) -> str:
    """The id of the cell that is being run, where the front end tells."""
    try:
        parent = shell.get_parent()
        return str(parent["metadata"]["cellId"])
    except (AttributeError, KeyError, TypeError):
        return ""


def _stripped(source: str) -> int:
    """How many lines IPython takes off the top before it counts: blank ones."""
    lines = source.split("\n")
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _is_magic(source: str) -> bool:
    return source.lstrip().startswith("%%")
