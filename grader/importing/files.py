"""Owns the files of an imported assignment: what stands in each, as text."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence

from grader.course import SETTINGS
from grader.importing.model import Draft, Left
from grader.importing.prose import is_chinese
from grader.importing.rewrite import indented
from grader.importing.solution import reference
from grader.importing.suite import Exercise, Suite
from grader.importing.tests import Test
from grader.submission.names import binds

LIST = "IMPORTED.md"
_UNTRANSLATED = {
    "en": "*(This statement has not been translated yet.)*",
    "zh": "*（题面尚未翻译，以下为原文。）*",
}
_EMPTY = {
    "mistakes.py": "The wrong answers that students write, each with what to tell whoever wrote it. None is known yet.",
    "alternatives.py": "The right answers that look different. None is known yet.",
}


def files(draft: Draft, suite: Suite, name: str) -> dict[str, str]:
    """Every file of the assignment `name` but the list of what was left: relative name -> text."""
    about = f"Imported from {draft.file} ({draft.origin})."
    found = {
        SETTINGS: _settings(draft, suite.exercises),
        f"{name}.py": reference(about, suite.given, suite.graded),
        **_statements(draft),
    }
    for exercise in suite.exercises:
        public = [test for test in exercise.tests if test.public]
        hidden = [test for test in exercise.tests if not test.public]
        after = _prerequisites(exercise)
        found[f"public/test_{exercise.id}.py"] = _suite(about, exercise, public, after)
        if hidden:
            found[f"test_{exercise.id}.py"] = _suite(about, exercise, hidden, after)
    if not any(file.startswith("test_") for file in found):
        # An assignment with public tests alone would be taken for a student's copy.
        first = suite.exercises[0]
        found[f"test_{first.id}.py"] = f'"""{about} All of its tests are public."""\n'
    return found | {file: f'"""{said}"""\n' for file, said in _EMPTY.items()}


def _settings(draft: Draft, exercises: Sequence[Exercise]) -> str:
    section, _, title = draft.title.partition(" ")
    if not (re.fullmatch(r"\d+(\.\d+)*\.?", section) and title):
        section, title = "0", draft.title
    lines = [
        f'section = "{section.rstrip(".")}"',
        f"title = {_title(title or draft.file.removesuffix('.ipynb'))}",
        "follow_through = false  # as where it comes from: what builds on a wrong answer is wrong",
    ]
    for exercise in exercises:
        lines += ["", f"[exercises.{exercise.id}]", f"points = {_number(exercise.points)}"]
        lines.append(f"title = {_title(exercise.title)}")
        lines.append(f"names = {json.dumps(exercise.names)}")
    return "\n".join(lines) + "\n"


def _title(text: str) -> str:
    said = json.dumps(text, ensure_ascii=False)
    return f"{{ en = {said}, zh = {said} }}" if is_chinese(text) else said


def _statements(draft: Draft) -> dict[str, str]:
    """The Markdown in both languages: the one it is not written in says that it is not translated."""
    text = "\n\n".join(part.strip() for part in draft.statement if part.strip()) or f"# {draft.title or draft.file}"
    written, other = ("zh", "en") if is_chinese(text) else ("en", "zh")
    if not text.startswith("# "):
        text = f"# {draft.title or draft.file.removesuffix('.ipynb')}\n\n{text}"
    heading, _, rest = text.partition("\n")
    said = {written: text, other: f"{heading}\n\n{_UNTRANSLATED[other]}\n{rest}"}
    return {"statement.md": said["en"] + "\n", "statement.zh.md": said["zh"] + "\n"}


def _prerequisites(exercise: Exercise) -> dict[str, list[str]]:
    """For the test that has all the points of a question which is worth all or nothing: the ids of the others."""
    found = {}
    for test in exercise.tests:
        if test.cell.whole and test.points:
            others = [t for t in exercise.tests if t.cell.group == test.cell.group and t is not test]
            found[test.name] = [f"{exercise.id}::{other.name}" for other in others]
    return found


def _suite(about: str, exercise: Exercise, tests: Sequence[Test], after: dict[str, list[str]]) -> str:
    """A suite file. Without tests it has one, worth nothing, that asks for the names: a public one is needed."""
    imports: list[str] = []
    shared: list[str] = []
    bound: dict[str, str] = {}
    functions: list[str] = []
    decorators: set[str] = set()
    for test in tests:
        inner = []
        for text in test.shared:
            names = set().union(*(binds(node) for node in ast.parse(text).body))
            if any(bound.get(name, text) != text for name in names):
                inner.append(text)  # another cell's helper of the same name
            elif text not in shared:
                shared.append(text)
                bound.update(dict.fromkeys(names, text))
        imports += [text for text in test.imports if text not in imports]
        functions.append(_function(test, inner, after.get(test.name, []), decorators))
    if not tests:
        imports.append("from grader.suite import check")
        functions.append(_defined(exercise))
    ours = [text for text in imports if text.startswith("from grader.suite import ")]
    used = sorted(decorators | {text.rpartition(" ")[2] for text in ours})
    lines = [text for text in imports if text not in ours]
    head = [f'"""{about}"""', "\n".join(lines)] if lines else [f'"""{about}"""']
    if used:
        head.append(f"from grader.suite import {', '.join(used)}")
    return "\n\n".join(head) + "\n\n\n" + "\n\n\n".join([*shared, *functions]) + "\n"


def _function(test: Test, inner: Sequence[str], after: Sequence[str], decorators: set[str]) -> str:
    lines = []
    if test.points:
        decorators.add("points")
        lines.append(f"@points({_number(test.points)})")
    if after:
        decorators.add("after")
        lines.append(f"@after({', '.join(map(json.dumps, after))})")
    if test.cell.hint:
        decorators.add("hint")
        said = " ".join(test.cell.hint.split())
        lines.append(f"@hint({said!r}, zh={said!r})")
    lines.append(f"def {test.name}(student):")
    lines.append(f'    """{test.title.en}. / {test.title.zh}。"""')
    body = "\n".join([*inner, test.body]).strip("\n")
    return "\n".join([*lines, indented(body) if body.strip() else "    pass"])


def _defined(exercise: Exercise) -> str:
    names = exercise.names
    english = " and ".join(f"`{name}`" for name in names)
    chinese = "、".join(f"`{name}`" for name in names)
    return "\n".join(
        [
            f"def test_{exercise.id}_is_defined(student):",
            f'    """There is {english}. / 已定义 {chinese}。"""',
            *(
                f'    check.that(student.{name} is not None, "{name} has no value yet.", "{name} 尚未赋值。")'
                for name in names
            ),
        ]
    )


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


# --- the list -------------------------------------------------------------------------------------------------------


def listing(draft: Draft, suite: Suite, left: Sequence[Left], seen: Sequence[Left]) -> str:
    """What was carried over, what was not, and what a person should look at, as Markdown."""
    lines = [f"# Imported from {draft.file} ({draft.origin})", ""]
    lines += ["| cell | test | points |", "|---|---|---|"]
    for exercise in suite.exercises:
        for test in exercise.tests:
            kind = "public" if test.public else "hidden"
            lines.append(f"| {test.cell.number} | `{exercise.id}::{test.name}` ({kind}) | {test.points:g} |")
    total = sum(exercise.points for exercise in suite.exercises)
    lost = sum(entry.points for entry in left)
    lines += ["", f"{total:g} points were carried over" + (f", {lost:g} were not." if lost else ", all there are.")]
    for heading, entries in (("Not carried over", left), ("Look at this", [*seen, *_to_do(draft, suite)])):
        if entries:
            lines += ["", f"## {heading}", ""]
        for entry in entries:
            lines.append(f"- {entry.said}")
    return "\n".join(lines) + "\n"


def _to_do(draft: Draft, suite: Suite) -> list[Left]:
    """What an imported assignment never has."""
    untranslated = "statement.md" if is_chinese("\n".join(draft.statement)) else "statement.zh.md"
    found = [
        Left(untranslated, "is the original text, not translated"),
        Left("mistakes.py, alternatives.py", "are empty: write what your students get wrong, and right in other ways"),
    ]
    if any(test.cell.hint for exercise in suite.exercises for test in exercise.tests):
        found.append(Left("hints", "have the original text in both languages"))
    return found
