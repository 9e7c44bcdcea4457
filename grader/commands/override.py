"""`torchgrade override`: an instructor's decision on one exercise of one student."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.common import Unusable, course_option, debug_option, open_course, options, sentences
from grader.commands.klass import gradebook, gradebook_option

if TYPE_CHECKING:
    from grader.gradebook import Gradebook


@click.command("override")
@click.argument("student")
@click.argument("exercise")
@click.argument("points", type=float, required=False)
@click.option("--why", required=True, help="The reason. It stands beside the mark and cannot be left out.")
@click.option("--assignment", metavar="A", help="Where several assignments have such an exercise.")
@click.option("--undo", is_flag=True, help="Take an earlier decision back: the graded points count again.")
@options(gradebook_option, course_option, debug_option)
def command(
    student: str,
    exercise: str,
    points: float | None,
    why: str,
    assignment: str | None,
    undo: bool,
    gradebook_: str | None,
    course: Path | None,
    debug: bool,
) -> int:
    """Give STUDENT (the key in the gradebook) POINTS for EXERCISE, whatever was graded.

    The report stays as it is, and later grading does not undo the decision; a later override replaces it.
    """
    if (points is None) != undo:
        raise Unusable("say either the points or --undo.")
    found = open_course(course)
    with sentences():
        home = found.find(assignment) if assignment else found.exercise(exercise)[0]
        chosen = home.exercise(exercise)
    if points is not None and not 0 <= points <= chosen.points:
        raise Unusable(f"{exercise} has 0 to {chosen.points:g} points, not {points:g}.")
    from grader.gradebook.marks import marks, override

    with gradebook(gradebook_) as book:
        try:
            with book.begin() as session:
                override(session, student, home.key, chosen.id, points, why, _who())
        except KeyError:
            raise Unusable(f"the gradebook has no student {student!r}.{_near(book, student)}") from None
        with book.reading() as session:
            mine = [m for m in marks(session, assignments=[home.key]) if m.student == student]
    if not mine:
        click.echo(f"{student} has handed in nothing for {home.id} yet; the decision counts once there is something.")
    for mark in mine:
        graded = next((e.graded for e in mark.exercises if e.id == chosen.id), None)
        was = f" (graded {graded:g})" if graded is not None else ""
        now = f"{points:g}{was}" if points is not None else f"as graded{was}"
        click.echo(f"{student}: {chosen.id} {now}; {home.id} {mark.score:g} of {mark.max_score:g}")
    return 0


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a name for its user
        return ""


def _near(book: Gradebook, student: str) -> str:
    import difflib

    from sqlalchemy import select

    from grader.gradebook.tables import Student

    with book.reading() as session:
        keys = session.scalars(select(Student.key)).all()
    near = difflib.get_close_matches(student, keys, 3)
    return f" Did you mean {', '.join(near)}?" if near else ""
