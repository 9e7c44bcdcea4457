"""Owns turning an exception of a program in this process into a StudentError."""

from __future__ import annotations

import builtins

from grader.sandbox.errors import Frame, StudentError

# Exception is a base of StudentError already; Python itself acts on the other two when they pass through a generator.
_PLAIN = (Exception, StopIteration, StopAsyncIteration)
_classes: dict[type, type[StudentError]] = {}


def student_error(error: BaseException, frames: tuple[Frame, ...] = ()) -> StudentError:
    """A StudentError that is also an instance of the nearest builtin type of `error`, with its message and `frames`.

    SystemExit and KeyboardInterrupt become plain StudentErrors: they must not end the process that judges."""
    known = (base for base in type(error).__mro__ if getattr(builtins, base.__name__, None) is base)
    builtin: type = next(known)
    cls = _classes.get(builtin)
    if cls is None:
        plain = builtin in _PLAIN or not issubclass(builtin, Exception) or issubclass(builtin, BaseExceptionGroup)
        # The builtin comes first: MemoryError makes no instance of a class where it comes second.
        bases = (StudentError,) if plain else (builtin, StudentError)
        cls = _classes[builtin] = type(f"Student{builtin.__name__}", bases, {"__str__": lambda self: self.message})
    made = cls.__new__(cls)
    made.args = (str(error),)
    made.type_name, made.message, made.frames = type(error).__name__, str(error), frames
    return made
