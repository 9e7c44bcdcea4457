"""Owns turning an exception of a program in this process into a StudentError."""

from __future__ import annotations

import builtins

from grader.sandbox.errors import Frame, StudentError

# Exception is a base of StudentError already; Python itself acts on the other two when they pass through a generator.
_PLAIN = (Exception, StopIteration, StopAsyncIteration)
_classes: dict[tuple[type, type[StudentError]], type[StudentError]] = {}


def error_class(builtin: type, base: type[StudentError] = StudentError) -> type[StudentError]:
    """A class that is both `base` and, where a program may rightly be expected to raise it, the builtin type."""
    known = _classes.get((builtin, base))
    if known is None:
        plain = builtin in _PLAIN or not issubclass(builtin, Exception) or issubclass(builtin, BaseExceptionGroup)
        # The builtin comes first: MemoryError makes no instance of a class where it comes second.
        bases = (base,) if plain else (builtin, base)
        known = type(f"Student{builtin.__name__}", bases, {"__str__": lambda self: self.message})
        _classes[builtin, base] = known
    return known


def student_error(error: BaseException, frames: tuple[Frame, ...] = ()) -> StudentError:
    """A StudentError that is also an instance of the nearest builtin type of `error`, with its message and `frames`.

    SystemExit and KeyboardInterrupt become plain StudentErrors: they must not end the process that judges."""
    known = (base for base in type(error).__mro__ if getattr(builtins, base.__name__, None) is base)
    cls = error_class(next(known))
    made = cls.__new__(cls)
    made.args = (str(error),)
    made.type_name, made.message, made.frames = type(error).__name__, str(error), frames
    return made
