"""Owns what tests made from notebook cells use beside `check`: what a cell shows, partial credit, nose's assertions.

`torchgrade import` writes tests that use these; `assert_equal`, `assert_raises` and the others of nose.tools are here
under their own names, since nose itself is no longer kept.
"""

from __future__ import annotations

import io
import re
import sys
import unittest
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

from grader.suite import check, observe
from grader.suite.words import Failed
from grader.text import Text

_CASE = unittest.TestCase()
_SHOWS = Text("This does not show what the notebook shows.", "显示的内容与 notebook 中的不同。")
_PARTIAL = Text("This is not all that is asked for.", "尚未完成全部要求。")


def shows(value: Any, expected: str) -> None:
    """A notebook cell that ends in `value` shows `expected`: its repr, or nothing for None."""
    observe.observe(value)
    _compare("" if value is None else repr(value), expected)


@contextmanager
def output(expected: str) -> Iterator[Callable[[Any], None]]:
    """What is printed inside, and what is given to the function that this hands out (as an expression in a cell), is
    `expected`, but for line ends at its end."""
    printed = io.StringIO()

    def show(value: Any) -> None:
        observe.observe(value)
        if value is not None:
            printed.write(f"{value!r}\n")

    with redirect_stdout(printed):
        yield show
    observe.observe(printed.getvalue())
    _compare(printed.getvalue(), expected)


def _compare(found: str, expected: str) -> None:
    if _line(found) != _line(expected.rstrip("\n")):
        found, expected = (repr(text if len(text) <= 200 else text[:199] + "…") for text in (found, expected))
        raise Failed(
            "value", _SHOWS, Text(f"It shows {found}; expected {expected}.", f"显示 {found}；应为 {expected}。")
        )


def _line(text: str) -> str:
    """`text` with the line end that a notebook does not show at its end."""
    return text if text.endswith("\n") or not text else f"{text}\n"


def full_credit(value: Any, points: float) -> None:
    """A cell that ends in a number gives that many points in nbgrader. Here a test is worth all or nothing, so the
    number must reach `points`; a cell that ends in anything else has passed."""
    try:
        credit = float(repr(value))
    except ValueError:
        return
    observe.observe(credit)
    if 0 <= credit < points:
        raise Failed("value", _PARTIAL, Text(f"It is worth {credit:g} of {points:g}.", f"得 {credit:g} / {points:g}。"))


class echo:
    """`student`, whose functions print here what they print in their own room, for tests that catch the output."""

    def __init__(self, student: Any):
        self._student = student

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._student, name)
        if not callable(value) or isinstance(value, type):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            result = value(*args, **kwargs)
            sys.stdout.write(check.printed(self._student))
            return result

        return call


class environment:
    """The notebook's variables by name, as Otter's tests get them: `given` ones, else the student's."""

    def __init__(self, student: Any, **given: Any):
        self._student, self._given = student, given

    def __getitem__(self, name: str) -> Any:
        return self._given[name] if name in self._given else getattr(self._student, name)

    def get(self, name: str, default: Any = None) -> Any:
        """As a dict's, but that a name which the student lacks fails the test."""
        return self[name]


def ok_(condition: Any, message: str | None = None) -> None:
    """nose's `ok_`."""
    if not condition:
        raise AssertionError(message)


def eq_(a: Any, b: Any, message: str | None = None) -> None:
    """nose's `eq_`."""
    if not a == b:
        raise AssertionError(message or f"{a!r} != {b!r}")


def __getattr__(name: str) -> Any:
    """`assert_almost_equal` is unittest's `assertAlmostEqual`, and so on."""
    method = re.sub(r"_([a-z])", lambda found: found[1].upper(), name)
    if name.startswith("assert_") and hasattr(_CASE, method):
        return getattr(_CASE, method)
    raise AttributeError(f"nose.tools has no {name!r} that is known here")
