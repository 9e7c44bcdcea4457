"""Owns the beginning of an assignment: a small whole one (`grader/starter/`), under the names that were asked for.

The starter is a real assignment, read by the same code as all others; only its three names are replaced.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from pathlib import Path

from grader.course import Assignment, CourseError, load_course
from grader.settings import SETTINGS

STARTER = Path(__file__).resolve().parent / "starter"
_ASSIGNMENT, _EXERCISE, _SECTION = "starter", "centre", "0.1"
_FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_SECTIONS = re.compile(r"([\w.-]+)?")
_TAKEN = {"mistakes", "alternatives", "public", "torch", "grader", "student", "reference"}


def scaffold(root: Path, name: str, exercise: str = "", section: str = "") -> list[Path]:
    """Write the starter as `name` ("CHAPTER/ASSIGNMENT") under `root`/solutions, which is made where there is none.

    `exercise` is its function (default: named as the assignment), `section` the book's section (default: the next one
    of the chapter). Returns the files. Raises CourseError, before anything is written, where a name will not do or is
    taken.
    """
    chapter, _, assignment = name.strip("/").partition("/")
    exercise = exercise or assignment
    folder = root / "solutions" / chapter / assignment
    if not _FOLDER.fullmatch(chapter) or not _is_name(assignment):
        raise CourseError(
            name,
            "",
            "this is no CHAPTER/ASSIGNMENT",
            "Say for example ch03_linear_networks/softmax_regression: the assignment is a Python name.",
        )
    for what, given in (("assignment", assignment), ("--exercise", exercise)):
        if not _is_name(given) or given in _TAKEN or given.startswith("test_"):
            allowed = "Use letters, digits and _, and no word that Python or a suite needs."
            raise CourseError(name, what, f"{given!r} cannot be a name here", allowed)
    if not _SECTIONS.fullmatch(section):
        raise CourseError(name, "--section", f"found {section!r}", "Say it as the book does: 3.6.")
    if not (root / "solutions").is_dir() and any((root / "assignments").glob(f"*/*/{SETTINGS}")):
        raise CourseError(root, "", "this is what students get", "Work where the course has its solutions/.")
    if folder.exists():
        raise CourseError(
            folder, "", "is there already", "Nothing was written. Choose another name, or delete it first."
        )
    known = load_course(root, root / "solutions", broken=[]).assignments
    if clash := next((a for a in known if a.id == assignment), None):
        raise CourseError(
            name, "", f"{clash.key} has this name already", "Students name an assignment without its chapter."
        )
    changed = {_ASSIGNMENT: assignment, _EXERCISE: exercise}
    words = re.compile(rf"(?<![A-Za-z]){_EXERCISE}(?=_|\b)|\b{_ASSIGNMENT}\b")
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.suffix in (".py", ".md", ".toml")):
        text = words.sub(lambda match: changed[match[0]], source.read_text(encoding="utf-8"))
        if source.name == SETTINGS:
            text = text.replace(f'"{_SECTION}"', f'"{section or _next(chapter, known)}"', 1)
        target = folder / words.sub(lambda match: changed[match[0]], source.relative_to(STARTER).as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        written.append(target)
    return written


def _is_name(name: str) -> bool:
    return name.isidentifier() and name.isascii() and not keyword.iskeyword(name)


def _next(chapter: str, known: Iterable[Assignment]) -> str:
    """The section after the last of the chapter: 3.8 where it ends with 3.7."""
    sections = [a.section for a in known if a.chapter == chapter]
    numbers = [int(match[1]) for section in sections if (match := re.search(r"(\d+)$", section))]
    digits = re.search(r"\d+", chapter)
    first = sections[0].partition(".")[0] if sections else str(int(digits[0])) if digits else "0"
    return f"{first}.{max(numbers, default=0) + 1}"
