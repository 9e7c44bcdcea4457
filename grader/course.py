"""Owns the course: assignments and exercises as data, and where they are found.

Only the standard library and msgspec are imported here: `torchgrade list` must not wait for torch.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from grader.sandbox import Limits
from grader.settings import SETTINGS, CourseError, Exercise, choices, read_settings
from grader.text import Text

__all__ = ["Assignment", "Course", "CourseError", "Exercise", "Limits", "find_course", "load_assignment", "load_course"]

# What an author says of mutants that no test catches (bench/survivors.py): it decides no mark.
SURVIVORS = "survivors.toml"
DATA = "data"
_MOST_DATA_BYTES, _MOST_DATA_FILES = 16 << 20, 500
_SKIPPED_FOLDERS = {"__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".mypy_cache", ".ruff_cache"}


class Assignment(msgspec.Struct, frozen=True, dict=True):
    """One section of the course."""

    id: str
    chapter: str
    section: str
    title: Text
    folder: Path
    exercises: tuple[Exercise, ...]
    limits: Limits
    libraries: tuple[str, ...] = ()
    follow_through: bool = True

    @functools.cached_property
    def version(self) -> str:
        """The hash of the bytes that decide a mark, as they were when it was first asked for."""
        return version_of(stored(self.folder))

    @property
    def key(self) -> str:
        """`chapter/assignment`, which is unique in a course."""
        return f"{self.chapter}/{self.id}"

    @property
    def points(self) -> float:
        return sum(exercise.points for exercise in self.exercises)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that a complete submission defines."""
        return tuple(name for exercise in self.exercises for name in exercise.names)

    @property
    def reference_path(self) -> Path:
        """The reference in `solutions/`; the stub in a released copy."""
        return self.folder / f"{self.id}.py"

    @property
    def mistakes_path(self) -> Path:
        return self.folder / "mistakes.py"

    @property
    def alternatives_path(self) -> Path:
        return self.folder / "alternatives.py"

    @property
    def public_folder(self) -> Path:
        return self.folder / "public"

    @property
    def hidden_suites(self) -> list[Path]:
        return sorted(self.folder.glob("test_*.py"))

    @property
    def public_suites(self) -> list[Path]:
        return sorted(self.public_folder.glob("test_*.py"))

    @property
    def data(self) -> tuple[tuple[str, bytes], ...]:
        """Path below data/ and content of every file that the exercises give to a student's code."""
        return _data_of(self.folder, self.version)

    @functools.cached_property
    def released(self) -> bool:
        """True for a student's copy, which has public tests only; as it was when it was first asked for."""
        return not self.hidden_suites

    def exercise(self, name: str) -> Exercise:
        """The exercise with this id, or the one that asks for this name. Raises CourseError with the choices."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        for exercise in self.exercises:
            if name in exercise.names:
                return exercise
        ids = [exercise.id for exercise in self.exercises]
        raise CourseError(self.id, "exercises", f"there is no exercise {name!r}", choices(name, ids))


class Course(msgspec.Struct, frozen=True):
    """The assignments under `root`, ordered by chapter and section."""

    root: Path
    assignments: tuple[Assignment, ...]

    def find(self, name: str) -> Assignment:
        """By id, `chapter/id`, section, or the name of an exercise that only one assignment has. Raises CourseError."""
        name = name.strip().strip("/")
        for matches in (
            [a for a in self.assignments if a.key == name],
            [a for a in self.assignments if a.id == name],
            [a for a in self.assignments if a.section == name],
            [a for a in self.assignments if any(name == e.id or name in e.names for e in a.exercises)],
        ):
            if len(matches) == 1:
                return matches[0]
            if matches:
                raise CourseError(
                    self.root,
                    "",
                    f"{name!r} is in several assignments",
                    "Say which: " + ", ".join(a.key for a in matches),
                )
        raise CourseError(
            self.root, "", f"there is no assignment {name!r}", choices(name, [a.id for a in self.assignments])
        )

    def exercise(self, name: str) -> tuple[Assignment, Exercise]:
        """The only exercise with this id or name in the course, with its assignment. Raises CourseError."""
        assignment = self.find(name)
        return assignment, assignment.exercise(name)

    def selected(self, names: Sequence[str]) -> list[tuple[Assignment, tuple[Exercise, ...]]]:
        """The assignments and exercises that `names` name, all where none is: an assignment as in `find`, an exercise
        by its name, or as ASSIGNMENT::EXERCISE where several assignments have one of that name. Raises CourseError."""
        chosen: dict[str, tuple[Assignment, set[str]]] = {}
        for name in names or [assignment.key for assignment in self.assignments]:
            of, _, within = name.partition("::")
            assignment = self.find(of)
            whole = not within and of in (assignment.key, assignment.id, assignment.section)
            ids = [e.id for e in assignment.exercises] if whole else [assignment.exercise(within or of).id]
            chosen.setdefault(assignment.key, (assignment, set()))[1].update(ids)
        return [(a, tuple(e for e in a.exercises if e.id in ids)) for a, ids in chosen.values()]


def replaced_name(name: str, names: Iterable[str]) -> str | None:
    """Which of an assignment's `names` a mistake or alternative stands for: the longest that it begins with."""
    return max((n for n in names if name.startswith(f"{n}_")), key=len, default=None)


