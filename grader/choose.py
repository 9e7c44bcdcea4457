"""Owns which assignment a submission is for, where nobody said so, and which files of a folder are submissions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from grader.course import Assignment, Course, stored, version_of
from grader.submission import Sliced, Submission
from grader.submission import slice as slice_
from grader.submission.model import shown
from grader.text import Text

_SUFFIXES = {".py", ".ipynb", ".zip", ".md"}
_SKIPPED = {"__pycache__", "__MACOSX", "desktop.ini", "Thumbs.db"}
_LANGUAGE = re.compile(r"\.zh$")
_DEFINES = re.compile(rb"\b(?:def|class)\s+([A-Za-z_][A-Za-z0-9_]*)")


class Undecided(Exception):
    """Nothing says which assignment a submission is for. `text` lists the choices."""

    def __init__(self, text: Text):
        super().__init__(text.en)
        self.text = text


def choose(submission: Submission, course: Course) -> tuple[Assignment, list[Text]]:
    """The assignment of a submission, with what the student should know about the choice.

    The notebook's own metadata decides, else the name of the file or of its folder, else what it defines. Raises
    Undecided.
    """
    if len(course.assignments) == 1:
        return course.assignments[0], []
    every = dict.fromkeys(name for assignment in course.assignments for name in assignment.names)
    sliced = slice_(submission, every)
    found = set(sliced.found)
    defined = {a.key: [name for name in a.names if name in found] for a in course.assignments}
    by_name = _from_release(submission, course) or from_path(Path(submission.path), course)
    if by_name is not None and (defined[by_name.key] or not any(defined.values())):
        return by_name, _left_out(by_name, course, defined)
    most = max((len(names) for names in defined.values()), default=0)
    best = [a for a in course.assignments if len(defined[a.key]) == most]
    share = max(most / len(a.names) for a in best)  # a softmax file has a `net` too; an MLP has much more than that
    best = [a for a in best if most / len(a.names) == share]
    if most and len(best) == 1:
        return best[0], _left_out(best[0], course, defined)
    choices = ", ".join(f"{a.id} ({', '.join(a.names)})" for a in (best if most else course.assignments))
    if most:
        raise Undecided(
            Text(
                f"It defines names of several assignments, so say which it is for with --assignment: {choices}.",
                f"其中定义了多个作业的名称，请用 --assignment 指明：{choices}。",
            )
        )
    raise Undecided(_nothing(submission, sliced, choices))


def _nothing(submission: Submission, sliced: Sliced, choices: str) -> Text:
    """Why a submission defines nothing that is asked for: what could not be read of it, where there is such a thing."""
    if sliced.astray:
        hints = list(sliced.astray.values())[:2]
        en, zh = " ".join(hint.en for hint in hints), "".join(hint.zh for hint in hints)
        return Text(
            f"It defines none of the names that an exercise asks for. {en}", f"其中没有定义任何题目要求的名称。{zh}"
        )
    if sliced.lost:
        en, zh = " ".join(note.en for note in sliced.lost[:2]), "".join(note.zh for note in sliced.lost[:2])
        return Text(
            f"{en} What is left defines none of the names that an exercise asks for.",
            f"{zh}其余部分没有定义任何题目要求的名称。",
        )
    en, zh = "".join(f"{note.en} " for note in submission.warnings[:2]), "".join(n.zh for n in submission.warnings[:2])
    return Text(
        f"{en}It defines none of the names that an exercise asks for. The assignments are: {choices}.",
        f"{zh}其中没有定义任何题目要求的名称。可选的作业：{choices}。",
    )


def _from_release(submission: Submission, course: Course) -> Assignment | None:
    if submission.release is None:
        return None
    return next((a for a in course.assignments if submission.release.assignment in (a.id, a.key)), None)


def of_another_release(submission: Submission, assignment: Assignment) -> list[Text]:
    """What a student should know whose notebook was released for another assignment, or before this one changed."""
    release = submission.release
    if release is None:
        return []
    if release.assignment not in (assignment.id, assignment.key):
        name = shown(release.assignment)
        return [
            Text(
                f"The notebook was made for {name}; it was graded as {assignment.id}.",
                f"该 notebook 是为 {name} 准备的；这里按 {assignment.id} 评分。",
            )
        ]
    now = _released_version(assignment.folder)
    if not now or not release.version or release.version == now:
        return []
    return [
        Text(
            "The notebook was made from another version of this assignment. If a name or an argument is not what the "
            "tests expect, compare it with the current one.",
            "该 notebook 来自本作业的另一个版本。如果函数名或参数与测试要求的不同，请对照当前版本。",
        )
    ]


@cache
def _released_version(folder: Path) -> str:
    """The version of what students get of the assignment in `folder`; "" where there is no release beside it."""
    *_, part, chapter, name = folder.parts
    if part == "solutions":
        folder = folder.parents[2] / "assignments" / chapter / name
    return version_of(stored(folder)) if folder.is_dir() else ""


def from_path(path: Path, course: Course) -> Assignment | None:
    """The assignment that a path speaks of: a file called as the assignment, or whose name begins or ends with it, or
    that lies in a folder called so."""
    stem = _LANGUAGE.sub("", path.stem if path.suffix in _SUFFIXES else path.name)
    for words in (stem, path.parent.name):
        exact = [a for a in course.assignments if words in (a.id, a.section)]
        partly = [a for a in course.assignments if re.search(rf"(?:^|[\W_]){a.id}(?:$|[\W_])", words)]
        if len(exact) == 1 or len(partly) == 1:
            return (exact or partly)[0]
    return None


def _left_out(chosen: Assignment, course: Course, defined: dict[str, list[str]]) -> list[Text]:
    left = [(a.id, [n for n in defined[a.key] if n not in chosen.names]) for a in course.assignments]
    listed = "; ".join(f"{', '.join(names)} ({assignment})" for assignment, names in left if names)
    if not listed:
        return []
    return [
        Text(
            f"Graded as {chosen.id}. It also defines names of other assignments, which are not graded here: {listed}.",
            f"按作业 {chosen.id} 评分。其中还定义了其他作业的名称，此处不评分：{listed}。",
        )
    ]


# --- what a folder holds --------------------------------------------------------------------------------------------


def entries(folder: Path) -> list[Path]:
    """What may be a submission in a folder of submissions: every file and folder that is not hidden, by name."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.name not in _SKIPPED)


