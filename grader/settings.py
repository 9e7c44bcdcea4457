"""Owns what `assignment.toml` may say: every key with its type, default and help in one place, and reading it with
messages that name the file, the key, what was found and what is allowed."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_type_hints

import msgspec

from grader.sandbox import LIBRARIES, Limits
from grader.text import Text

SETTINGS = "assignment.toml"
_T = TypeVar("_T", bound=msgspec.Struct)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(\.\*)?")


class CourseError(Exception):
    """A course or a file of it that cannot be used: which file and key, what was found, what is allowed."""

    def __init__(self, file: Path | str, key: str, found: str, allowed: str):
        self.file, self.key, self.found, self.allowed = Path(file), key, found, allowed
        where = f"{file}: {key}" if key else f"{file}"
        super().__init__(f"{where}: {found}. {allowed}" if allowed else f"{where}: {found}.")


_Title = Annotated[dict[str, str] | str, msgspec.Meta(description='a string, or { en = "...", zh = "..." }')]
_Seconds = Annotated[float, msgspec.Meta(description="a number of seconds above 0")]


class _ExerciseKeys(msgspec.Struct, forbid_unknown_fields=True):
    points: Annotated[float, msgspec.Meta(description="a number above 0: the sum of @points of the exercise's tests")]
    title: _Title = ""
    names: Annotated[list[str], msgspec.Meta(description="a list of the Python names that a student must define")] = []
    forbid: Annotated[list[str], msgspec.Meta(description='a list of dotted names, as "torch.softmax"')] = []


class _LimitKeys(msgspec.Struct, forbid_unknown_fields=True):
    import_s: _Seconds = Limits().import_s
    call_s: _Seconds = Limits().call_s
    total_s: _Seconds = Limits().total_s
    memory_mb: Annotated[int, msgspec.Meta(description="a whole number of MiB, at least 1024")] = Limits().memory_mb


class _AssignmentKeys(msgspec.Struct, forbid_unknown_fields=True):
    section: Annotated[str, msgspec.Meta(description='the book\'s section as a string, as "3.6"')]
    title: _Title
    exercises: Annotated[dict[str, Any], msgspec.Meta(description="a table [exercises.NAME] for each exercise")]
    limits: Annotated[dict[str, Any], msgspec.Meta(description="a table of limits")] = {}
    libraries: Annotated[list[str], msgspec.Meta(description=f"a list of some of {', '.join(LIBRARIES)}")] = []


class Exercise(msgspec.Struct, frozen=True):
    """One graded name (or a few that belong together) of an assignment."""

    id: str
    points: float
    title: Text
    names: tuple[str, ...]
    forbid: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True):
    """What one assignment.toml says."""

    section: str
    title: Text
    exercises: tuple[Exercise, ...]
    limits: Limits
    libraries: tuple[str, ...] = ()


def read_settings(path: Path) -> Settings:
    """Read one assignment.toml. Raises CourseError naming file, key, what was found and what is allowed."""
    try:
        raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CourseError(path, "", f"cannot be read ({error.strerror or error})", "") from None
    except UnicodeDecodeError as error:
        raise CourseError(path, "", f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(path, "", f"this is not TOML: {error}", "See https://toml.io.") from None
    keys = convert(path, "", raw, _AssignmentKeys)
    if not keys.exercises:
        raise CourseError(path, "exercises", "found none", "At least one [exercises.NAME] is needed.")
    exercises = tuple(_exercise(path, name, table) for name, table in keys.exercises.items())
    _refuse_doubles(path, exercises)
    for name in keys.libraries:
        if name not in LIBRARIES:
            raise CourseError(path, "libraries", f"found {name!r}", choices(name, list(LIBRARIES)))
    title = _title(path, "title", keys.title) or Text("")
    return Settings(keys.section, title, exercises, _limits(path, keys.limits), tuple(dict.fromkeys(keys.libraries)))


def _limits(path: Path, table: Any) -> Limits:
    limits = convert(path, "limits", table, _LimitKeys)
    for key, least in (("import_s", 0), ("call_s", 0), ("total_s", 0), ("memory_mb", 1023)):
        if not (math.isfinite(value := getattr(limits, key)) and value > least):
            raise CourseError(path, f"limits.{key}", f"found {value!r}", f"Allowed: {_help(_LimitKeys, key)}.")
    return Limits(**msgspec.structs.asdict(limits))


def _exercise(path: Path, name: str, table: Any) -> Exercise:
    where = f"exercises.{name}"
    if not _NAME.fullmatch(name):
        raise CourseError(path, where, f"{name!r} is not a Python name", "Use letters, digits and _.")
    keys = convert(path, where, table, _ExerciseKeys)
    if not (math.isfinite(keys.points) and keys.points > 0):
        raise CourseError(
            path, f"{where}.points", f"found {keys.points!r}", f"Allowed: {_help(_ExerciseKeys, 'points')}."
        )
    for key, values, shape in (("names", keys.names, _NAME), ("forbid", keys.forbid, _DOTTED)):
        for value in values:
            if not shape.fullmatch(value):
                raise CourseError(path, f"{where}.{key}", f"found {value!r}", f"Allowed: {_help(_ExerciseKeys, key)}.")
    return Exercise(
        id=name,
        points=keys.points,
        title=_title(path, f"{where}.title", keys.title) or Text(name),
        names=tuple(keys.names) or (name,),
        forbid=tuple(keys.forbid),
    )


def _refuse_doubles(path: Path, exercises: tuple[Exercise, ...]) -> None:
    owner: dict[str, str] = {}
    for exercise in exercises:
        for name in exercise.names:
            if name in owner:
                raise CourseError(
                    path, f"exercises.{exercise.id}.names", f"{name!r} is asked for twice", f"{owner[name]} has it too."
                )
            owner[name] = exercise.id


def _title(path: Path, key: str, value: dict[str, str] | str) -> Text | None:
    if isinstance(value, str):
        return Text(value) if value else None
    for language in value:
        if language not in ("en", "zh"):
            raise CourseError(path, f"{key}.{language}", "unknown language", "Allowed: en, zh.")
    if not value.get("en"):
        raise CourseError(path, f"{key}.en", "is missing", "A title needs English; zh is optional.")
    return Text(value["en"], value.get("zh", ""))


def convert(path: Path, where: str, table: Any, into: type[_T]) -> _T:
    """`table` as `into`, one key at a time, so that a message can name the key, what was found and what is allowed."""
    prefix = f"{where}." if where else ""
    if not isinstance(table, dict):
        raise CourseError(path, where, f"found {_seen(table)}", "A table is needed here.")
    types = get_type_hints(into, include_extras=True)
    for key in table:
        if key not in types:
            raise CourseError(path, f"{prefix}{key}", "unknown key", choices(key, list(types)))
    values = {}
    for field in msgspec.structs.fields(into):
        if field.name not in table:
            if field.required:
                raise CourseError(path, f"{prefix}{field.name}", "is missing", f"Needed: {_help(into, field.name)}.")
            continue
        try:
            values[field.name] = msgspec.convert(table[field.name], types[field.name], strict=True)
        except msgspec.ValidationError:
            raise CourseError(
                path,
                f"{prefix}{field.name}",
                f"found {_seen(table[field.name])}",
                f"Allowed: {_help(into, field.name)}.",
            ) from None
    return into(**values)


def _help(keys: type[msgspec.Struct], key: str) -> str:
    meta = get_type_hints(keys, include_extras=True)[key].__metadata__[0]
    return str(meta.description)


def _seen(value: Any) -> str:
    shown = repr(value)
    return f"{shown if len(shown) <= 60 else shown[:57] + '...'} ({type(value).__name__})"


def choices(found: str, allowed: list[str]) -> str:
    """What is allowed instead of `found`, and which of it was probably meant."""
    close = difflib.get_close_matches(found, allowed, n=1, cutoff=0.6)
    listed = f"Allowed: {', '.join(allowed)}." if allowed else ""
    return f"Did you mean {close[0]!r}? {listed}" if close else listed
