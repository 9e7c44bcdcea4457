"""`torchgrade list`: what the course has."""

from __future__ import annotations

import json
from pathlib import Path

import click

from grader.commands.common import course_option, debug_option, lang_option, open_course


@click.command("list")
@course_option
@lang_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def command(course: Path | None, lang: str, form: str, debug: bool) -> None:
    """List the assignments of the course and their exercises."""
    found = open_course(course)
    if form == "json":
        rows = [
            {
                "assignment": a.id,
                "chapter": a.chapter,
                "section": a.section,
                "title": a.title.of(lang),
                "version": a.version,
                "exercises": [{"id": e.id, "names": e.names, "points": e.points} for e in a.exercises],
            }
            for a in found.assignments
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    chapter = ""
    width = max((len(a.id) for a in found.assignments), default=0)
    for a in found.assignments:
        if a.chapter != chapter:
            chapter = a.chapter
            click.echo(chapter)
        exercises = ", ".join(f"{e.id} ({e.points:g})" for e in a.exercises)
        click.echo(f"  {a.section:<5} {a.id:<{width}}  {a.title.of(lang)}: {exercises}")
