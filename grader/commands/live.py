"""Owns the display of a long run: done, left, failing, rate, time left. On a terminal a bar, else a line at times."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

_AFTER_S = 2.0  # what is done by then needs no display
_LINE_EVERY_S = 15.0  # where there is no terminal: a log, CI


class Live:
    """with Live("Grading", total) as live: live.advance(failing=True)"""

    def __init__(self, what: str, total: int | None):
        self.what, self.total = what, total
        self.count = self.failing = 0
        self.begun = self.said = time.monotonic()
        self.bar: Any = None
        self.task: Any = None

    def __enter__(self) -> Live:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun

    @property
    def rate(self) -> float:
        """Per second, since the first that came: starting up is no grading."""
        return self.count / self.seconds if self.seconds > 0 else 0.0

    def advance(self, count: int = 1, *, failing: bool = False) -> None:
        self.count += count
        self.failing += failing
        if self.seconds < _AFTER_S:
            return
        if sys.stderr.isatty():
            self._draw()
        elif time.monotonic() - self.said > _LINE_EVERY_S:
            self.said = time.monotonic()
            click.echo(self._line(), err=True)

    def note(self, text: str) -> None:
        """A line above the bar."""
        if self.bar is None:
            click.echo(text, err=True)
        else:
            from rich.text import Text

            self.bar.console.print(Text.from_ansi(text), soft_wrap=True)

    def _line(self) -> str:
        if self.total is None:
            return f"{self.what}: {self.count}"
        left = self.total - self.count
        return (
            f"{self.what}: {self.count} done, {left} left, {self.failing} failing, "
            f"{self.rate:.1f}/s, {_duration(left / self.rate if self.rate else 0)} left"
        )

    def _draw(self) -> None:
        if self.bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn(self.what),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[failing]} failing"),
                TextColumn("{task.fields[rate]:.1f}/s"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self.bar.start()
            self.task = self.bar.add_task("", total=self.total, failing=0, rate=0.0)
        self.bar.update(self.task, completed=self.count, failing=self.failing, rate=self.rate)


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
