"""One small assignment, `demo`, with one exercise, `f`: written to a folder, collected, and run in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

from grader.course import Assignment, load_assignment
from grader.sandbox import Program, Room
from grader.sandbox.inprocess import InProcessRoom
from grader.suite.runner import Outcome, Suite

REFERENCE = """
def f(x):
    return 2 * x
"""
HEAD = """
import pytest
import random
import torch
from grader.suite import after, check, hint, on, points, visibility
"""
SETTINGS = """
section = "0.1"
title = { en = "Demo", zh = "演示" }

[limits]
call_s = 0.4
total_s = 5

[exercises.f]
points = 1
"""


def write(root: Path, hidden: str = "", public: str = "", reference: str = REFERENCE, mistakes: str = "") -> Assignment:
    """Write the assignment under `root`; suites get the usual imports."""
    folder = root / "solutions" / "ch00_demo" / "demo"
    (folder / "public").mkdir(parents=True, exist_ok=True)
    (folder / "assignment.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "demo.py").write_text(dedent(reference), encoding="utf-8")
    for path, text in ((folder / "test_f.py", hidden), (folder / "public" / "test_f.py", public)):
        if text:
            path.write_text(HEAD + dedent(text), encoding="utf-8")
    if mistakes:
        (folder / "mistakes.py").write_text(dedent(mistakes), encoding="utf-8")
    return load_assignment(folder)


def opener(source: str) -> Callable[[], Room]:
    """What opens a room on `source`."""
    return lambda: InProcessRoom(Program(dedent(source)))


def run(
    suite: Suite, source: str = REFERENCE, *, seed: int = 1, device: Any = "cpu", **more: Any
) -> dict[str, Outcome]:
    """The outcomes for `source`, by the test's name."""
    outcomes = suite.run(opener(source), seed=seed, device=device, **more)
    return {outcome.spec.id.split("::", 1)[1].removeprefix("test_"): outcome for outcome in outcomes}
