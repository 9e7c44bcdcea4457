"""`torchgrade export`: marks and feedback for other systems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import Unusable, course_option, debug_option, lang_option, open_course, options, sentences
from grader.commands.klass import attempts_option, gradebook, gradebook_option

if TYPE_CHECKING:
    from grader.course import Course
    from grader.gradebook.marks import Mark

_shared = options(
    click.option("--assignment", "assignments", multiple=True, metavar="A", help="Only this one. May be repeated."),
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="Default: the screen."),
    attempts_option,
    gradebook_option,
    course_option,
    debug_option,
)
_template = click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="The file that the system exported: marks are written into it, and its students are the ones matched.",
)


@click.group("export")
def command() -> None:
    """Write the gradebook's marks for another system, or everybody's feedback pages.

    Late deductions and overrides are counted in. A submission that could not be judged has no mark: its cell stays
    empty.
    """


@command.command("csv")
@_shared
def csv_(output: Path | None, **chosen: Any) -> int:
    """One row a mark, with everything it comes from."""
    from grader.export.table import document

    _, marks = _marks(**chosen)
    _write(document(marks), output, len(marks))
    return 0


@command.command("canvas")
@_template
@_shared
def canvas_(output: Path | None, template: Path | None, **chosen: Any) -> int:
    """A CSV for Canvas: Grades, Import.

    With --template, the gradebook that Canvas exported is filled in, which is the surest way.
    """
    from grader.export.canvas import document, filled
    from grader.export.cells import TemplateError

    course, marks = _marks(**chosen)
    titles = {a.key: a.title.en or a.id for a in course.assignments}
    if template is None:
        _write(document(marks, titles), output, len(marks))
        return 0
    try:
        text, unknown = filled(template, marks, titles)
    except TemplateError as error:
        raise Unusable(str(error)) from error
    _write(text, output, len(marks) - len(unknown))
    return _told(unknown, template)


@command.command("moodle")
@_template
@_shared
def moodle_(output: Path | None, template: Path | None, **chosen: Any) -> int:
    """Moodle's offline grading worksheet, for one assignment."""
    from grader.export.cells import TemplateError
    from grader.export.moodle import document, filled

    _, marks = _marks(**chosen)
    several = {m.assignment for m in marks}
    if len(several) > 1:
        raise Unusable(f"a worksheet is for one assignment; say which with --assignment: {', '.join(sorted(several))}.")
    if template is None:
        _write(document(marks), output, len(marks))
        return 0
    try:
        text, unknown = filled(template, marks)
    except TemplateError as error:
        raise Unusable(str(error)) from error
    _write(text, output, len(marks) - len(unknown))
    return _told(unknown, template)


@command.command("pages")
@click.option(
    "--layout",
    type=click.Choice(["plain", "canvas", "moodle"]),
    default="plain",
    show_default=True,
    help="How folders and files are named, so that the system takes them back.",
)
@click.option("--format", "form", type=click.Choice(["html", "markdown", "json"]), default="html", show_default=True)
@click.option("--audience", type=click.Choice(["student", "instructor"]), default="student", show_default=True)
@lang_option
@_shared
def pages_(output: Path | None, layout: Any, form: Any, audience: Any, lang: Any, **chosen: Any) -> int:
    """A feedback page for every mark, in the folder OUT."""
    from grader.commands.live import Live
    from grader.export.pages import pages

    if output is None or output.is_file():
        raise Unusable("say with -o DIR where the pages are to go.")
    _, marks = _marks(**chosen)
    with gradebook(chosen["gradebook_"]) as book, book.reading() as session, Live("Pages", len(marks)) as live:
        for _, name, text in pages(session, marks, layout=layout, form=form, lang=lang, audience=audience):
            path = output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            live.advance()
    click.echo(f"{live.count} pages in {output}", err=True)
    return 0


@command.command("gradescope")
@click.argument("assignment")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="ZIP", help="Default: ASSIGNMENT-gradescope.zip."
)
@options(course_option, lang_option, debug_option)
def gradescope_(assignment: str, output: Path | None, course: Path | None, lang: Any, debug: bool) -> int:
    """The zip of an autograder for Gradescope: setup.sh, run_autograder, this grader and ASSIGNMENT.

    It holds the hidden tests and the reference. The total of the Gradescope assignment is the assignment's points.
    """
    from grader.export.gradescope import autograder

    found = open_course(course)
    with sentences():
        chosen = found.find(assignment)
    if chosen.released:
        raise Unusable(f"{chosen.id} is a released copy without hidden tests; name the instructor's with --course.")
    path = output or Path(f"{chosen.id}-gradescope.zip")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(autograder(chosen, lang))
    click.echo(f"{path}: upload it as the autograder of an assignment with {chosen.points:g} points", err=True)
    return 0


def _marks(
    assignments: tuple[str, ...], policy: Any, gradebook_: str | None, course: Path | None, debug: bool
) -> tuple[Course, list[Mark]]:
    from grader.deadlines import read_deadlines
    from grader.gradebook.marks import marks

    found = open_course(course)
    with sentences():
        keys = [found.find(name).key for name in assignments] or None
        deadlines = read_deadlines(found.root)
    with gradebook(gradebook_) as book, book.reading() as session:
        everyone = marks(session, assignments=keys, policy=policy, deadlines=deadlines, detail=False)
    waiting = sum(not m.graded for m in everyone)
    if waiting:
        click.echo(f"{waiting} submissions are not graded yet: `torchgrade regrade` grades them.", err=True)
    if not everyone:
        raise Unusable("the gradebook has no submissions for that.")
    return found, everyone


def _write(text: str, output: Path | None, count: int) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8", newline="")
    click.echo(f"{count} marks in {output}", err=True)


def _told(unknown: list[str], template: Path) -> int:
    """Marks that found no place are said, and make the exit code 1."""
    if unknown:
        click.echo(f"{len(unknown)} have a mark and no row in {template}: {', '.join(unknown)}", err=True)
    return 1 if unknown else 0
