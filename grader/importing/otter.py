"""Owns Otter's master notebooks: the blocks between raw cells, their YAML, solution markers and test cells."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import yaml

from grader.importing.load import joined
from grader.importing.model import CellTest, Draft, Left, NotImported, Part
from grader.importing.prose import first_heading, images, last_heading

_CONFIG = re.compile(r"#\s+(assignment\s+config|begin\s+assignment)\s*", re.IGNORECASE)
_BOUNDARY = re.compile(r"#\s+(begin|end)\s+(question|prompt|solution|tests|assignment)\b", re.IGNORECASE)
_FENCED = re.compile(r"^```otter[ \t]*\n(.*?)^```[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_IGNORED_CELL = re.compile(r"(##\s*ignore\s*##|#\s*ignore)", re.IGNORECASE)
_TEST_CONFIG = re.compile(r'(?:.\s*=\s*)?""?"?\s*#\s*BEGIN\s*TEST\s*CONFIG', re.IGNORECASE)
_TEST_CONFIG_END = re.compile(r'""?"?\s*#\s*END\s*TEST\s*CONFIG', re.IGNORECASE)
_LINE = re.compile(r"\s*# ?SOLUTION( NO PROMPT)?\s*$")
_SEED = re.compile(r"\s*# SEED\s*$")


def read(cells: list[dict[str, Any]], file: str) -> Draft:
    """The notebook as a draft. Raises NotImported for one that Otter would refuse."""
    reader = _Reader(file)
    for number, cell in enumerate(cells, 1):
        for kind, source in _unfenced(cell):
            reader.cell(number, kind, source, cell)
    reader.end()
    reader.draft.title = first_heading(reader.draft.statement) or reader.name
    return reader.draft


def _unfenced(cell: dict[str, Any]) -> list[tuple[str, str]]:
    """A Markdown cell in its parts: what stands in ```otter fences is as good as a raw cell."""
    if cell["cell_type"] != "markdown":
        return [(cell["cell_type"], cell["source"])]
    found = [("raw" if n % 2 else "markdown", text) for n, text in enumerate(_FENCED.split(cell["source"]))]
    return [(kind, text.strip("\n")) for kind, text in found if text.strip()]


class _Reader:
    """Where in the notebook one stands: the open blocks, the question and its tests."""

    def __init__(self, file: str):
        self.draft = Draft("Otter", file)
        self.file, self.name, self.ok_format = file, "", True
        self.blocks: list[str] = []
        self.question: dict[str, Any] = {}
        self.tests: list[tuple[CellTest, float | None]] = []
        self.heading = ""

    def cell(self, number: int, kind: str, source: str, cell: dict[str, Any]) -> None:
        """Take one cell."""
        first = source.lstrip().partition("\n")[0]
        if _IGNORED_CELL.match(first):
            return
        if kind == "raw":
            self._raw(number, first, source)
        elif self.blocks and self.blocks[-1] == "tests":
            if kind != "code":
                raise self._wrong(number, "a cell among the tests that is not code")
            self._test(number, source, cell)
        elif kind == "code" and "prompt" not in self.blocks:
            code, marked = _solution(source, lambda what: self._wrong(number, what))
            if '""" # BEGIN PROMPT' in source:
                self._leave(number, "the prompt in the code: the stub says where to write")
            label = str(self.question.get("name", ""))
            self.draft.items.append(Part(number, code, marked, label, self.heading))
        elif kind == "markdown" and not {"solution", "prompt"} & set(self.blocks) and not self.question.get("manual"):
            self.draft.statement.append(source)
            self.draft.left += [Left(f"cell {number}", what) for what in images(source)]
            self.heading = last_heading(source) or self.heading

    def _raw(self, number: int, first: str, source: str) -> None:
        boundary = _BOUNDARY.match(first)
        if _CONFIG.match(first):
            config = self._yaml(number, source)
            self.name = str(config.get("name") or "")
            tests = config.get("tests")
            self.ok_format = not (isinstance(tests, dict) and tests.get("ok_format") is False)
            for extra in config.get("files") or []:
                self._leave(number, f"the file {extra}, which the notebook reads")
            if config.get("plugins"):
                self._leave(number, "Otter's plugins")
        elif boundary and boundary[2].lower() != "assignment":
            what = boundary[2].lower()
            if boundary[1].lower() == "begin":
                self._begin(number, what, source)
            elif not self.blocks or self.blocks[-1] != what:
                raise self._wrong(number, f"END {what.upper()} without BEGIN {what.upper()}")
            else:
                self.blocks.pop()
                if what == "question":
                    self._close_question(number)
        elif "PLUGIN" in first.upper():
            self._leave(number, "Otter's plugins")

    def _begin(self, number: int, what: str, source: str) -> None:
        if (what == "question") == bool(self.blocks):
            where = "inside of another block" if self.blocks else "outside of a question"
            raise self._wrong(number, f"BEGIN {what.upper()} {where}")
        self.blocks.append(what)
        if what == "question":
            self.question = self._yaml(number, source)
            if not self.question.get("name"):
                raise self._wrong(number, "a question without a name")

    def _test(self, number: int, source: str, cell: dict[str, Any]) -> None:
        lines = source.split("\n")
        comment = lines[0].lstrip().startswith("#")
        hidden = comment and re.search(r"\bhidden\b", lines[0], re.IGNORECASE) is not None
        config: dict[str, Any] = {}
        if _TEST_CONFIG.match(lines[0]):
            end = next((n for n, line in enumerate(lines) if _TEST_CONFIG_END.match(line)), None)
            if end is None:
                raise self._wrong(number, "BEGIN TEST CONFIG without END TEST CONFIG")
            config = self._yaml(number, "\n".join(lines[1:end]))
            lines = lines[end + 1 :]
        elif hidden:
            lines = lines[1:]
        hidden = bool(config.get("hidden", hidden))
        if config.get("success_message"):
            self._leave(number, "the message for those who pass (success_message)")
        points = config.get("points")
        if points is not None and (isinstance(points, bool) or not isinstance(points, int | float)):
            raise self._wrong(number, f"a test with {points!r} points")
        name = str(self.question["name"])
        if self.question.get("manual"):
            self._leave(number, f"a test of {name}, which is marked by hand")
            return
        test = CellTest(
            number,
            label=f"{name} {len(self.tests) + 1}",
            source="\n".join(lines),
            points=0.0,
            hidden=frozenset(range(1, len(lines) + 1)) if hidden else frozenset(),
            expects=_shown(cell) if self.ok_format else None,
            prints=any("text" in output for output in cell.get("outputs", []) if isinstance(output, dict)),
            group=name,
            whole=bool(self.question.get("all_or_nothing")),
            hint=str(config.get("failure_message") or ""),
        )
        self.tests.append((test, points))

    def _close_question(self, number: int) -> None:
        tests, self.tests = self.tests, []
        question, self.question = self.question, {}
        total = question.get("points")
        if question.get("manual"):
            points = float(total) if isinstance(total, int | float) else 0.0
            self.draft.left.append(Left(f"question {question['name']}", "is marked by hand", points))
            return
        if not tests:
            self._leave(number, f"question {question['name']}, which has no tests")
            return
        given = [points for _, points in tests]
        if isinstance(total, dict):
            total = total.get("each", 1) * len(tests)
        elif isinstance(total, list):
            if len(total) != len(tests):
                raise self._wrong(number, f"a question with {len(total)} points and {len(tests)} tests")
            given, total = total, None
        try:
            resolved = resolve(total, given)
        except ValueError as error:
            raise self._wrong(number, str(error)) from None
        # Doctest minds whatever is printed. Here that counts where the question is about printing: a print that a
        # student left in costs nothing elsewhere.
        prints = any(test.prints for test, _ in tests)
        for (test, _), points in zip(tests, resolved, strict=True):
            self.draft.items.append(msgspec.structs.replace(test, points=points, prints=prints))

    def end(self) -> None:
        """After the last cell. Raises NotImported for a block that is still open."""
        if self.blocks:
            raise NotImported(f"{self.file}: BEGIN {self.blocks[-1].upper()} has no END {self.blocks[-1].upper()}.")

    def _yaml(self, number: int, source: str) -> dict[str, Any]:
        try:
            found = yaml.safe_load(source)
        except yaml.YAMLError as error:
            raise self._wrong(number, f"settings that are not YAML ({' '.join(str(error).split())})") from None
        if found is not None and not isinstance(found, dict):
            raise self._wrong(number, "settings that are no `key: value` lines")
        return found or {}

    def _leave(self, number: int, what: str) -> None:
        self.draft.left.append(Left(f"cell {number}", what))

    def _wrong(self, number: int, what: str) -> NotImported:
        return NotImported(f"{self.file}: cell {number} has {what}.")


def resolve(total: Any, given: list[float | None]) -> list[float]:
    """What each test of a question is worth, as Otter has it: those without points share what is left of the
    question's. Raises ValueError."""
    if total is not None and (isinstance(total, bool) or not isinstance(total, int | float)):
        raise ValueError(f"a question with {total!r} points")
    said = sum(points for points in given if points is not None)
    open_ = sum(points is None for points in given)
    if total is None:
        total = 1 if said == 0 else said  # a question is worth 1, unless its tests say something else
    if said > total:
        raise ValueError(f"tests worth {said:g} in a question of {total:g} points")
    return [float(points) if points is not None else (total - said) / open_ for points in given]


def _shown(cell: dict[str, Any]) -> str:
    """What the cell showed when the instructor ran it, as Otter reads it."""
    shown = ""
    for output in cell.get("outputs", []):
        if isinstance(output, dict):
            shown += joined(output.get("text", ""))
            data = output.get("data")
            shown += joined(data.get("text/plain", "")) if isinstance(data, dict) else ""
    return shown


def _solution(source: str, wrong: Any) -> tuple[str, frozenset[int]]:
    """A cell without Otter's markers, and the lines (of what is left) that a student writes."""
    kept: list[str] = []
    marked: set[int] = set()
    solution = prompt = ignored = False
    for line in source.split("\n"):
        end = line.rstrip()
        if re.match(r"\s*#\s*BEGIN\s*IGNORE", line, re.IGNORECASE):
            ignored = True
        elif end.endswith("# END IGNORE"):
            ignored = False
        elif end.endswith("# BEGIN PROMPT"):
            prompt = True
        elif end.endswith("# END PROMPT"):
            prompt = False
        elif ignored or prompt or end.endswith("# IGNORE"):
            continue
        elif re.match(r"\s*# BEGIN SOLUTION( NO PROMPT)?", line):
            if solution:
                raise wrong("BEGIN SOLUTION inside of another")
            solution = True
        elif end.endswith("# END SOLUTION"):
            if not solution:
                raise wrong("END SOLUTION without BEGIN SOLUTION")
            solution = False
        else:
            if solution or _LINE.search(line):
                marked.add(len(kept) + 1)
            kept.append(_SEED.sub("", _LINE.sub("", line)))
    if solution:
        raise wrong("BEGIN SOLUTION without END SOLUTION")
    return "\n".join(kept), frozenset(marked)
