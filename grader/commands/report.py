"""`torchgrade report`: how a class stands, as one page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import Unusable, course_option, debug_option, lang_option, open_course, options, sentences
from grader.commands.klass import attempts_option, gradebook, gradebook_option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from grader.classreport.figures import AssignmentFigures
    from grader.classreport.similar import Pair
    from grader.course import Course
    from grader.gradebook.marks import Mark
    from grader.text import Text

_COMPARED = 3000  # submissions of an assignment; reading more takes longer than anybody waits for a page


@click.command("report")
@click.option("--assignment", "assignments", multiple=True, metavar="A", help="Only this one. May be repeated.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="class.html", show_default=True, metavar="HTML"
)
@click.option("--pages", is_flag=True, help="Also write every student's page beside it, and link to them.")
@click.option("--similar/--no-similar", default=True, help="Look for submissions that are suspiciously alike.")
@options(attempts_option, gradebook_option, course_option, lang_option, debug_option)
def command(
    assignments: tuple[str, ...],
    output: Path,
    pages: bool,
    similar: bool,
    policy: Any,
    gradebook_: str | None,
    course: Path | None,
    lang: Any,
    debug: bool,
) -> int:
    """One self-contained page: distribution, pass rates, mistakes ranked, who needs help, who is alike."""
    from grader.classreport.figures import by_assignment, needing_help
    from grader.classreport.page import page
    from grader.commands.live import Live
    from grader.deadlines import read_deadlines
    from grader.gradebook.clock import now
    from grader.gradebook.marks import marks
    from grader.text import Text

    found = open_course(course)
    with sentences():
        keys = [found.find(name).key for name in assignments] or None
        deadlines = read_deadlines(found.root)
    with gradebook(gradebook_) as book, book.reading() as session:
        everyone = marks(session, assignments=keys, policy="best" if policy == "best" else "last", deadlines=deadlines)
        if not everyone:
            raise Unusable("the gradebook has no submissions for that.")
        figures = by_assignment(everyone)
        links: dict[int, str] = {}
        if pages:
            with Live("Pages", len(everyone)) as live:
                links = _pages(session, everyone, output, lang, live)
        text = page(
            Text("The class", "班级概况"),
            figures,
            everyone,
            titles={a.key: a.title for a in found.assignments},
            mistakes=_said_of_mistakes(session, figures),
            tests=_titles_of_tests(session, everyone),
            help_=needing_help(everyone),
            pairs=_alike(session, found, everyone) if similar else {},
            links=links,
            made=f"{now():%Y-%m-%d %H:%M} UTC · {book.shown}",
            lang=lang,
        )
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{len(everyone)} marks in {output}" + (f", pages in {_folder(output)}" if pages else ""), err=True)
    return 0


def _folder(output: Path) -> Path:
    return output.with_name(f"{output.stem}_pages")


def _pages(session: Session, everyone: list[Mark], output: Path, lang: Any, live: Any) -> dict[int, str]:
    """Write each student's page. Returns where, by hand-in, relative to the report."""
    from urllib.parse import quote

    from grader.export.pages import pages

    links = {}
    for mark, name, text in pages(session, everyone, lang=lang, audience="instructor"):
        path = _folder(output) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        links[mark.handin] = quote(os.path.relpath(path, output.parent).replace(os.sep, "/"))
        live.advance()
    return links


def _said_of_mistakes(session: Session, figures: list[AssignmentFigures]) -> dict[tuple[str, str], Text]:
    from grader.gradebook.work import report_of
    from grader.text import Text

    said = {}
    for assignment in figures:
        for mistake in assignment.mistakes[:15]:
            for exercise in report_of(session, mistake.report).exercises:
                for found in exercise.diagnosis:
                    said[exercise.id, found.mistake] = Text(found.message, found.zh.message)
    return said


def _titles_of_tests(session: Session, everyone: list[Mark]) -> dict[str, Text]:
    """From one report an assignment that has them all."""
    from grader.gradebook.work import report_of
    from grader.text import Text

    fullest: dict[str, tuple[int, int]] = {}  # by assignment: so many tests are in this report
    for mark in everyone:
        if mark.provenance is not None:
            size = sum([len(e.tests) for e in mark.exercises])
            if size > fullest.get(mark.assignment, (0, 0))[0]:
                fullest[mark.assignment] = size, mark.provenance.report
    return {
        test.id: Text(test.title, test.zh.title)
        for _, report in fullest.values()
        for exercise in report_of(session, report).exercises
        for test in exercise.tests
    }


def _alike(session: Session, course: Course, everyone: list[Mark]) -> Mapping[str, list[Pair]]:
    """Alike submissions of different students, by assignment, from the code that reports hold."""
    from grader.classreport.similar import alike
    from grader.gradebook.work import report_of
    from grader.stub import read_text, stub_of

    found = {}
    for key in dict.fromkeys(m.assignment for m in everyone if m.assignment):
        mine = [m for m in everyone if m.assignment == key and m.provenance is not None]
        if len(mine) > _COMPARED:
            click.echo(f"{key}: {len(mine)} submissions are too many to be compared with each other here.", err=True)
            continue
        codes: dict[str, str] = {}
        for mark in mine:
            assert mark.provenance is not None
            report = report_of(session, mark.provenance.report)
            codes[mark.student] = "\n".join(source.text for e in report.exercises for source in e.source)
        home = next((a for a in course.assignments if a.key == key), None)
        stub = stub_of(read_text(home.reference_path), home.reference_path, home.names) if home else ""
        if pairs := alike(codes, stub):
            found[key] = pairs
    return found
