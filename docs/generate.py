"""Writes the parts of these pages that are generated: `python -m docs.generate` (or `make docs`).

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`, and comes from the code or the course itself, so it
cannot say anything else. With `--check` nothing is written, and the exit code is 1 where a part is not fresh.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from grader import deadlines, settings
from grader.course import find_course
from grader.outline import course_table, with_parts

ROOT = Path(__file__).resolve().parents[1]
PARTS: dict[str, Callable[[], str]] = {
    "AssignmentKeys": lambda: settings.table(settings.AssignmentKeys),
    "ExerciseKeys": lambda: settings.table(settings.ExerciseKeys),
    "LimitKeys": lambda: settings.table(settings.LimitKeys),
    "CourseKeys": lambda: settings.table(deadlines.CourseKeys),
    "LateKeys": lambda: settings.table(deadlines.LateKeys),
    "ExtensionKeys": lambda: settings.table(deadlines.ExtensionKeys),
    "Course": lambda: course_table(find_course(explicit=ROOT)),
}


def stale() -> Iterator[tuple[Path, str]]:
    """The pages with a part that is not fresh, and what they should be."""
    for path in sorted((ROOT / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if (wanted := with_parts(text, PARTS)) != text:
            yield path, wanted


if __name__ == "__main__":
    found = list(stale())
    for path, wanted in found:
        if "--check" in sys.argv:
            print(f"docs/{path.name} is not fresh: run make docs")
        else:
            path.write_text(wanted, encoding="utf-8", newline="\n")
            print(f"wrote docs/{path.name}")
    sys.exit(bool(found) and "--check" in sys.argv)
