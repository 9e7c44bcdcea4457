"""Owns the report: what is said of one submission, as plain data, and what may stand in it.

Everything after the judging only reads this. Strings are English; a `zh` object beside them carries the Chinese.
`report.schema.json`, beside this module, is the same as JSON Schema; `python -m grader.report` prints it anew.

A report is written by the trusted room, but strings in it come from the student (names, exception messages, lines of
code), so `grader.tidy` cleans and caps them. `for_student` takes out what a student must not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc
from pathlib import Path, PureWindowsPath
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from grader.sandbox import Isolation
from grader.text import Text

SCHEMA = "torchgrade.report/1"
SCHEMA_FILE = Path(__file__).with_name("report.schema.json")

UNWRITTEN = Text("Not written yet.", "还没有写。")
_ABSENT = " not defined in this submission."

ExerciseStatus = Literal["passed", "failed", "missing", "error", "timeout", "crashed"]
TestStatus = Literal["passed", "failed", "error", "timeout", "inconclusive"]
Visibility = Literal["public", "hidden", "secret"]
Trouble = Literal["", "unreadable", "grader"]
VerdictKind = Literal["timeout", "crashed", "out of memory", "killed", "protocol"]
Points = Annotated[float, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0)]


class Zh(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The Chinese of the strings beside it; a field that is absent has no translation."""

    title: str = ""
    message: str = ""
    hint: str = ""
    detail: str = ""


