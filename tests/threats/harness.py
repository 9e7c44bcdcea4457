# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Attacks as student programs, run in real rooms and judged by the real pipeline. See docs/threats.md for which is where.

A program that is `graded` goes the whole way (read, slice, run, judge, report). One that is `asked` runs in a room as it
stands, and its function's answer is what the student's side could see. The fixtures are in conftest.py.
"""

from __future__ import annotations

import json
import os
import textwrap
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from grader.course import Assignment, load_assignment
from grader.judge import judge
from grader.report import Report, encode
from grader.sandbox import Limits, Program, Sandbox
from grader.submission import read_bytes
from grader.suite.runner import Suite
from tests.threats.forked import Forked

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "solutions" / "ch03_linear_networks" / "softmax_regression"
LIMITS = Limits(import_s=6, call_s=2, total_s=12, memory_mb=1024)
# What only the grader knows. No room may ever see it, nor may a report show it to a student.
SECRET = "tulip-harbour-" + os.urandom(8).hex()
RIGHT = """
def softmax(X):
    e = torch.exp(X - X.max(1, keepdim=True).values)
    return e / e.sum(1, keepdim=True)
"""


class Court:
    """The softmax assignment, its suite, and the sandboxes in which a program may be tried."""

    def __init__(self) -> None:
        self.assignment: Assignment = replace(load_assignment(FOLDER), limits=LIMITS, libraries=())
        self.suite = Suite(self.assignment)
        self.full = sum(spec.points for spec in self.suite.tests if spec.exercise == "softmax")

    def grade(self, sandbox: Sandbox, source: str, **options: Any) -> Report:
        """The report on a student's file with this source."""
        data = textwrap.dedent(source).encode()
        options = {"device": "cpu", "seed": 7, "exercises": {"softmax"}} | options
        current = os.environ.get("PYTEST_CURRENT_TEST", "")
        try:
            return judge(read_bytes(data, "student.py"), self.assignment, sandbox, self.suite, **options)
        finally:
            os.environ["PYTEST_CURRENT_TEST"] = current  # the suite's own pytest takes it away


def attack(code: str, at: str = "call", then: str = "return X * 0") -> str:
    """A submission that runs `code` at its import or in each call, survives what that raises, and then answers `then`."""
    body = textwrap.indent(textwrap.dedent(code).strip(), "        ")
    head = f"import torch\ndef attack(X=None):\n    try:\n{body}\n    except BaseException as error:\n        return repr(error)\n"
    if at == "import":
        return f"{head}STATE = attack()\ndef softmax(X):\n    STATE\n    {then}\n"
    return f"{head}def softmax(X):\n    attack(X)\n    {then}\n"


def ask(sandbox: Sandbox | Forked, code: str, *args: Any, limits: Limits = LIMITS) -> Any:
    """What a student's function with this body returns in a room; an exception it raises is its answer as text."""
    if isinstance(sandbox, Forked):
        return sandbox.ask(code, args, limits)
    body = textwrap.indent(textwrap.dedent(code).strip(), "    ")
    program = Program(f"def probe(*args):\n{body}\n", names=("probe",))
    room = sandbox.open(program, limits)
    try:
        room.begin(1)
        return room.get("probe")(*args)
    finally:
        room.close()


def shown(report: Report) -> str:
    """All that a student may read of a report: what a hidden test keeps for the instructor is left out."""
    return json.dumps(json.loads(encode(report)), ensure_ascii=False)


def outsiders() -> list[int]:
    """Processes of this machine that run as a room's user: children of a zygote, standing by or at work."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                uid = os.stat(f"/proc/{name}").st_uid
                real = int(Path(f"/proc/{name}/status").read_text().split("Uid:")[1].split()[0])
            except (OSError, IndexError):
                continue
            if max(uid, real) >= 2_000_000_000:
                found.append(int(name))
    return found


def descendants(pid: int) -> list[int]:
    """All processes below `pid`, as this machine numbers them."""
    parents: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                parent = int(Path(f"/proc/{name}/stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
            parents.setdefault(parent, []).append(int(name))
    below, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        below += children
        todo += children
    return below