# --- finding ---------------------------------------------------------------------------------------------------------


def find_course(
    start: Path | None = None, explicit: Path | None = None, broken: list[CourseError] | None = None
) -> Course:
    """The course in `explicit`, else in the nearest folder upwards from `start` (the working folder), else the nearest
    assignment's own folder, which is a course of one, else the released course that ships with the package. Raises
    CourseError; with a list `broken`, an assignment that cannot be read is left out and told there."""
    if explicit is not None:
        parts = _part_of(explicit) or _alone(explicit)
        if parts is None:
            raise CourseError(
                explicit,
                "",
                "this folder is not a course" if explicit.is_dir() else "there is no such folder",
                f"A course has solutions/ or assignments/ with CHAPTER/ASSIGNMENT/{SETTINGS} in it.",
            )
        return load_course(*parts, broken)
    here = (start or Path.cwd()).resolve()
    for part_of in (_part_of, _alone):
        for folder in (here, *here.parents):
            if (parts := part_of(folder)) is not None:
                return load_course(*parts, broken)
    package = Path(__file__).resolve().parent
    for shipped in ((package, package / "_assignments"), (package.parent, package.parent / "assignments")):
        if _settings_files(shipped[1]):
            return load_course(*shipped, broken)
    raise CourseError(here, "", "there is no course here or in a folder above", "Name one with --course DIR.")


def load_course(root: Path, part: Path, broken: list[CourseError] | None = None) -> Course:
    """Every assignment under `part` (the solutions/ or assignments/ folder of `root`). See find_course for `broken`."""
    assignments = []
    for path in _settings_files(part):
        try:
            assignments.append(load_assignment(path.parent))
        except CourseError as error:
            if broken is None:
                raise
            broken.append(error)
    return Course(root, tuple(sorted(assignments, key=lambda a: (a.chapter, _section_order(a.section), a.id))))


def _part_of(folder: Path) -> tuple[Path, Path] | None:
    for name in ("solutions", "assignments"):
        if _settings_files(folder / name):
            return folder, folder / name
    return None


def _alone(folder: Path) -> tuple[Path, Path] | None:
    """An assignment that was handed out without the rest of its course."""
    named = folder.name.isidentifier() and (folder / f"{folder.name}.py").is_file()
    return (folder, folder) if named and (folder / SETTINGS).is_file() else None


def _settings_files(part: Path) -> list[Path]:
    own = part / SETTINGS
    return [own] if own.is_file() else sorted(part.glob(f"*/*/{SETTINGS}"))


def _section_order(section: str) -> list[tuple[int, str]]:
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)([^.\d]*)\.?", section)]


def load_assignment(folder: Path) -> Assignment:
    """Read one assignment's folder. Raises CourseError naming file, key, what was found and what is allowed."""
    if not folder.name.isidentifier():
        raise CourseError(folder, "", "the folder's name is not a Python name", "Use letters, digits and _.")
    settings = read_settings(folder / SETTINGS)
    given = [path.stat().st_size for _, path in _files(folder / DATA)]
    if sum(given) > _MOST_DATA_BYTES or len(given) > _MOST_DATA_FILES:
        raise CourseError(
            folder / DATA,
            "",
            f"holds {len(given)} files of {sum(given) / (1 << 20):.1f} MiB in all",
            f"At most {_MOST_DATA_FILES} files and {_MOST_DATA_BYTES >> 20} MiB: every room gets them.",
        )
    assignment = Assignment(
        id=folder.name,
        chapter=folder.parent.name,
        section=settings.section,
        title=settings.title if settings.title.en else Text(folder.name),
        folder=folder,
        exercises=settings.exercises,
        limits=settings.limits,
        libraries=settings.libraries,
        follow_through=settings.follow_through,
    )
    if not assignment.reference_path.is_file():
        raise CourseError(assignment.reference_path, "", "there is no such file", "It holds the assignment's code.")
    return assignment


def version_of(files: Iterable[tuple[str, bytes]]) -> str:
    """sha256 over names and stored bytes, in the order of the names. Notebooks are built from the rest and carry the
    version themselves, so they do not count, and nor does SURVIVORS."""
    digest = hashlib.sha256()
    for name, data in sorted(files):
        if not name.endswith(".ipynb") and name != SURVIVORS:
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()


@functools.lru_cache(maxsize=16)
def _data_of(folder: Path, version: str) -> tuple[tuple[str, bytes], ...]:
    part = folder / DATA
    return tuple(sorted(stored(part))) if part.is_dir() else ()


def stored(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file of an assignment, without caches."""
    for name, path in _files(folder):
        yield name, path.read_bytes()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        hidden = any(part in _SKIPPED_FOLDERS or part.startswith(".") for part in relative.parts)
        if path.is_file() and not hidden and path.suffix not in (".pyc", ".pyo"):
            yield relative.as_posix(), path
