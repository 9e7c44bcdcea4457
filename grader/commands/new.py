"""`torchgrade new`: an assignment to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.common import Unusable, debug_option, sentences


@click.command("new")
@click.argument("name", metavar="CHAPTER/ASSIGNMENT")
@click.option("--exercise", default="", metavar="NAME", help="The function to write. Default: named as the assignment.")
@click.option("--section", default="", metavar="N.M", help="Of the book. Default: the next of the chapter.")
@click.option(
    "--course",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The course; a folder that is none becomes one. Default: the nearest folder upwards with solutions/.",
)
@debug_option
def command(name: str, exercise: str, section: str, course: Path | None, debug: bool) -> None:
    """Write a new assignment that already passes `verify`: a small exercise to change step by step.

    It has everything an assignment may have: statements in English and Chinese, a reference, public and hidden tests,
    mistakes and alternatives. Nothing that exists is overwritten.
    """
    from grader.scaffold import scaffold

    root = course or _nearest()
    with sentences():
        written = scaffold(root, name, exercise, section)
    folder = next(path.parent for path in written if path.name == "assignment.toml")
    for path in written:
        click.echo(f"wrote {_short(path)}")
    click.echo(f"\nIt is a whole exercise. Make it yours in {_short(folder)}, in this order:\n")
    for file, what in _STEPS:
        click.echo(f"  {file.format(id=folder.name, exercise=exercise or folder.name):<28} {what}")
    there = f" --course {_short(root)}" if course else ""
    click.echo("\nAfter each step:\n")
    click.echo(f"  torchgrade verify {folder.name}{there}")
    click.echo(f"  torchgrade release{there}\n")


_STEPS = (
    ("assignment.toml", "titles, points, what is forbidden"),
    ("statement.md, .zh.md", "what is asked, in English and Chinese"),
    ("{id}.py", "the reference; the marked lines are what a student writes"),
    ("public/test_{exercise}.py", "a test or two that students run themselves"),
    ("test_{exercise}.py", "the hidden tests"),
    ("mistakes.py", "wrong answers, and what to tell whoever wrote one"),
    ("alternatives.py", "right answers that look different"),
)


def _nearest() -> Path:
    """The nearest folder upwards that keeps solutions/: where an instructor works."""
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / "solutions").is_dir():
            return folder
    raise Unusable(
        "there is no solutions/ here or in a folder above. Name the course, or a new one, with --course DIR."
    )


def _short(path: Path) -> str:
    """Relative to the working folder where it lies in it."""
    resolved, here = path.resolve(), Path.cwd().resolve()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) and resolved != here else str(path)
