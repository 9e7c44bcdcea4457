"""Owns what authors of suites write: `points`, `hint`, `after`, `visibility`, `on`; the comparisons stand in `check`.

    from grader.suite import after, check, hint, on, points, visibility
    from grader.suite import drawn, files, gpus, left_on_cpu, look, new_axes

The decorators only note what was said; `grader.suite.runner` reads it when it collects. A parametrised test carries its
points once for each of its cases.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from grader.text import Text

if TYPE_CHECKING:
    from grader.suite.drawing import drawn, look, new_axes
    from grader.suite.room import files, gpus, left_on_cpu

__all__ = [
    "after",
    "drawn",
    "files",
    "gpus",
    "hint",
    "left_on_cpu",
    "look",
    "new_axes",
    "notes_of",
    "on",
    "points",
    "visibility",
]
_ELSEWHERE = {
    "drawn": "drawing",
    "look": "drawing",
    "new_axes": "drawing",
    "files": "room",
    "gpus": "room",
    "left_on_cpu": "room",
}

Visibility = Literal["public", "hidden", "secret"]
Test = TypeVar("Test", bound=Callable[..., Any])

_NOTES = "_torchgrade_notes"


def __getattr__(name: str) -> Any:
    """What needs torch, imported where it is asked for: much that reads this package does not."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)


@dataclass
class Notes:
    """What the decorators of one test function said."""

    points: float = 0.0
    hint: Text | None = None
    after: tuple[Callable[..., Any] | str, ...] = ()
    visibility: Visibility | None = None
    on: str | None = None


def notes_of(test: Any) -> Notes:
    """The notes of a test function; the defaults where nothing was said."""
    found = getattr(test, _NOTES, None)
    return found if isinstance(found, Notes) else Notes()


def _note(test: Test) -> Notes:
    if not hasattr(test, _NOTES):
        setattr(test, _NOTES, Notes())
    return notes_of(test)


def _seen(value: Any) -> str:
    return f"the function {value.__name__}" if hasattr(value, "__name__") else repr(value)


def points(n: float) -> Callable[[Test], Test]:
    """What passing the test is worth. A test without `@points` is worth nothing and is still shown."""
    if isinstance(n, bool) or not isinstance(n, (int, float)) or not 0 <= n < float("inf"):
        raise ValueError(f"@points takes a number from 0 up, as in @points(2), not {_seen(n)}")

    def decorate(test: Test) -> Test:
        _note(test).points = float(n)
        return test

    return decorate


def hint(en: str, zh: str = "") -> Callable[[Test], Test]:
    """What a student who fails the test may read: a nudge, not the answer."""

    for text in (en, zh):
        if not isinstance(text, str):
            raise ValueError(f'@hint takes strings, as in @hint("English", zh="中文"), not {_seen(text)}')

    def decorate(test: Test) -> Test:
        _note(test).hint = Text(" ".join(en.split()), zh)
        return test

    return decorate


def after(*tests: Callable[..., Any] | str) -> Callable[[Test], Test]:
    """Judge the test only when `tests` passed (functions of the same file above it, or ids such as
    "softmax::test_rows_sum_to_one"); until then it scores nothing and says so."""

    for test in tests:
        if not (isinstance(test, str) or callable(test)):
            raise ValueError(f"@after takes tests that stand above, not {_seen(test)}")

    def decorate(test: Test) -> Test:
        notes = _note(test)
        notes.after = (*notes.after, *tests)
        return test

    return decorate


def visibility(level: Visibility) -> Callable[[Test], Test]:
    """Who sees what: "public" shows values, "hidden" title, hint and how far off, "secret" only that it failed.

    The default is "public" for files in `public/` and "hidden" for the others."""
    if level not in ("public", "hidden", "secret"):
        raise ValueError(f'@visibility takes "public", "hidden" or "secret", not {level!r}')

    def decorate(test: Test) -> Test:
        _note(test).visibility = level
        return test

    return decorate


def on(device: Literal["cuda", "meta"]) -> Callable[[Test], Test]:
    """Where a test takes place.

    "cuda", a placement test: on a GPU where there is one, else simulated (shapes, dtypes and devices, no values).
    "meta", a test of sizes: without values, and so at no cost of memory or time for a large model. Code that cannot be
    followed without values is run with them."""
    if device not in ("cuda", "meta"):
        raise ValueError(f'@on takes "cuda" or "meta", not {device!r}')

    def decorate(test: Test) -> Test:
        _note(test).on = device
        return test

    return decorate
