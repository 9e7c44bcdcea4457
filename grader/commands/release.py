"""`torchgrade release`: build what students get."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.common import FULL_MARKS, MARKS_LOST, course_option, debug_option, open_course, sentences


@click.command("release")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if assignments/ is not what solutions/ builds.")
@course_option
@debug_option
def command(check: bool, course: Path | None, debug: bool) -> int:
    """Build assignments/ from solutions/: stubs, notebooks, statements and public tests."""
    from grader import release

    found = open_course(course)
    with sentences():
        drifted = release.drift(found) if check else release.release(found)
    for path, what in drifted:
        name = path.relative_to(found.root)
        click.echo(f"{name} {what}" if check else f"{'removed' if what == 'should not be there' else 'wrote'} {name}")
    if not drifted:
        click.echo(f"{len(found.assignments)} assignments are fresh.")
    elif check:
        click.echo(f"{len(drifted)} files drifted: run `torchgrade release`.", err=True)
        return MARKS_LOST
    return FULL_MARKS
