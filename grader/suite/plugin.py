"""Owns the pytest plugin: the fixtures `student`, `reference` and `device`, and what is kept of a test that ran.

One test runs at a time. The runner sets the stage (rooms, device), pytest's own protocol calls the test, and the plugin
keeps the exception of each phase instead of a formatted report.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
import torch

from grader.sandbox import Room
from grader.sandbox.errors import Missing
from grader.sandbox.inprocess import InProcessRoom, Interrupted
from grader.suite.words import Failed
from grader.text import Text


class Names:
    """What a test sees as `student` or `reference`: the names of one room."""

    __slots__ = ("_lender", "_model", "_room")

    def __init__(self, room: Room, model: Callable[[], Room | None] | None = None, lender: Room | None = None):
        self._room = room
        self._lender = lender  # in follow-through: where what it was lent does its work, and draws
        self._model = model  # gives the reference's room: where it has something to call, so must the student

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._room.get(name)
        model = None if self._model is None or callable(value) else self._model()
        if model is not None and _callable_in(model, name):
            raise Failed("callable", Text(f"`{name}` is not a function or a class.", f"`{name}` 不是函数也不是类。"))
        if model is not None and (value is None or value is ...) and not _gives(model, name, value):
            raise Failed("unwritten", Text(f"`{name}` has no answer yet.", f"`{name}` 还没有答案。"))
        return value

    def _printed(self) -> str:
        return self._room.printed()


def _callable_in(room: Room, name: str) -> bool:
    try:
        return callable(room.get(name))
    except Missing:
        return False


def _gives(room: Room, name: str, value: Any) -> bool:
    """Whether `room` has this very value too: None may be the answer."""
    try:
        return room.get(name) is value
    except Missing:
        return True


class _Report:
    """As much of a TestReport as pytest's protocol reads: whether to go on to the next phase."""

    def __init__(self, passed: bool):
        self.passed = passed
        self.failed = not passed


_PASSED, _FAILED = _Report(True), _Report(False)


class Plugin:
    """The stage of the running test, and pytest's view of it."""

    def __init__(self) -> None:
        self.student: Room | None = None
        self.lender: Room | None = None
        self.reference: InProcessRoom | None = None
        self.model: Callable[[], Room | None] = lambda: self.reference
        self.device = torch.device("cpu")
        self.errors: list[BaseException] = []
        self.broken: list[pytest.CollectReport] = []

    def hand_over(self, item: Any) -> None:
        """Give a test its student, reference and device at once: the same as through the fixtures below, which are then
        not asked and cost nothing."""
        if not item._request:  # as pytest does before it runs an item again
            item._initrequest()
        asked = item._fixtureinfo.argnames
        if "student" in asked and self.student is not None:
            item.funcargs["student"] = Names(self.student, self.model, self.lender)
        if "reference" in asked and self.reference is not None:
            item.funcargs["reference"] = Names(self.reference)
        if "device" in asked:
            item.funcargs["device"] = self.device

    # --- fixtures ----------------------------------------------------------------------------------------------------

    @pytest.fixture(name="student")
    def _student(self) -> Names:
        assert self.student is not None
        return Names(self.student, self.model, self.lender)

    @pytest.fixture(name="reference")
    def _reference(self) -> Names:
        assert self.reference is not None
        return Names(self.reference)

    @pytest.fixture(name="device")
    def _device(self) -> torch.device:
        return self.device

    # --- hooks -------------------------------------------------------------------------------------------------------

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember what could not be collected."""
        if report.failed:
            self.broken.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> _Report:
        """Keep the exception itself. Formatting it, which nobody would read, is most of the cost of a failed test."""
        if call.excinfo is not None:
            error = call.excinfo.value
            # A fixture's or pytest's own assertion is not a condition of the test.
            outside = call.when != "call" and type(error) is AssertionError
            self.errors.append(RuntimeError(str(error)).with_traceback(error.__traceback__) if outside else error)
        return _PASSED if call.excinfo is None else _FAILED

    @pytest.hookimpl(tryfirst=True)
    def pytest_timeout_set_timer(self, item: Any, settings: Any) -> bool:
        """pytest-timeout's timer without its terminal: it raises in the test, again each second until that gets out."""
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            item.cancel_timeout = None
            return True
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, settings.timeout, 1.0)
        item.cancel_timeout = _silence
        return True


def _ring(signum: int, frame: Any) -> None:
    raise Interrupted


def _silence() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
