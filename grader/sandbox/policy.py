"""Owns what may differ between the two sides of the conversation (see `peer`)."""

from __future__ import annotations

from typing import Any, Protocol


class Policy(Protocol):
    """What differs between the rooms."""

    def allow(self, operation: str, target: Any, args: tuple[Any, ...]) -> None:
        """Raise TypeError or AttributeError if the other side may not do this with an object of ours."""

    def enter(self, context: Any) -> Any:
        """A context manager around an operation that the other side asked for."""

    def context(self, operation: str, label: str) -> Any:
        """What the other side's `enter` is to be told."""

    def error_out(self, error: BaseException) -> Any:
        """An exception as data."""

    def error_in(self, body: Any, extra: Any) -> BaseException:
        """The local exception for what `error_out` of the other side said."""

    def extra_out(self) -> Any:
        """What else goes with an answer (printed text)."""

    def extra_in(self, extra: Any) -> None:
        """Take it."""
