"""Owns what `assignment.toml` may say: every key with its type, default and help in one place, and reading it with
messages that name the file, the key, what was found and what is allowed."""

from __future__ import annotations

import difflib
import functools
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


def key(
    allowed: str, help: str, default: str = "", *, ge: float | None = None, le: float | None = None
) -> msgspec.Meta:
    """What a key says of itself: `allowed` in messages, `help` in docs/, and there `default`, where the value itself
    would not tell."""
    return msgspec.Meta(description=allowed, extra={"help": help, "default": default}, ge=ge, le=le)


TitleKey = dict[str, str] | str
_TITLE, _SECONDS = 'a string, or { en = "…", zh = "…" }', "a number of seconds above 0"


class ExerciseKeys(msgspec.Struct, forbid_unknown_fields=True):
    """What `[exercises.NAME]` may say."""

    points: Annotated[
        float,
        key("a number above 0", "the sum of `@points` over its public and hidden tests; `verify` checks it"),
    ]
    title: Annotated[TitleKey, key(_TITLE, "shown above the exercise's tests", "the id")] = ""
    names: Annotated[
        list[str],
        key(
            "a list of Python names", "the names that a student must define; no two exercises share one", "the id alone"
        ),
    ] = []
    forbid: Annotated[
        list[str],
        key(
            'a list of dotted names, as "torch.softmax"',
            "[forbidden operations](#forbidden-operations)",
        ),
    ] = []


class LimitKeys(msgspec.Struct, forbid_unknown_fields=True):
    """What `[limits]` may say."""

    import_s: Annotated[float, key(_SECONDS, "loading the student's code")] = Limits().import_s
    call_s: Annotated[float, key(_SECONDS, "each call of it")] = Limits().call_s
    total_s: Annotated[float, key(_SECONDS, "all of it")] = Limits().total_s
    memory_mb: Annotated[
        int, key("a whole number of MiB, at least 1024", "memory beyond what Python and torch take")
    ] = Limits().memory_mb


class AssignmentKeys(msgspec.Struct, forbid_unknown_fields=True):
    """What `assignment.toml` may say."""

    section: Annotated[str, key('a string, as "3.6"', "the book's section")]
    title: Annotated[TitleKey, key(_TITLE, "the assignment's title; `zh` may be left out")]
    exercises: Annotated[
        dict[str, Any],
        key(
            "tables [exercises.NAME]",
            "one for each exercise, in the order in which they are shown; `NAME` is its id and a Python name",
        ),
    ]
    limits: Annotated[dict[str, Any], key("a table [limits]", "for one submission, see below", "see below")] = {}
    libraries: Annotated[
        list[str],
        key(
            f"a list of some of {', '.join(LIBRARIES)}",
            "imported before a submission arrives. Any other, and any that is not listed, can be imported by the "
            "student's code all the same, in the student's own time",
        ),
    ] = []
    follow_through: Annotated[
        bool,
        key(
            "true or false",
            "whether an exercise that builds on a wrong earlier one is judged with the reference's: "
            "[follow-through](#follow-through)",
            "true",
        ),
    ] = True


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
    follow_through: bool = True


def read_settings(path: Path) -> Settings:
    """Read one assignment.toml. Raises CourseError naming file, key, what was found and what is allowed."""
    try:
        raw = read_toml(path)
    except FileNotFoundError:
        raise CourseError(path, "", "there is no such file", "Every assignment has one.") from None
    keys = convert(path, "", raw, AssignmentKeys)
    if not keys.exercises:
        raise CourseError(path, "exercises", "found none", "At least one [exercises.NAME] is needed.")
    exercises = tuple(_exercise(path, name, table) for name, table in keys.exercises.items())
    _refuse_doubles(path, exercises)
    for name in keys.libraries:
        if name not in LIBRARIES:
            raise CourseError(path, "libraries", f"found {name!r}", choices(name, list(LIBRARIES)))
    title = _title(path, "title", keys.title) or Text("")
    limits, libraries = _limits(path, keys.limits), tuple(dict.fromkeys(keys.libraries))
    return Settings(keys.section, title, exercises, limits, libraries, keys.follow_through)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as it stands. Raises CourseError, and FileNotFoundError where there is none."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CourseError(path, "", f"cannot be read ({error.strerror or error})", "") from None
    except UnicodeDecodeError as error:
        raise CourseError(path, "", f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise CourseError(path, "", f"this is not TOML: {error}", "See https://toml.io.") from None


def _limits(path: Path, table: Any) -> Limits:
    limits = convert(path, "limits", table, LimitKeys)
    for key, least in (("import_s", 0), ("call_s", 0), ("total_s", 0), ("memory_mb", 1023)):
        if not (math.isfinite(value := getattr(limits, key)) and value > least):
            raise CourseError(path, f"limits.{key}", f"found {value!r}", f"Allowed: {_help(LimitKeys, key)}.")
    return Limits(**msgspec.structs.asdict(limits))


def _exercise(path: Path, name: str, table: Any) -> Exercise:
    where = f"exercises.{name}"
    if not _NAME.fullmatch(name):
        raise CourseError(path, where, f"{name!r} is not a Python name", "Use letters, digits and _.")
    keys = convert(path, where, table, ExerciseKeys)
    if not (math.isfinite(keys.points) and keys.points > 0):
        raise CourseError(
            path, f"{where}.points", f"found {keys.points!r}", f"Allowed: {_help(ExerciseKeys, 'points')}."
        )
    for key, values, shape in (("names", keys.names, _NAME), ("forbid", keys.forbid, _DOTTED)):
        for value in values:
            if not shape.fullmatch(value):
                raise CourseError(path, f"{where}.{key}", f"found {value!r}", f"Allowed: {_help(ExerciseKeys, key)}.")
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
    types = _types(into)
    for key in table:
        if key not in types:
            raise CourseError(path, f"{prefix}{key}", "unknown key", choices(key, list(types)))
    values = {}
    for field in _fields(into):
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


@functools.cache
def _types(keys: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(keys, include_extras=True)


@functools.cache
def _fields(keys: type[msgspec.Struct]) -> tuple[Any, ...]:
    return msgspec.structs.fields(keys)


def _help(keys: type[msgspec.Struct], key: str) -> str:
    meta = _types(keys)[key].__metadata__[0]
    return str(meta.description)


def table(keys: type[msgspec.Struct]) -> str:
    """The keys as a Markdown table, for docs/."""
    rows = ["| key | what it takes | default | |", "|---|---|---|---|"]
    types = _types(keys)
    for field in _fields(keys):
        meta = types[field.name].__metadata__[0]
        default = "needed" if field.required else meta.extra["default"] or _shown(field)
        rows.append(f"| `{field.name}` | {meta.description} | {default} | {meta.extra['help']} |")
    return "\n".join(rows) + "\n"


def _shown(field: Any) -> str:
    if field.default is msgspec.NODEFAULT or field.default in ("", None):
        return "none"
    return f"{field.default:g}" if isinstance(field.default, float | int) else str(field.default)


def _seen(value: Any) -> str:
    shown = repr(value)
    return f"{shown if len(shown) <= 60 else shown[:57] + '...'} ({type(value).__name__})"


def choices(found: str, allowed: list[str]) -> str:
    """What is allowed instead of `found`, and which of it was probably meant."""
    close = difflib.get_close_matches(found, allowed, n=1, cutoff=0.6)
    listed = f"Allowed: {', '.join(allowed)}." if allowed else ""
    return f"Did you mean {close[0]!r}? {listed}" if close else listed
