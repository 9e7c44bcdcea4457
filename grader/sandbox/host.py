"""Owns the trusted side of a room: deadlines, verdicts, and what the student's code may ask of a suite's objects."""

from __future__ import annotations

import builtins
import contextlib
import select
import time
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch

from grader.sandbox import NOTHING_LENT, Isolation, Limits, Program, Simulated, seeds, tensors
from grader.sandbox.codec import Encoder
from grader.sandbox.crossing import simulated_device
from grader.sandbox.errors import Forbidden, Frame, LoadError, Missing, RoomDied, StudentError, Verdict
from grader.sandbox.inprocess import Interrupted
from grader.sandbox.peer import Peer
from grader.sandbox.remote import is_remote, kind_of
from grader.sandbox.tensors import Buffer
from grader.sandbox.translate import error_class
from grader.sandbox.wire import BadFrame, Closed, Pipe, TimedOut, pack

# What the student's code may ask of a suite's object, by kind. Attributes lead to frames and globals, so a function
# has none, an iterator only its items, a module what every nn.Module has, and a suite's own object its public names.
_MODULE_NAMES = frozenset(
    (
        "train",
        "eval",
        "training",
        "parameters",
        "named_parameters",
        "children",
        "named_children",
        "modules",
        "named_modules",
        "buffers",
        "named_buffers",
        "zero_grad",
        "state_dict",
        "load_state_dict",
        "requires_grad_",
        "apply",
        "forward",
        "to",
        "weight",
        "bias",
        "double",
        "float",
        "half",
        "cpu",
        "cuda",
    )
)
# What a module of the student's asks of one of ours inside it: dicts of tensors and layers, as children() gives them.
# _flat_weights_names: by which the book's own initialisers walk over a recurrent layer.
_MODULE_PARTS = frozenset(["_parameters", "_buffers", "_modules", "_flat_weights_names"])
# What is shown of an object's own attributes: plain data, layers, and the data set of a loader.
_SHOWN = bool | int | float | str | list | tuple | dict | torch.Tensor | torch.nn.Module | torch.utils.data.Dataset
_NOTHING = contextlib.nullcontext()
_COLLECTION_OPERATIONS = frozenset(["iter", "next", "len", "item", "contains", "bool", "is_instance"])


class HostPolicy:
    """How the trusted room behaves in the conversation (see `peer.Policy`)."""

    def __init__(self) -> None:
        self.seed: int | None = None
        self.calls: dict[str, int] = {}
        self.printed = ""
        self.warned: list[tuple[str, str, int]] = []
        self.callback_error: BaseException | None = None
        self.lines: list[str] = []
        self.lent: dict[int, Any] = {}  # by id: functions and classes that the program has among its names

    def allow(self, operation: str, target: Any, args: tuple[Any, ...]) -> None:
        """Raise TypeError for what the student's code has no business to ask."""
        if id(target) in self.lent and operation in ("call", "is_instance", "is_subclass"):
            return
        if operation == "get" and id(type(target)) in self.lent and self._public(target, *args):
            return  # the borrower's own instance would show it too: the vocabulary of a data set, say
        kind = kind_of(target)
        if operation == "call" and kind in ("function", "module", "object"):
            return
        if operation == "get" and len(args) == 1 and type(args[0]) is str and self._readable(kind, target, args[0]):
            return
        if operation in _COLLECTION_OPERATIONS and kind != "class":
            return
        if operation == "get":  # as hasattr and getattr with a default expect it
            raise AttributeError("that is not available here")
        raise TypeError("that is not available here")

    @staticmethod
    def _public(target: Any, name: Any = None, *more: Any) -> bool:
        return type(name) is str and not more and not name.startswith("_") and name in getattr(target, "__dict__", ())

    @staticmethod
    def _readable(kind: str, target: Any, name: str) -> bool:
        if kind == "module" and name in _MODULE_PARTS:
            return True
        if name.startswith("_") or kind in ("function", "class", "iterator"):
            return False
        if kind == "module" and name in _MODULE_NAMES:
            return True
        # instance attributes that are plain data or layers, and methods that the object's class defines
        own = vars(target).get(name) if hasattr(target, "__dict__") else None
        if own is not None:
            return isinstance(own, _SHOWN)
        if kind == "module" and isinstance(getattr(target, name, None), torch.Tensor | torch.nn.Module):
            return True
        found = getattr(type(target), name, None)
        if kind == "module":  # what the suite's own class adds to torch's (`begin_state`)
            return isinstance(found, types.FunctionType | property) and not hasattr(torch.nn.Module, name)
        return isinstance(found, types.FunctionType | property | bool | int | float | str) or (
            isinstance(target, torch.optim.Optimizer) and name in ("step", "zero_grad", "param_groups")
        )

    def enter(self, context: Any) -> Any:
        """Nothing to prepare for a callback."""
        return _NOTHING

    def context(self, operation: str, label: str) -> Any:
        """The seed of a call (see `seeds`)."""
        if operation != "call" or not label or self.seed is None:
            return None
        n = self.calls.get(label, 0)
        self.calls[label] = n + 1
        return seeds.call_seed(self.seed, label, n)

    def error_out(self, error: BaseException) -> Any:
        """A suite's callback raised: the student's code learns the kind, never the words (hidden values, maybe)."""
        if self.callback_error is None and not isinstance(error, TypeError | ReferenceError):
            self.callback_error = error
        for cls in type(error).__mro__:
            if cls is not Exception and getattr(builtins, cls.__name__, None) is cls and issubclass(cls, Exception):
                return [cls.__name__, f"the function that was handed over raised {cls.__name__}"]
        return ["RuntimeError", "the function that was handed over raised an error"]

    def error_in(self, body: Any, extra: Any) -> BaseException:
        """The local exception for one raised in the student's room."""
        return student_error(body, self.lines)

    def extra_out(self) -> Any:
        """Nothing."""
        return None

    def extra_in(self, extra: Any) -> None:
        """What the call printed and warned."""
        self.printed, self.warned = "", []
        if extra is None:
            return
        printed, warned = extra
        if type(printed) is not str or type(warned) is not list or len(warned) > 20:
            raise BadFrame("printed text that is none")
        self.printed = printed
        self.warned = [(str(a)[:100], str(b)[:500], c if type(c) is int else 0) for a, b, c in warned]


