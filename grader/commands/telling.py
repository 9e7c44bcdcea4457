"""Owns where the feedback of a run goes: the terminal, a file, or a folder with a page for each submission."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Literal

import click

from grader.commands.common import FAILED, FULL_MARKS, MARKS_LOST, UNUSABLE, Unusable

if TYPE_CHECKING:
    from grader.batch import Graded
    from grader.feedback import Audience, Lang, Pages

_SUFFIX = {
    "text": ".txt",
    "json": ".json",
    "html": ".html",
    "markdown": ".md",
    "notebook": ".ipynb",
    "gradescope": ".json",
    "junit": ".xml",
}
_PROGRESS_AFTER_S = 2.0
_NAME_WIDTH = 28  # as in a summary of feedback


class Telling:
    """Tells each report as it comes and the whole at the end. Leaving early (Ctrl-C) keeps what is done."""

    def __init__(
        self, paths: list[Path], form: Pages, output: Path | None, lang: Lang, audience: Audience, debug: bool
    ):
        """Raises Unusable where the output cannot be what was asked."""
        self.paths, self.form, self.output, self.lang, self.audience = paths, form, output, lang, audience
        self.debug = debug
        self.several = len(paths) > 1
        self.done: dict[int, Graded] = {}
        self.said = 0  # reports of the JSON lines that are written, in the order of the submissions
        self.where: Literal["screen", "file", "folder", "lines"] = "screen"
        self.names: list[str] = []
        self.lines: IO[str] | None = None
        self.progress = _Progress(len(paths))
        from grader.feedback.columns import columns, cut

        stems = (path.name if os.path.isdir(path) else path.stem for path in paths)
        self.name_width = max((columns(cut(stem, _NAME_WIDTH)) for stem in stems), default=0)
        self._place()

    def _place(self) -> None:
        output, folder = self.output, False
        if output is not None:
            named = output.suffix if self.form == "json" else output.suffix == ".ipynb" and not self.several
            folder = output.is_dir() or ((self.several or self.form == "notebook") and not named)
            if folder and output.exists() and not output.is_dir():
                raise Unusable(f"{output} is a file; several submissions need a folder for their pages.")
        if self.several and output is None and self.form not in ("text", "json"):
            raise Unusable(f"say with -o DIR where the {len(self.paths)} pages are to go.")
        if output is None and self.form == "notebook":
            raise Unusable("say with -o DIR where the notebooks with the feedback are to go.")
        if output is None:
            self.where = "lines" if self.several and self.form == "json" else "screen"
        else:
            self.where = "folder" if folder else "lines" if self.several else "file"
            from grader.choose import page_names

            self.names = page_names(self.paths)
            self._spare_submissions()

    def _spare_submissions(self) -> None:
        """Feedback must not take the place of what was handed in."""
        assert self.output is not None
        suffix = _SUFFIX[self.form]
        written = [self.output / (name + suffix) for name in self.names] if self.where == "folder" else [self.output]
        given = {os.path.realpath(path) for path in self.paths}
        for path in written:
            if os.path.realpath(path) in given:
                raise Unusable(f"{path} is a submission: say with -o another place for the feedback.")

    @property
    def pages(self) -> Pages | None:
        """What is to be rendered with each report, beside the screen."""
        return None if self.where == "screen" else self.form

    # --- as reports come --------------------------------------------------------------------------------------------

    def __enter__(self) -> Telling:
        if self.output is not None:
            (self.output if self.where == "folder" else self.output.parent).mkdir(parents=True, exist_ok=True)
        if self.where == "lines":
            self.lines = self.output.open("w", encoding="utf-8") if self.output else sys.stdout
        return self

    def add(self, index: int, graded: Graded) -> None:
        """One more report."""
        self.done[index] = graded
        self._trouble(graded)
        if self.where == "folder":
            assert self.output is not None
            self._write(self.output / (self.names[index] + _SUFFIX[self.form]), graded.page)
        elif self.where == "file":
            assert self.output is not None
            self._write(self.output, graded.page)
        elif self.where == "lines":
            self._flush(gaps=False)
        elif not self.several and (self.form == "json" or not graded.trouble):
            click.echo(self._screen(graded), nl=False)
        if self.several:
            self.progress.line(self._line(graded), to_stdout=self.where == "screen")
        self.progress.advance()

    def _screen(self, graded: Graded) -> str:
        assert self.form != "notebook"  # which has a file to go to
        from grader.feedback import render

        return render(
            graded.report,
            self.form,
            self.lang,
            audience=self.audience,
            color=_colors(sys.stdout),
            width=_width(),
            pretty=True,
        )

    def _line(self, graded: Graded) -> str:
        """One line for one of several: name, marks, and the first thing to say, below those of the others."""
        stream = sys.stdout if self.where == "screen" else sys.stderr
        from grader.feedback import summary_lines, view
        from grader.feedback.columns import cut, pad

        said = summary_lines([graded.report], self.lang, color=_colors(stream), width=_width())[0]
        name = cut(view.named(graded.report), _NAME_WIDTH)
        rest = f"  {self._why(graded)}" if graded.trouble else said[len(name) :]
        return pad(name, self.name_width) + rest

    def _why(self, graded: Graded) -> str:
        report = graded.report
        return " ".join(report.zh.warnings if self.lang == "zh" and any(report.zh.warnings) else report.warnings)

    def _trouble(self, graded: Graded) -> None:
        if graded.trouble and not self.several:
            self.progress.note(f"torchgrade: {graded.path}: {self._why(graded)}")
        if graded.why and self.debug:
            self.progress.note(graded.why)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8", newline="\n")

    def _flush(self, gaps: bool) -> None:
        """Write the JSON lines that are due: in the order of the submissions, past `gaps` only at the end."""
        assert self.lines is not None
        while self.said < len(self.paths) and (gaps or self.said in self.done):
            if self.said in self.done:
                self.lines.write(self.done[self.said].page)
            self.said += 1

    # --- the end ----------------------------------------------------------------------------------------------------

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.progress.stop()
        if self.lines is not None:
            self._flush(gaps=True)
            if self.output is not None:
                self.lines.close()
        if self.several and self.done:
            self._summary()
        elif self.where == "file" and self.done:
            graded = next(iter(self.done.values()))
            from grader.feedback import summary_lines

            click.echo(summary_lines([graded.report], self.lang, width=_width())[0], err=True)

    def _summary(self) -> None:
        reports = [graded.report for graded in self.done.values()]
        full = sum(self._is_full(graded) for graded in self.done.values())
        unusable = sum(graded.trouble == "unreadable" for graded in self.done.values())
        failed = sum(graded.trouble == "grader" for graded in self.done.values())
        judged = [r for r, g in zip(reports, self.done.values(), strict=True) if not g.trouble and r.max_score]
        mean = sum(r.score / r.max_score for r in judged) / len(judged) if judged else 0.0
        parts = [f"{len(self.done)} of {len(self.paths)} submissions" if len(self.done) < len(self.paths) else ""]
        parts[0] = parts[0] or f"{len(self.done)} submissions"
        parts += [f"{full} with full marks", f"mean {mean:.0%}"]
        parts += [f"{unusable} could not be used"] if unusable else []
        parts += [f"the grader failed on {failed} (--debug says how)"] if failed else []
        seconds = time.monotonic() - self.progress.begun
        parts += [f"{seconds:.1f} s"]
        self.progress.note(", ".join(parts) + (f"; feedback in {self.output}" if self.output else ""))
        levels = {r.isolation.level for r in judged}
        if levels and levels != {"full"}:
            self.progress.note(f"isolation: {', '.join(sorted(levels))} (see a report for the walls that stood)")

    @staticmethod
    def _is_full(graded: Graded) -> bool:
        return not graded.trouble and graded.report.score >= graded.report.max_score - 1e-9

    @property
    def exit_code(self) -> int:
        """0 all full marks, 1 marks lost, 2 a submission could not be used, 3 the grader failed on one."""
        troubles = {graded.trouble for graded in self.done.values()}
        if "grader" in troubles:
            return FAILED
        if "unreadable" in troubles:
            return UNUSABLE
        return FULL_MARKS if all(map(self._is_full, self.done.values())) else MARKS_LOST


class _Progress:
    """A bar on a terminal once a run takes more than two seconds; lines in any case."""

    def __init__(self, total: int):
        self.total, self.count, self.begun = total, 0, time.monotonic()
        self.bar: Any = None

    def advance(self) -> None:
        self.count += 1
        late = time.monotonic() - self.begun > _PROGRESS_AFTER_S
        if self.bar is None and late and self.total > 1 and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

            self.bar = Progress(
                BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
            )
            self.bar.start()
            self.bar.add_task("", total=self.total)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=self.count)

    def line(self, text: str, *, to_stdout: bool) -> None:
        """One line of a run: on stdout where nothing else goes there, else beside it."""
        if self.bar is None:
            click.echo(text, err=not to_stdout)
        elif to_stdout and not sys.stdout.isatty():
            click.echo(text)
        else:
            self.note(text)

    def note(self, text: str) -> None:
        """A line that is never part of the output, above the bar if there is one."""
        if self.bar is None:
            click.echo(text, err=True)
        else:
            from rich.text import Text as Line

            self.bar.console.print(Line.from_ansi(text), soft_wrap=True)

    def stop(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def _colors(stream: Any) -> bool:
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((80, 24)).columns, 120)
