"""Owns what is said of one exercise: outcomes counted, and every line number turned into the student's own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from grader.course import Exercise
from grader.report import (
    UNWRITTEN,
    ExerciseResult,
    ExerciseStatus,
    Place,
    Source,
    TestResult,
    TestStatus,
    Zh,
    not_defined,
    translated,
)
from grader.sandbox.errors import Frame, Verdict
from grader.submission import Sliced, Spot
from grader.text import Text

if TYPE_CHECKING:
    from grader.submission.forbidden import Finding
    from grader.suite.spec import Outcome, TestSpec

# Worst first: an exercise is as bad as its worst test.
_WORST: tuple[ExerciseStatus, ...] = ("timeout", "crashed", "error", "failed")


def judged(exercise: Exercise, specs: Sequence[TestSpec], outcomes: list[Outcome], sliced: Sliced) -> ExerciseResult:
    """An exercise whose tests ran. Raises RuntimeError where an outcome is missing or no test of the suite."""
    if [spec.id for spec in specs] != [outcome.spec.id for outcome in outcomes]:
        raise RuntimeError(f"the suite of {exercise.id} did not give one outcome for each of its tests")
    seen = {outcome.status for outcome in outcomes}
    status: ExerciseStatus = next((status for status in _WORST if status in seen), "passed")
    verdict = next((o.verdict for o in outcomes if o.verdict is not None and o.status == status), None)
    secret = {spec.id for spec in specs if spec.visibility == "secret"}
    tests = [_test(o, sliced, secret) for o in outcomes]
    told = [o.rung for o in outcomes if o.judged and o.status != "inconclusive"]
    if told and set(told) == {"unwritten"}:
        tests = [replace(t, message="", hint="", detail="", frames=(), zh=Zh(title=t.zh.title)) for t in tests]
        return _result(exercise, status, tests, sliced, message=UNWRITTEN)
    return _result(exercise, status, tests, sliced, verdict=verdict)


def missing(exercise: Exercise, specs: Sequence[TestSpec], sliced: Sliced) -> ExerciseResult:
    """An exercise of which the submission defines nothing."""
    why = not_defined(exercise.names)
    for hint in (sliced.astray[name] for name in exercise.names if name in sliced.astray):
        why = Text(f"{why.en} {hint.en}", f"{why.zh}{hint.zh}")
    if sliced.lost:  # that is where it stood, most likely
        why = Text(f"{why.en} {sliced.lost[0].en}", f"{why.zh}{sliced.lost[0].zh}")
    return _result(exercise, "missing", [_unrun(spec, why) for spec in specs], sliced, message=why)


def refused(
    exercise: Exercise, specs: Sequence[TestSpec], sliced: Sliced, findings: Sequence[Finding]
) -> ExerciseResult:
    """An exercise whose source uses what the exercise forbids. It is not run."""
    first = findings[0]
    where = _place(first.line, first.at, text=first.text)
    tests = [_unrun(spec, Text("Not run, for the reason above.", "未运行，原因见上。")) for spec in specs]
    return _result(exercise, "failed", tests, sliced, message=first.message(), where=where)


def _result(
    exercise: Exercise,
    status: ExerciseStatus,
    tests: list[TestResult],
    sliced: Sliced,
    *,
    message: Text | None = None,
    where: Place | None = None,
    verdict: Verdict | None = None,
) -> ExerciseResult:
    found = [sliced.found[name] for name in exercise.names if name in sliced.found]
    definitions = tuple(_place(f.line, f.at, f.name, line_of(sliced.program.source, f.line)) for f in found)
    return ExerciseResult(
        id=exercise.id,
        status=status,
        score=sum(test.score for test in tests),
        max_score=sum(test.max_score for test in tests),
        tests=tuple(tests),
        verdict=verdict.kind if verdict else None,
        where=where or next(iter(definitions), None),
        definitions=definitions,
        source=_sources(exercise, sliced),
        **translated(title=exercise.title, message=message),
    )


def _test(outcome: Outcome, sliced: Sliced, secret: set[str]) -> TestResult:
    spec = outcome.spec
    status: TestStatus = "error" if outcome.status == "crashed" else outcome.status
    message = outcome.message
    if not outcome.judged:  # it earned nothing; "inconclusive" is for what costs nothing
        status = "failed"
        message = None if secret.intersection(spec.after) else message  # it names the tests it waits for
    return TestResult(
        id=spec.id,
        status=status,
        score=outcome.score,
        max_score=spec.points,
        device=outcome.device,
        visibility=spec.visibility,
        duration_s=outcome.duration_s,
        verdict=outcome.verdict.kind if outcome.verdict else None,
        judged=outcome.judged,
        after=spec.after,
        frames=_places(outcome.frames, sliced),
        **translated(
            title=spec.title,
            message=_at_home(message, outcome.frames, sliced),
            hint=spec.hint if outcome.status != "passed" else None,
            detail=_at_home(outcome.detail, outcome.frames, sliced),
        ),
    )


def _unrun(spec: TestSpec, message: Text) -> TestResult:
    return TestResult(
        id=spec.id,
        status="failed",
        score=0,
        max_score=spec.points,
        device="cpu",
        visibility=spec.visibility,
        judged=False,
        after=spec.after,
        **translated(title=spec.title, message=message),
    )


# --- places and pieces of the student's code ------------------------------------------------------------------------


def _at_home(text: Text | None, frames: Sequence[Frame], sliced: Sliced) -> Text | None:
    """`text` with the line of the program that the suite named as the student finds it: "line 3 of cell 7"."""
    if text is None or not any(frame.line in sliced.line_map for frame in frames):
        return text
    line = frames[-1].line
    home = sliced.place(next(frame.line for frame in reversed(frames) if frame.line in sliced.line_map))
    return Text(
        re.sub(rf"\bline {line}\b", lambda _: home.en, text.en, count=1),
        re.sub(rf"第 {line} 行", lambda _: home.zh, text.zh, count=1),
    )


def _places(frames: Iterable[Frame], sliced: Sliced) -> tuple[Place, ...]:
    """The frames in the student's own lines; lines of ours (the shim) are not among them."""
    return tuple(
        _place(f.line, at, f.function, f.text) for f in frames if (at := sliced.line_map.get(f.line)) is not None
    )


def _place(line: int, at: Spot, function: str = "", text: str = "") -> Place:
    return Place(line, at.cell, at.line, function, text, at.file, at.file_line)


def line_of(source: str, line: int) -> str:
    """One line of a source, "" where it has none of that number."""
    lines = source.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _sources(exercise: Exercise, sliced: Sliced) -> tuple[Source, ...]:
    """The student's code of each name, as it stands in the program."""
    found = [(name, sliced.found[name]) for name in exercise.names if name in sliced.found]
    if not found:
        return ()
    try:
        body = ast.parse(sliced.program.source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    lines = sliced.program.source.splitlines()
    sources = []
    for name, definition in found:
        for node in body:
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            if first <= definition.line <= (node.end_lineno or node.lineno):
                text = "\n".join(lines[first - 1 : node.end_lineno])
                at = sliced.line_map.get(first, definition.at)
                sources.append(Source(name=name, text=text, cell=at.cell, cell_line=max(1, at.line), file=at.file))
                break
    return tuple(sources)
