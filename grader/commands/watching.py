"""Owns `torchgrade check --watch`: a warm desk, one check for each save, a summary when it is stopped."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import Broken, Unusable, sentences

if TYPE_CHECKING:
    from grader.batch import Graded, Orders


def watch(path: Path, orders: Orders, form: Any, output: Path | None, lang: Any, debug: bool) -> int:
    """Check `path` now and after each save, until Ctrl-C. Returns the exit code of the last check."""
    from grader.batch import CannotGrade, Desk
    from grader.commands.telling import Telling
    from grader.loop import records
    from grader.loop.saves import Saves
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError

    course = _Course(path, lang)
    saves = Saves(path)
    try:
        with sentences(), Desk(orders) as desk:
            while True:
                graded = desk.grade(path)
                records.remember(graded.report)
                if form == "text" and output is None:
                    click.clear()  # on a terminal alone
                with Telling([path], form, output, lang, "student", debug) as telling:
                    telling.add(0, graded)
                course.add(graded, telling.exit_code)
                click.echo(course.line(), err=True)
                saves.wait(lambda: click.echo(_gone(path, lang), err=True))
    except KeyboardInterrupt:
        click.echo(course.summary(), err=True)
        return course.code
    except (CannotGrade, SandboxError) as error:
        raise Unusable(str(error)) from error
    except SuiteError as error:
        raise Broken(str(error)) from error


def _gone(path: Path, lang: str) -> str:
    return f"{path} 不见了；它一回来就会检查。" if lang == "zh" else f"{path} is gone; it is checked when it is back."


class _Course:
    """How the checks went, from the first to the last."""

    def __init__(self, path: Path, lang: str):
        self.path, self.zh = path, lang == "zh"
        self.begun = time.monotonic()
        self.passed: list[tuple[int, int]] = []
        self.code = 0

    def add(self, graded: Graded, code: int) -> None:
        tests = [test for exercise in graded.report.exercises for test in exercise.tests]
        self.passed.append((sum(test.status == "passed" for test in tests), len(tests)))
        self.code = code

    def line(self) -> str:
        """Under the feedback: when, how many, and how many more than before."""
        passed, total = self.passed[-1]
        change = passed - self.passed[-2][0] if len(self.passed) > 1 else 0
        more = f" ({change:+d})" if change else ""
        keys = "按 Ctrl-C 结束" if self.zh else "Ctrl-C ends"
        now = time.strftime("%H:%M:%S")
        if self.zh:
            return f"{now}  {total} 项测试中通过 {passed} 项{more}。保存 {self.path.name} 即会再次检查，{keys}。"
        return f"{now}  {passed} of {total} tests pass{more}. Save {self.path.name} to check again; {keys}."

    def summary(self) -> str:
        start = "\n" if sys.stderr.isatty() else ""
        if not self.passed:
            return start + ("已停止，还没有检查。" if self.zh else "Stopped before the first check.")
        minutes = max(1, round((time.monotonic() - self.begun) / 60))
        (first, _), (last, total) = self.passed[0], self.passed[-1]
        if self.zh:
            times = f"{minutes} 分钟内检查了 {len(self.passed)} 次"
            return f"{start}{times}：{total} 项测试，开始时通过 {first} 项，现在通过 {last} 项。"
        times = "once" if len(self.passed) == 1 else f"{len(self.passed)} times"
        return f"{start}Checked {times} in {minutes} min: {last} of {total} tests pass, {first} at the start."
