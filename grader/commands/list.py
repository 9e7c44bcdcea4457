"""`torchgrade list`: what the course has."""

from __future__ import annotations

import json
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import course_option, debug_option, open_course

if TYPE_CHECKING:
    from grader.course import Assignment, Exercise
    from grader.outline import Outline
    from grader.text import Text


@click.command("list")
@course_option
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    envvar="TORCHGRADE_LANG",
    help="Titles in this language only. Default: in both.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@debug_option
def command(course: Path | None, lang: str | None, form: str, debug: bool) -> None:
    """List the course by chapter: assignments and exercises with their titles, points, devices and number of tests."""
    found = open_course(course)
    if form == "json":
        click.echo(json.dumps([_data(a, lang) for a in found.assignments], indent=2, ensure_ascii=False))
        return
    from grader.outline import outline

    told = {(a.key, e.id): outline(a, e) for a in found.assignments for e in a.exercises}
    rows = {(a.key, e.id): _row(e, told[a.key, e.id], lang) for a in found.assignments for e in a.exercises}
    widths = [max(map(_width, column)) for column in zip(_HEAD, *rows.values(), strict=True)]
    click.secho(_line(_HEAD, widths), bold=True)
    for chapter, assignments in groupby(found.assignments, key=lambda a: a.chapter):
        click.secho(f"\n{chapter}", bold=True)
        for a in assignments:
            click.echo(f"  {a.section} {a.id}: {_title(a.title, lang)} ({a.points:g})")
            for e in a.exercises:
                click.echo(_line(rows[a.key, e.id], widths))
    points = sum(a.points for a in found.assignments)
    tests = sum(outline.tests for outline in told.values())
    click.echo(f"\n{len(found.assignments)} assignments, {len(rows)} exercises, {points:g} points, {tests} tests")


_HEAD = ("exercise", "title", "points", "devices", "tests")


def _row(e: Exercise, told: Outline, lang: str | None) -> tuple[str, ...]:
    tests = f"{told.tests}{'' if told.exact else '+'}"
    return f"    {e.id}", _title(e.title, lang), f"{e.points:g}", ", ".join(told.devices), tests


def _title(title: Text, lang: str | None) -> str:
    if lang is not None or title.zh in ("", title.en):
        return title.of(lang or "en")
    return f"{title.en} · {title.zh}"


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = []
    for cell, width, name in zip(cells, widths, _HEAD, strict=True):
        space = " " * (width - _width(cell))
        padded.append(space + cell if name in ("points", "tests") else cell + space)
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _data(a: Assignment, lang: str | None) -> dict[str, Any]:
    from grader.outline import outline

    return {
        "assignment": a.id,
        "chapter": a.chapter,
        "section": a.section,
        "title": a.title.of(lang or "en"),
        "titles": {"en": a.title.en, "zh": a.title.zh},
        "version": a.version,
        "points": a.points,
        "exercises": [
            {
                "id": e.id,
                "names": e.names,
                "points": e.points,
                "titles": {"en": e.title.en, "zh": e.title.zh},
                "devices": told.devices,
                "tests": {"public": told.public, "hidden": told.hidden, "exact": told.exact},
            }
            for e in a.exercises
            if (told := outline(a, e))
        ],
    }