class ReportZh(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The Chinese of the report's own strings. `warnings[i]` translates the report's; "" if there is no translation."""

    title: str = ""
    warnings: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """A line of the student's own code.

    `line` counts in the program that ran; a reader is shown `cell` (the code cell, from 1; null for a .py file without
    cells) and `cell_line` (the line in that cell, or in the file). `file` is the name inside a zip or a folder of
    several; `file_line` the line in the file, where that is text with cells in it, else 0.
    """

    line: int
    cell: int | None = None
    cell_line: int = 0
    function: str = ""
    text: str = ""
    file: str = ""
    file_line: int = 0

    @property
    def shown(self) -> tuple[int | None, int]:
        """Cell and line as the student knows them."""
        return self.cell, self.cell_line or self.line


class Source(msgspec.Struct, frozen=True):
    """The student's code of one graded name. `cell_line` is its first line in the cell, or in the .py file."""

    name: str
    text: str
    cell: int | None = None
    cell_line: int = 1
    file: str = ""


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """A known mistake whose outputs equal the student's on every input of the suite."""

    mistake: str
    message: str
    zh: Zh = Zh()


class TestResult(msgspec.Struct, frozen=True, kw_only=True):
    """What one test found. `judged` is false where a test it comes after failed, so that nothing was learnt."""

    __test__ = False  # not a test class, whatever pytest thinks of the name

    id: str
    title: str
    status: TestStatus
    score: Points
    max_score: Points
    device: str
    visibility: Visibility
    message: str = ""
    hint: str = ""
    duration_s: Seconds = 0.0
    detail: str = ""
    verdict: VerdictKind | None = None
    judged: bool = True
    after: tuple[str, ...] = ()
    frames: tuple[Place, ...] = ()
    zh: Zh = Zh()


class ExerciseResult(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise. `message` says once what concerns all its tests: not defined, or not loaded. `definitions` has, for
    each graded name that was found, where it stands; its `function` is the name. `with_reference` are the names of
    earlier exercises that the reference served, since the submission's own lost marks."""

    id: str
    status: ExerciseStatus
    score: Points
    max_score: Points
    diagnosis: tuple[Diagnosis, ...] = ()
    tests: tuple[TestResult, ...] = ()
    title: str = ""
    message: str = ""
    verdict: VerdictKind | None = None
    where: Place | None = None
    frames: tuple[Place, ...] = ()
    source: tuple[Source, ...] = ()
    definitions: tuple[Place, ...] = ()
    with_reference: tuple[str, ...] = ()
    zh: Zh = Zh()


class SubmissionRef(msgspec.Struct, frozen=True, kw_only=True):
    """What was graded: where it lay, its bytes' sha256, and the name to call it by (the file's stem, the folder's)."""

    path: str
    sha256: str
    student: str = ""


class Grader(msgspec.Struct, frozen=True, kw_only=True):
    """The versions that a mark depends on."""

    version: str = ""
    python: str = ""
    torch: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One submission, graded on one assignment.

    `trouble` is empty for a judgement. Else there is none: the submission could not be used, or the grader failed.
    """

    schema: Literal["torchgrade.report/1"] = "torchgrade.report/1"
    submission: SubmissionRef
    assignment: str
    device: str
    seed: int
    isolation: Isolation
    score: Points
    max_score: Points
    duration_s: Seconds
    warnings: tuple[str, ...] = ()
    exercises: tuple[ExerciseResult, ...]
    trouble: Trouble = ""
    title: str = ""
    section: str = ""
    language: Literal["en", "zh"] = "en"
    assignment_version: str = ""
    grader: Grader = Grader()
    zh: ReportZh = ReportZh()


# --- making one -----------------------------------------------------------------------------------------------------


def not_defined(names: Sequence[str]) -> Text:
    """What an exercise says of which these names are all missing."""
    verb = "are" if len(names) > 1 else "is"
    return Text(f"{', '.join(names)} {verb}{_ABSENT}", f"提交中没有定义 {', '.join(names)}。")


def is_untouched(exercise: ExerciseResult) -> bool:
    """Whether the student has not begun with it: nothing of it is there, or the stub alone; no more is told of it."""
    return exercise.message == UNWRITTEN.en or (exercise.status == "missing" and exercise.message.endswith(_ABSENT))


def translated(
    title: Text | None = None, message: Text | None = None, hint: Text | None = None, detail: Text | None = None
) -> dict[str, Any]:
    """Those that are given as fields, with the `zh` object beside them: `TestResult(id=…, **translated(title=t))`."""
    given = {k: t for k, t in (("title", title), ("message", message), ("hint", hint), ("detail", detail)) if t}
    return {k: t.en for k, t in given.items()} | {"zh": Zh(**{k: t.zh for k, t in given.items()})}


def translated_warnings(warnings: Iterable[Text]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """English and Chinese, side by side: for `Report.warnings` and `Report.zh.warnings`."""
    listed = list(warnings)
    return tuple(w.en for w in listed), tuple(w.zh for w in listed)


# --- who reads it ---------------------------------------------------------------------------------------------------


def each_test(exercise: ExerciseResult, change: Callable[[TestResult], TestResult]) -> ExerciseResult:
    """The exercise with each of its tests changed."""
    return replace(exercise, tests=tuple(change(t) for t in exercise.tests))


def for_student(report: Report) -> Report:
    """What a student may read. Hidden tests lose their detail; secret ones also title, message, hint, frames and their
    telling name. Times are rounded to tenths, so that they carry no message; the submission loses its folder."""
    renamed = {
        t.id: f"{e.id}::secret_{n}"
        for e in report.exercises
        for n, t in enumerate((t for t in e.tests if t.visibility == "secret"), 1)
    }

    def shown(test: TestResult) -> TestResult:
        after = tuple(renamed.get(i, i) for i in test.after)
        if test.visibility == "public":
            return replace(test, after=after)
        test = replace(
            test, after=after, detail="", duration_s=round(test.duration_s, 1), zh=replace(test.zh, detail="")
        )
        if test.visibility == "hidden":
            return test
        return replace(test, id=renamed[test.id], title="", message="", hint="", frames=(), zh=Zh())

    return replace(
        report,
        submission=replace(report.submission, path=PureWindowsPath(report.submission.path).name),
        duration_s=round(report.duration_s, 1),
        exercises=tuple(each_test(e, shown) for e in report.exercises),
    )


# --- as JSON --------------------------------------------------------------------------------------------------------


def encode(report: Report, *, pretty: bool = False) -> str:
    """The report as JSON: one line, or indented. No `<` stands in it, so it may be embedded in a page."""
    data = msgspec.json.encode(report)
    if pretty:
        data = msgspec.json.format(data, indent=2)
    return data.decode().replace("<", "\\u003c")


def decode(data: str | bytes) -> Report:
    """Read what `encode` wrote. Raises msgspec.ValidationError (a ValueError), saying which field, on anything else."""
    return msgspec.json.decode(data, type=Report)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a report, from the structs. Unknown fields are allowed: a later grader may say more."""
    schema = msgspec.json.schema(Report)
    definitions = dict(schema["$defs"])
    for definition in definitions.values():  # Python 3.13 takes the indent out of docstrings, older ones do not
        if "description" in definition:
            definition["description"] = cleandoc(definition["description"])
    top = definitions.pop("Report")
    # `schema` has a default here, for whoever builds one; on the wire it is what tells a report from anything else.
    top["required"] = ["schema", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:torchgrade:report:1",
        **top,
        "title": SCHEMA,
        "$defs": definitions,
    }


def schema_text() -> str:
    """What `report.schema.json` holds."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
