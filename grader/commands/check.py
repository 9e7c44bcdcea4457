"""`torchgrade check`: the public tests, for students."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import course_option, debug_option, lang_option, options, submission_options
from grader.commands.grade import grade

if TYPE_CHECKING:
    from grader.batch import Graded


@click.command("check")
@click.argument("submission", type=click.Path(path_type=Path))
@submission_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "markdown"]),
    help="Of the feedback. Default: what the suffix of OUT says (.html, .md, .json), else text.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="A file for the feedback.")
@click.option("--watch", is_flag=True, help="Check again on each save, until Ctrl-C.")
@options(course_option, lang_option, debug_option)
def command(submission: Path, watch: bool, **chosen: Any) -> int:
    """Run the public tests on your work and show what to look at.

    Nothing is handed in and no marks are given: the hidden tests come on top when you are graded.
    """
    return grade(
        (submission,),
        public_only=True,
        audience="student",
        require="none",
        each=False,
        jobs=1,
        watch=watch,
        heard=_remember,
        **chosen,
    )


def _remember(graded: Graded) -> None:
    from grader.loop import records

    records.remember(graded.report)
