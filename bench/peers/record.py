"""Owns the recordings of tests/importing: what nbgrader and Otter make of its lessons, and what marks they give."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.peers.environments import activated, make
from tests.importing.lessons import LESSONS, Lesson, notebook

HERE = Path(__file__).resolve().parent
Marks = dict[str, dict[str, list[float]]]


def record() -> None:
    """Make every lesson's notebook, students' files and marks again."""
    for lesson in LESSONS.values():
        print(f"{lesson.name}: {lesson.tool}", file=sys.stderr)
        lesson.source.parent.mkdir(parents=True, exist_ok=True)
        lesson.source.write_text(notebook(lesson.cells), encoding="utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            copy = released(lesson, Path(scratch))
        for student, answers in lesson.answers.items():
            path = lesson.handed_in(student)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(filled(copy, answers), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        given = marks(lesson)
        lesson.marks.write_text(json.dumps(given, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def released(lesson: Lesson, scratch: Path) -> dict[str, Any]:
    """The students' copy of a lesson, made by the tool."""
    return released_from(lesson.tool, lesson.name, lesson.source.read_text(encoding="utf-8"), scratch)


def released_from(tool: str, name: str, text: str, scratch: Path) -> dict[str, Any]:
    """The students' copy that a tool makes of an instructor's notebook; its own files stay in `scratch`."""
    if tool == "nbgrader":
        source = scratch / "source" / name / f"{name}.ipynb"
        made = scratch / "release" / name / source.name
    else:
        source = scratch / f"{name}.ipynb"
        made = scratch / "dist" / "student" / source.name
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    _run(tool, "release", *((scratch, name) if tool == "nbgrader" else (source, scratch / "dist")))
    found: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    return found


def filled(copy: dict[str, Any], answers: list[str]) -> dict[str, Any]:
    """A student's file: the answers in the cells that are for them, in order."""
    left = list(answers)
    cells = []
    for cell in copy["cells"]:
        about = cell["metadata"]
        mine = about.get("nbgrader", {}).get("solution") or "otter_answer_cell" in about.get("tags", [])
        cells.append(cell | {"source": left.pop(0)} if mine and left else cell)
    assert not left, f"{len(left)} answers too many"
    return copy | {"cells": cells}


def marks(lesson: Lesson) -> Marks:
    """What the tool gives each student of a lesson, for their recorded files."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        released(lesson, scratch)
        if lesson.tool == "nbgrader":
            for student in lesson.answers:
                target = scratch / "submitted" / student / lesson.name / lesson.source.name
                target.parent.mkdir(parents=True)
                shutil.copy(lesson.handed_in(student), target)
            text = _run("nbgrader", "grade", scratch, lesson.name)
        else:
            (autograder,) = (scratch / "dist" / "autograder").glob("*.zip")
            text = _run("otter", "grade", autograder, *(lesson.handed_in(student) for student in lesson.answers))
    found: Marks = json.loads(text.strip().splitlines()[-1])
    return found


def _run(peer: str, *arguments: object) -> str:
    command = [str(make(peer)), str(HERE / f"{peer}_side.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=activated(peer))
    if done.returncode:
        raise SystemExit(f"{peer} failed: {done.stderr[-4000:]}")
    return done.stdout