def student_error(body: Any, lines: Sequence[str] = ()) -> StudentError:
    """Rebuild an exception from `guest.describe_error`'s data. `lines`: the program, as this side knows it.

    A line number must be one of the program's, and the text is taken from here: what the room says it is could be
    anything, a hidden input for instance. Raises BadFrame."""
    try:
        name, bases, message, frames, forbidden, memory = body
        if not all(type(x) is str for x in (name, message, forbidden)) or len(bases) > 64 or len(frames) > 64:
            raise BadFrame("an error that is none")
        own = tuple(
            Frame(line, function if function.isidentifier() and len(function) < 100 else "", lines[line - 1].strip())
            for line, function, _ in frames
            if type(line) is int and type(function) is str and 1 <= line <= len(lines)
        )
        builtin: type[Exception] = Exception
        for base in bases:
            found = getattr(builtins, str(base), None)
            if isinstance(found, type) and issubclass(found, Exception):
                builtin = found
                break
    except (TypeError, ValueError) as bad:
        raise BadFrame(f"an error that does not fit: {type(bad).__name__}") from None
    if memory is True and not issubclass(builtin, MemoryError):
        builtin = MemoryError
    cls = error_class(builtin, Forbidden if forbidden else StudentError)
    error = cls.__new__(cls)
    error.args = (message[:4000],)
    error.type_name, error.message, error.frames = name[:100], message[:4000], own
    if isinstance(error, Forbidden):
        error.operation = forbidden[:200]
    return error


class HostPeer(Peer):
    """The trusted side of the conversation: with a deadline on every call, and a verdict when the room is no more."""

    # A room that died in a callback is dead for the call around it too; Ctrl-C and the timer are no student's error.
    fatal = (*Peer.fatal, RoomDied, KeyboardInterrupt, Interrupted)

    def __init__(self, pipe: Pipe, policy: HostPolicy, end: Callable[[str], Verdict]):
        super().__init__(pipe, policy, untrusted_side=False)
        self.host_policy = policy
        self._end = end
        self.verdict: Verdict | None = None
        self._notes: list[bytes | memoryview] = []
        self.call_limit = 10.0
        self.deadline = float("inf")

    def request(self, operation: str, target: int, args: Any = (), kwargs: Any = None, label: str = "") -> Any:
        """See Peer.request. Raises RoomDied for a room that answers late, not at all, or not in the language."""
        if self.verdict is not None:
            raise RoomDied(self.verdict)
        outermost = self._depth == 0
        if outermost:
            self.pipe.deadline = min(time.monotonic() + self.call_limit, self.deadline)
            self.host_policy.callback_error = None
        try:
            return super().request(operation, target, args, kwargs, label)
        except TimedOut:
            raise self._died("timeout") from None
        except Closed:
            raise self._died("gone") from None
        except BadFrame as bad:
            raise self._died(f"protocol: {bad}") from None
        except BaseException:
            if self.interrupted:  # the answer will come when nobody expects it
                self._died("protocol: the conversation was interrupted")
            raise
        finally:
            if outermost and self.verdict is None:
                self._raise_callback_error()

    def serve(self, body: Any, buffers: list[Buffer]) -> None:
        """A callback: the time that the suite's own code takes is not the student's."""
        began = time.monotonic()
        deadline = self.pipe.deadline
        super().serve(body, buffers)
        if deadline is not None and self._depth <= 1:
            self.pipe.deadline = max(deadline, min(deadline + (time.monotonic() - began), self.deadline))

    def forged(self, what: str) -> BaseException:
        """See Peer.forged."""
        return self._died(f"protocol: {what}")

    def _raise_callback_error(self) -> None:
        error, self.host_policy.callback_error = self.host_policy.callback_error, None
        # A check that failed inside a spy fails the test, whether or not the student's code swallowed the exception.
        # So does pytest.fail, which is no Exception.
        if isinstance(error, AssertionError) or (error is not None and not isinstance(error, Exception)):
            raise error

    def note(self, operation: str, *plain: Any) -> None:
        """See Peer.note. It goes with the next question, so that a test costs no message of its own."""
        self._notes += pack(["n", operation, list(plain)], [])

    def _converse(self, parts: Any, sent: Encoder) -> Any:
        notes, self._notes = self._notes, []
        return super()._converse([*notes, *parts], sent)

    def check_alive(self) -> None:
        """Raise RoomDied if the room ended, or spoke, while nobody asked it anything."""
        if self.verdict is None and select.select([self.pipe.fd], [], [], 0)[0]:
            self._died("gone")
        if self.verdict is not None:
            raise RoomDied(self.verdict)

    def _died(self, how: str) -> RoomDied:
        if self.verdict is None:
            self.verdict = self._end(how)
        return RoomDied(self.verdict)