def is_collection(folder: Path, names: Collection[str]) -> bool:
    """Whether a folder holds several submissions rather than being one: two of its entries are zips, or define the same
    graded name. (A notebook and its export share a stem, and are one entry.)"""
    owners: dict[str, str] = {}
    zips = 0
    for entry in entries(folder):
        zips += entry.suffix.lower() == ".zip"
        if zips > 1:
            return True
        for name in _defined(_files(entry), names):
            if owners.setdefault(name, entry.stem) != entry.stem:
                return True
    return False


def _files(entry: Path) -> Iterable[Path]:
    if entry.is_dir() and not entry.is_symlink():
        return (p for p in entry.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
    return [entry] if entry.suffix.lower() in _SUFFIXES and entry.is_file() else []


def _defined(files: Iterable[Path], names: Collection[str]) -> set[str]:
    """Graded names that some text file seems to define. Only a guess about folders hangs on it."""
    found: set[str] = set()
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(2_000_000)
        except OSError:
            continue
        found.update(name for match in _DEFINES.findall(data) if (name := match.decode()) in names)
    return found


# --- names for pages ------------------------------------------------------------------------------------------------

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def page_names(paths: Iterable[Path]) -> list[str]:
    """A file name (without suffix) for each submission: safe on every system, none twice, the same on each run."""
    listed = [path if path.name else path.resolve() for path in paths]
    stems = [safe_name(path.stem) for path in listed]
    if len({stem.lower() for stem in stems}) < len(stems):  # ann/hw.ipynb, bob/hw.ipynb
        stems = [safe_name(f"{p.parent.name}_{p.stem}" if p.parent.name else p.stem) for p in listed]
    taken: set[str] = set()
    names = []
    for stem in stems:
        name, n = stem, 2
        while name.lower() in taken:
            name, n = f"{stem}-{n}", n + 1
        taken.add(name.lower())
        names.append(name)
    return names


def safe_name(stem: str) -> str:
    """A file name made of any text: safe on every system, never empty."""
    stem = stem.encode("utf-8", "replace").decode()
    stem = re.sub(r"[^\w.-]+", "_", stem).strip("._")[:80] or "submission"
    return f"_{stem}" if _RESERVED.match(stem) else stem
