"""Owns the search for what must not leave: which lines of a course are secret, and which of them a release holds."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from grader.course import Assignment
from grader.stub import BEGIN, END

# A line says something if it has words of its own: `return X`, `for i in range(n):` and `@points(2)` do not.
_LEAST_WORDS, _LEAST_LENGTH = 3, 13
_LEAST_WITHIN = 25  # as a part of another line: `y = f(x)` is part of many
_COMMON = 3  # a line that so many assignments keep secret is how one writes such things, and no secret
_EMPTY = re.compile(r"(import |from |@points|@after|@on|@pytest|def test_\w+\(|class \w+\(nn\.Module\):$|[\"'#])")


class Leak(NamedTuple):
    """A secret line of `assignment` in a released file."""

    assignment: str
    file: str
    line: str


def leaks(assignments: Iterable[Assignment], released: Mapping[str, Mapping[str, bytes]]) -> list[Leak]:
    """Every secret line of any of `assignments` that stands in a released file of any (`released`: assignment's key ->
    file -> bytes): as a line, and within the assignment's own files as a part of one too."""
    owners: dict[str, set[str]] = defaultdict(set)
    chosen = list(assignments)
    given = {assignment.key: given_lines(assignment) for assignment in chosen}
    for assignment in chosen:
        for line in secret_lines(assignment):
            owners[line].add(assignment.key)
    secrets = {line: keys for line, keys in owners.items() if len(keys) < _COMMON and _telling(line)}
    found = []
    for key, files in released.items():
        for name, data in files.items():
            texts = [_single(line) for text in _strings(name, data) for line in text.splitlines()]
            whole = "\n".join(texts)
            for line in secrets.keys() & set(texts) - given.get(key, set()):
                found.append(Leak(key, name, line))
            for line, keys in secrets.items():
                within = key in keys and line not in given[key] and len(line) >= _LEAST_WITHIN and line in whole
                if within and Leak(key, name, line) not in found:
                    found.append(Leak(key, name, line))
    return sorted(found)


def secret_lines(assignment: Assignment) -> set[str]:
    """The lines of hidden tests, mistakes, alternatives, and between the marks of the reference."""
    paths = [*assignment.hidden_suites, assignment.mistakes_path, assignment.alternatives_path]
    found = {_single(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()}
    return found | _of_reference(assignment, inside=True)


def given_lines(assignment: Assignment) -> set[str]:
    """What an author gives away openly: public tests, and the reference outside the marks. It is read here with other
    eyes than the release's own, which may be what is wrong."""
    public = [path.read_text(encoding="utf-8") for path in assignment.public_suites]
    return {_single(line) for text in public for line in text.splitlines()} | _of_reference(assignment, inside=False)


def _of_reference(assignment: Assignment, *, inside: bool) -> set[str]:
    found: set[str] = set()
    marked = False
    for line in assignment.reference_path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip() in (BEGIN, END):
            marked = line.strip() == BEGIN
        elif marked is inside:
            found.add(_single(line))
    return found


def _telling(line: str) -> bool:
    return len(line) >= _LEAST_LENGTH and len(re.findall(r"\w+", line)) > _LEAST_WORDS and _EMPTY.match(line) is None


def _single(line: str) -> str:
    return " ".join(line.split())


def _strings(name: str, data: bytes) -> list[str]:
    """Every text in a released file: of a notebook each string in it, wherever it hangs."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return []  # data for the exercises, which no secret file is
    if not name.endswith(".ipynb"):
        return [text]
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list) and all(isinstance(part, str) for part in value):
            found.append("".join(value))
        elif isinstance(value, list | dict):
            for part in value.values() if isinstance(value, dict) else value:
                walk(part)

    walk(json.loads(text))
    return found