class RealRoom:
    """One child of the zygote with one program in it (see `grader.sandbox.Room`)."""

    def __init__(self, pipe: Pipe, isolation: Isolation, end: Callable[[str], Verdict], close: Callable[[], None]):
        self.isolation = isolation
        self.policy = HostPolicy()
        self.peer = HostPeer(pipe, self.policy, end)
        self._close = close
        self._found: dict[str, Any] = {}
        self._lent: set[int] = set()  # the numbers of what was lent, which outlive a test
        # What its tests needed, for whoever prepares the next room: the first bans, the simulated inputs.
        self.forbade: tuple[str, ...] | None = None
        self.simulated: set[tuple[tuple[int, ...], str]] = set()

    def load(self, program: Program, limits: Limits, lent: Mapping[str, Any] = NOTHING_LENT) -> None:
        """Run the program, with `lent` among its names. Raises LoadError or RoomDied."""
        self.policy.lent = {id(value): value for value in lent.values()}
        self._lent = {self.peer.export(value) for value in lent.values()}
        self.policy.lines = program.source.split("\n")
        self.peer.call_limit = limits.import_s
        self.peer.deadline = time.monotonic() + limits.total_s
        most_cpu_s = limits.total_s * 2 + 5
        names, data, values = list(program.names), list(program.data), bool(program.values)
        plan = (program.source, program.filename, names, data, values)
        arguments = (*plan, limits.memory_mb, most_cpu_s, dict(lent))
        try:
            found = self.peer.request("load", 0, arguments)
        except StudentError as error:
            raise LoadError(error) from None
        self.peer.call_limit = limits.call_s
        if type(found) is not dict:
            raise self.peer._died("protocol: no names")
        for name, value in found.items():
            if is_remote(value):
                object.__setattr__(value, "_tg_label", str(name))
                self._found[name] = value

    def begin(self, seed: int, *, simulate: Simulated = "", forbid: Sequence[str] = ()) -> None:
        """See Room.begin. Raises RoomDied for a room that ended since the last test."""
        self.peer.check_alive()
        self.policy.seed = seed
        self.policy.calls.clear()
        self.peer.simulate = simulated_device(simulate)
        if self.forbade is None:
            self.forbade = tuple(forbid)
        self.peer.note("begin", seeds.host_seed(seed), simulate, list(forbid))

    def get(self, name: str) -> Any:
        """See Room.get."""
        if self.peer.verdict is not None:
            raise RoomDied(self.peer.verdict)
        known = self._found.get(name)
        if known is not None:
            return known
        try:
            answer = self.peer.request("name", 0, (name,))
        except StudentError as error:
            raise LoadError(error) from None
        if type(answer) is not list or len(answer) != 2:
            raise self.peer._died("protocol: no value")
        if answer[0] is not True:
            raise Missing(name)
        if is_remote(answer[1]):
            object.__setattr__(answer[1], "_tg_label", name)
        return answer[1]

    def printed(self) -> str:
        """See Room.printed."""
        return self.policy.printed

    def service(self, name: str, *args: Any) -> Any:
        """See Room.service. What the last call printed stays known."""
        said = (self.policy.printed, self.policy.warned)
        try:
            return self.peer.request("service", 0, (name, *args))
        finally:
            self.policy.printed, self.policy.warned = said

    def warnings(self) -> list[tuple[str, str, int]]:
        """What the last call warned of: category, message, line of the program (0: not the program's own)."""
        return list(self.policy.warned)

    def pristine(self, value: Any) -> Any:
        """See Room.pristine."""
        return self.peer.received.pristine(value)

    def end(self) -> None:
        """See Room.end."""
        self.peer.note("end")
        if self.peer.simulate:
            crossed = (link.tensor for link in self.peer.links.by_id.values())
            self.simulated |= {(tuple(x.shape), tensors.dtype_name(x.dtype)) for x in crossed if not x.is_meta}
        self.peer.clear()
        self.peer.handles.forget(self._lent)
        self.peer.simulate = None

    def close(self) -> None:
        """End the room at once."""
        if self.peer.verdict is None:
            self.peer.verdict = Verdict("killed", "the room was closed")
        self._close()
