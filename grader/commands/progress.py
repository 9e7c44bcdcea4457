"""`torchgrade progress`: what is done and what is left, by the checks that were run on this computer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from grader.commands.common import course_option, debug_option, lang_option, open_course, options, sentences
from grader.text import Text

if TYPE_CHECKING:
    from grader.course import Assignment, Course, Exercise
    from grader.loop.records import Record

State = Literal["done", "begun", "older", "new"]
_MARKS = {"done": "✓", "begun": "✗", "older": "?", "new": "·"}
_COLOR = {"done": "green", "begun": "red", "older": "yellow", "new": None}
_NEW = Text("not checked yet", "尚未检查")
_OLDER = Text("checked in an earlier version of the assignment: check again", "检查的是作业的旧版本，请重新检查")


@click.command("progress")
@click.argument("name", required=False, metavar="[ASSIGNMENT]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@options(course_option, lang_option, debug_option)
def command(name: str | None, as_json: bool, course: Path | None, lang: str, debug: bool) -> None:
    """Show what you have done and what is left: your best marks on the public tests, chapter by chapter.

    ASSIGNMENT is an assignment or a chapter; without it the whole course is shown. The marks come from %check and
    `torchgrade check` on this computer, and count for nothing: only what you hand in is graded.
    """
    found = open_course(course)
    chosen = _chosen(found, name)
    from grader.loop import records

    known = records.read()
    best = records.best(known)
    rows = [(a, [_row(a, e, best, known) for e in a.exercises]) for a in chosen]
    if as_json:
        click.echo(json.dumps([_as_data(a, of, lang) for a, of in rows], indent=2, ensure_ascii=False))
        return
    _tell(rows, lang, whole=name is not None)


Row = tuple["Exercise", State, "Record | None"]


def _chosen(course: Course, name: str | None) -> list[Assignment]:
    if name is None:
        return list(course.assignments)
    chapter = [a for a in course.assignments if a.chapter == name or a.chapter.split("_")[0] == name]
    if chapter:
        return chapter
    with sentences():
        return [course.find(name)]


def _row(
    assignment: Assignment, exercise: Exercise, best: dict[tuple[str, str, str], Record], known: list[Record]
) -> Row:
    record = best.get((assignment.id, assignment.version, exercise.id))
    if record is not None:
        return exercise, "done" if record.done else "begun", record
    older = [r for r in known if (r.assignment, r.exercise) == (assignment.id, exercise.id)]
    return (exercise, "older", older[-1]) if older else (exercise, "new", None)


def _tell(rows: list[tuple[Assignment, list[Row]]], lang: str, whole: bool) -> None:
    zh = lang == "zh"
    every = [row for _, of in rows for row in of]
    width = max((len(exercise.id) for exercise, _, _ in every), default=0)
    chapter = ""
    for assignment, of in rows:
        if assignment.chapter != chapter:
            chapter = assignment.chapter
            mine = [row for a, rows_of in rows if a.chapter == chapter for row in rows_of]
            click.secho(f"{chapter}  {_count(mine, lang)}", bold=True)
        begun = any(state != "new" for _, state, _ in of)
        click.echo(f"  {assignment.section:<5} {assignment.title.of(lang)}  {_count(of, lang)}")
        for exercise, state, record in of if begun or whole else []:
            mark = click.style(_MARKS[state], fg=_COLOR[state])
            click.echo(f"        {mark} {exercise.id:<{width}}  {_said(state, record, lang)}")
    click.echo()
    done = sum(state == "done" for _, state, _ in every)
    left = len(every) - done
    click.echo(
        f"{len(every)} 题中完成了 {done} 题，还剩 {left} 题。"
        if zh
        else f"{done} of {len(every)} exercises done, {left} left."
    )
    click.echo(
        "这里只算公开测试；正式评分时还有隐藏测试。"
        if zh
        else "On the public tests, that is; hidden ones come on top when you are graded."
    )


def _count(rows: list[Row], lang: str) -> str:
    done = sum(state == "done" for _, state, _ in rows)
    return f"{done} / {len(rows)}" if lang == "zh" else f"{done} of {len(rows)}"


def _said(state: State, record: Record | None, lang: str) -> str:
    if record is None:
        return _NEW.of(lang)
    if state == "older":
        return f"{_OLDER.of(lang)} ({record.at[:10]})"
    tests = f"{record.passed} / {record.tests}"
    told = f"{tests} 项测试" if lang == "zh" else f"{tests} tests"
    return f"{record.score:g} / {record.max_score:g}   {told}   {record.at[:10]}"


def _as_data(assignment: Assignment, rows: list[Row], lang: str) -> dict[str, Any]:
    return {
        "assignment": assignment.id,
        "chapter": assignment.chapter,
        "section": assignment.section,
        "title": assignment.title.of(lang),
        "version": assignment.version,
        "exercises": [
            {
                "id": exercise.id,
                "state": state,
                "score": record.score if record and state != "older" else 0.0,
                "max_score": record.max_score if record and state != "older" else None,
                "passed": record.passed if record and state != "older" else 0,
                "tests": record.tests if record and state != "older" else None,
                "at": record.at if record else None,
            }
            for exercise, state, record in rows
        ],
    }
