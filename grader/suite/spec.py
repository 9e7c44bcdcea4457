"""Owns what a suite is as data: TestSpec (what a test is worth and says) and Outcome (what became of it)."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from grader.sandbox.errors import Frame, Verdict
from grader.text import Text

Status = Literal["passed", "failed", "error", "timeout", "crashed", "inconclusive"]
Device = Literal["cpu", "cuda", "cuda (simulated)"]


class SuiteError(Exception):
    """A suite cannot be used: which file, what is wrong."""


class TestSpec(msgspec.Struct, frozen=True):
    """One test of a suite. `id` is `exercise::test_name`; `after` are the ids of its prerequisites."""

    __test__ = False  # not a test class, for pytest

    id: str
    exercise: str
    title: Text
    hint: Text | None
    points: float
    visibility: Literal["public", "hidden", "secret"]
    after: tuple[str, ...]
    on: str | None
    wants_device: bool


class Outcome(msgspec.Struct):
    """What became of one test for one submission.

    `message` is safe to show for any visibility. `detail` holds values and the student's own error messages: for public
    tests only. `judged` is False when a prerequisite did not pass. `rung` names the broken rung of a failed check.
    `fault` is the traceback of an error that is the suite's own, not the submission's: the grader could not judge.
    """

    spec: TestSpec
    status: Status
    device: Device
    message: Text | None = None
    detail: Text | None = None
    frames: tuple[Frame, ...] = ()
    duration_s: float = 0.0
    observations: list[Any] = []
    verdict: Verdict | None = None
    judged: bool = True
    rung: str = ""
    fault: str = ""

    @property
    def score(self) -> float:
        """All points or none. A simulation that cannot follow the code costs nothing."""
        earned = self.status == "passed" or (self.status == "inconclusive" and self.judged)
        return self.spec.points if earned else 0.0
