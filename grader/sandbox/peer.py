"""Owns the conversation: one side asks, the other answers, and while it works it may ask back.

Both rooms run this class; they differ in their `Policy`, which says what the other side may do with an object that lives
here. A message is one of::

    [q, operation, object, arguments, context, updates, dropped]
    [a, value, outs, marks, token, updates, extra]        an answer
    [e, error, marks, updates, extra]                     the operation raised
    [n, operation, arguments]                             a note; no answer

`updates` carries what changed in linked tensors (see `links`), `dropped` the tensors, objects and graphs no longer needed.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import Any, Protocol

import torch

from grader.sandbox import gradients, tensors
from grader.sandbox.codec import Decoder, Encoder, Opaque, changed
from grader.sandbox.links import Link, Links
from grader.sandbox.remote import OPERATIONS, Remote, describe, public_class
from grader.sandbox.wire import BadFrame, Closed, Pipe, TimedOut, pack

MAX_CALLS_DEEP = 64


class Policy(Protocol):
    """What differs between the rooms."""

    def allow(self, operation: str, target: Any, args: tuple[Any, ...]) -> None:
        """Raise TypeError if the other side may not do this with an object of ours."""

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


class Graph:
    """Results of this side whose gradients the other side may ask for, and the tensors it may ask them for."""

    def __init__(self, outs: list[torch.Tensor], held: list[torch.Tensor]):
        self.outs = outs
        self.held = held


class Peer:
    """One side of the conversation. `untrusted_side`: this is the student's room."""

    def __init__(self, pipe: Pipe, policy: Policy, *, untrusted_side: bool):
        self.pipe = pipe
        self.policy = policy
        self.untrusted_side = untrusted_side
        self.fake_mode: Any = None
        self.simulate = False
        self.links = Links(1 if untrusted_side else 2)
        self.objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._next_object = 1
        self.remotes: weakref.WeakValueDictionary[int, Remote] = weakref.WeakValueDictionary()
        self.graphs: dict[int, Graph] = {}
        self._next_graph = 1
        self.pending: dict[int, tuple[list[tuple[torch.Tensor, torch.Tensor]], list[int]]] = {}
        self._next_pending = 1
        self.before: dict[int, tuple[Any, Any]] = {}  # id -> (container, what it held before the other side changed it)
        self.sentinel = gradients.make_sentinel(self)
        self.uncommitted: list[tuple[int, int]] = []  # (graph task, number over there)
        self.dropped_objects: list[int] = []
        self.dropped_graphs: list[int] = []
        # Asked of the room itself, not of one of its objects.
        self.operations: dict[str, Callable[..., Any]] = {
            "gradient": lambda *args: gradients.answer(self, *args),
            "commit": lambda *args: gradients.commit_here(self, *args),
        }
        self._lock = threading.RLock()
        self._depth = 0

    # What crosses -----------------------------------------------------------------------------------------------------

    def encode_object(self, value: Any) -> Any:
        """A handle to an object that stays here, or the number of one of theirs that goes home."""
        if type(value) is Remote:
            return ["H", value._tg_number] if value._tg_peer is self else ["o", "an object of another room"]
        path = public_class(value)
        if path is not None:
            return ["q", path]
        number = self._numbers.get(id(value))
        if number is None:
            number, self._next_object = self._next_object, self._next_object + 1
            self.objects[number] = value
            self._numbers[id(value)] = number
        return ["h", number, describe(value)]

    def export(self, value: Any) -> int:
        """Give an object a number by which the other side may name it."""
        body = self.encode_object(value)
        return int(body[1])

    def decode_object(self, body: Any) -> Remote:
        """The stand-in for an object of the other side; the same one as long as somebody here holds it."""
        number, description = body[1], body[2]
        if type(number) is not int:
            raise BadFrame("an object without a number")
        known = self.remotes.get(number)
        if known is not None:
            return known
        if number in self.dropped_objects:
            self.dropped_objects.remove(number)
        fresh = self.remotes[number] = Remote(self, number, description)
        return fresh

    def decode_public(self, path: Any) -> Any:
        """A class of torch or of builtins, by its path. Raises BadFrame for anything else."""
        found = public_class(path, find=True)
        if found is None:
            raise BadFrame("an unknown class")
        return found

    def decode_device(self, device: torch.device) -> torch.device:
        """A device that is named in arguments; in a simulation every one is the simulated GPU."""
        return torch.device("cuda:0") if self.simulate and self.untrusted_side else device

    def encode_tensor(self, value: torch.Tensor, encoder: Encoder) -> Any:
        """A tensor: by its link's number where both rooms know it already, else with its bytes."""
        if type(value) is not torch.Tensor and type(value) is not torch.nn.Parameter:
            known = self.links.find(value)
            if known is None or not isinstance(value, torch.nn.Parameter):
                if self.simulate and self.untrusted_side and gradients.is_fake(value):
                    return self._encode_fake(value)
                with torch._C.DisableTorchFunctionSubclass():
                    try:
                        value = value.as_subclass(torch.Tensor)
                    except Exception:  # a wrapper without storage; whatever it raises, it cannot be read
                        return ["o", f"a tensor of class {type(value).__name__}"]
        if self.simulate:
            # No values, so nothing to link: a tensor crosses anew each time.
            if self.untrusted_side or hasattr(value, "_claimed_device"):
                return self._encode_fake(value)
            return encoder.tensor_body(value, 0, value.requires_grad)
        if value.layout is not torch.strided or value.is_meta or value.is_quantized or value.is_nested:
            what = "meta" if value.is_meta else str(value.layout).removeprefix("torch.").removesuffix("_coo")
            return ["o", f"a {what} tensor"]
        if value.requires_grad and value.grad_fn is not None and encoder.results:
            if not value.is_cpu and not value.is_cuda:
                return ["o", f"a tensor on {value.device}"]
            encoder.graph.append(value)
            encoder.outs.append(encoder.tensor_body(value, 0, True))
            return ["G", len(encoder.outs) - 1]
        link = self.links.find(value)
        if link is not None:
            return ["L", link.id]
        if not value.is_cpu and not value.is_cuda:
            return ["o", f"a tensor on {value.device}"]
        body = encoder.tensor_body(value, 0, value.requires_grad)
        link = self.links.add(value, bytes(encoder.buffers[-1]))
        body[1] = link.id
        body.append(self.links.first_grad(link, encoder))
        return body

    def decode_tensor(self, body: Any, decoder: Decoder) -> torch.Tensor:
        """A plain tensor over the bytes that came; linked if it has a number."""
        number, dtype, shape, strides, flags, device, buffer = body[1:8]
        data = decoder.buffer(buffer)
        if self.simulate and self.untrusted_side:
            return self._make_fake(dtype, shape, strides, flags)
        seen = bytes(data) if number else b""
        value = tensors.rebuild(dtype, shape, strides, data)
        if device != "cpu":
            value = self._to_device(value, device)
        if flags & 2:
            value = torch.nn.Parameter(value, requires_grad=bool(flags & 1))
        elif flags & 1:
            if not (value.is_floating_point() or value.is_complex()):
                raise BadFrame("an integer tensor that requires a gradient")
            value.requires_grad_()
        if number:
            if type(number) is not int or number % 2 == self.links._next % 2 or number in self.links.by_id:
                raise BadFrame("a tensor under a number that is taken")
            link = self.links.add(value, seen, number)
            if len(body) > 8 and body[8] is not None:
                self.links.take_grad(link, body[8], decoder)
        return value

    def _to_device(self, value: torch.Tensor, device: Any) -> torch.Tensor:
        wanted = torch.device(str(device)[:32])
        if wanted.type != "cuda" or not torch.cuda.is_available():
            raise BadFrame("a tensor on a device that is not there")
        return value.to(wanted)

    def _encode_fake(self, value: torch.Tensor) -> Any:
        device = getattr(value, "_claimed_device", value.device)
        return ["F", tensors.dtype_name(value.dtype), [int(n) for n in value.shape], str(device), value.requires_grad]

    def _make_fake(self, dtype: Any, shape: Any, strides: Any, flags: int, device: Any = "cuda:0") -> torch.Tensor:
        with self.fake_mode:
            value = torch.empty_strided(shape, strides, dtype=tensors.DTYPES[dtype], device=device) if strides else (
                torch.empty(shape, dtype=tensors.DTYPES[dtype], device=device)
            )  # fmt: skip
        return value.requires_grad_(bool(flags & 1))

    def decode_fake(self, body: Any) -> torch.Tensor:
        """A tensor of a simulation: its shape, dtype and claimed device are known, its values are not."""
        _, dtype, shape, device, requires_grad = body
        if self.untrusted_side:
            return self._make_fake(dtype, shape, None, int(requires_grad), device)
        kind = tensors.DTYPES.get(dtype)
        if kind is None or type(shape) is not list or len(shape) > tensors.MAX_DIMS:
            raise BadFrame("a simulated tensor without a shape")
        value = torch.empty(shape, dtype=kind, device="meta")
        if requires_grad is True and (kind.is_floating_point or kind.is_complex):
            value.requires_grad_()
        value._claimed_device = torch.device(str(device)[:32])  # type: ignore[attr-defined]
        return value

    # Asking -----------------------------------------------------------------------------------------------------------

    def request(self, operation: str, target: int, args: Any = (), kwargs: Any = None, label: str = "") -> Any:
        """Ask the other side to do something with one of its objects, and wait for the answer."""
        with self._lock:
            if self._depth >= MAX_CALLS_DEEP:
                raise RecursionError("calls between the rooms are nested too deeply")
            self._depth += 1
            try:
                encoder = Encoder(self, results=False)
                dropped = self._take_dropped()
                updates = self.links.updates(encoder) if self.links.by_id else []
                arguments = [self.encode_arguments(encoder, args, kwargs)]
                context = [torch.is_grad_enabled(), self.policy.context(operation, label)]
                self.pipe.send(pack(["q", operation, target, *arguments, context, updates, dropped], encoder.buffers))
                return self._await(encoder)
            finally:
                self._depth -= 1

    @staticmethod
    def encode_arguments(encoder: Encoder, args: Any, kwargs: Any) -> Any:
        """Positional and keyword arguments as one body."""
        return [[encoder.encode(a) for a in args], {k: encoder.encode(v) for k, v in (kwargs or {}).items()}]

    def note(self, operation: str, *plain: Any) -> None:
        """Tell the other side something that needs no answer. `plain` is msgpack data."""
        self.pipe.send(pack(["n", operation, list(plain)], []))

    def _take_dropped(self) -> list[Any]:
        tensors_gone = [] if self.untrusted_side else self.links.sweep()
        objects, self.dropped_objects = self.dropped_objects, []
        graphs, self.dropped_graphs = self.dropped_graphs, []
        return [tensors_gone, objects, graphs] if tensors_gone or objects or graphs else []

    def _await(self, sent: Encoder) -> Any:
        while True:
            body, buffers = self.pipe.receive()
            kind = body[0] if type(body) is list and body else None
            if kind == "q":
                self.serve(body, buffers)
            elif kind == "a" and len(body) == 7:
                return self._answer(body, buffers, sent)
            elif kind == "e" and len(body) == 5:
                self.policy.extra_in(body[4])
                decoder = Decoder(self, buffers, sent.marked)
                self._settle(decoder, body[3], body[2], sent)
                raise self.policy.error_in(body[1], body[4])
            else:
                raise BadFrame("an answer that is none")

    def _answer(self, body: Any, buffers: list[bytearray], sent: Encoder) -> Any:
        _, value, outs, marks, token, updates, extra = body
        self.policy.extra_in(extra)
        decoder = Decoder(self, buffers, sent.marked)
        if outs:
            raw = [self.decode_tensor(out[:1] + [0] + out[2:5] + [0] + out[6:], decoder) for out in outs]
            decoder.graph = gradients.connect(self, token, raw)
        self._settle(decoder, updates, marks, sent)
        return decoder.decode(value)

    def _settle(self, decoder: Decoder, updates: Any, marks: Any, sent: Encoder) -> None:
        """Take over changes to linked tensors and to the mutable arguments of the call."""
        try:
            self.links.apply(updates, decoder)
            for mark, body in marks:
                mine = sent.marked[mark]
                self.before.setdefault(id(mine), (mine, mine.copy()))
                _overwrite(mine, decoder.decode(body))
        except BadFrame:
            raise
        except Exception as bad:
            raise BadFrame(f"changes that do not fit: {type(bad).__name__}") from None

    # Answering --------------------------------------------------------------------------------------------------------

    def serve(self, body: Any, buffers: list[bytearray]) -> None:
        """Do what the other side asked, and answer."""
        if type(body) is not list or len(body) != 7 or type(body[4]) is not list:
            raise BadFrame("a request that is none")
        _, operation, target, arguments, context, updates, dropped = body
        decoder = Decoder(self, buffers)
        self._drop(dropped)
        try:
            self.links.apply(updates, decoder)
            args = [decoder.decode(a) for a in arguments[0]]
            kwargs = {str(k): decoder.decode(v) for k, v in arguments[1].items()}
        except BadFrame:
            raise
        except Exception as bad:
            raise BadFrame(f"a request that does not fit: {type(bad).__name__}") from None
        encoder = Encoder(self, results=True)
        try:
            with torch.set_grad_enabled(bool(context[0])), self.policy.enter(context[1]):
                value = self._perform(operation, target, args, kwargs)
                self._note_homes(encoder, decoder)
                answer = encoder.encode(value)
        except FATAL:
            raise
        except BaseException as error:  # whatever the student's code raised is data
            self._refuse(decoder, error)
            return
        try:
            marks = self._changed_marks(encoder, decoder)
            updates_out = self.links.updates(encoder)
        except Exception as error:
            self._refuse(decoder, error)
            return
        token = 0
        if encoder.graph:
            token, self._next_graph = self._next_graph, self._next_graph + 1
            self.graphs[token] = Graph(encoder.graph, [link.tensor for link in self.links.differentiable()])
        message = ["a", answer, encoder.outs, marks, token, updates_out, self.policy.extra_out()]
        self.pipe.send(pack(message, encoder.buffers))

    def _refuse(self, decoder: Decoder, error: BaseException) -> None:
        body = self.policy.error_out(error)
        encoder = Encoder(self, results=True)
        self._note_homes(encoder, decoder)
        try:
            marks, updates = self._changed_marks(encoder, decoder), self.links.updates(encoder)
        except Exception:  # what cannot be encoded did not change, as far as the other side can tell
            encoder, marks, updates = Encoder(self, results=True), [], []
        self.pipe.send(pack(["e", body, marks, updates, self.policy.extra_out()], encoder.buffers))

    @staticmethod
    def _note_homes(encoder: Encoder, decoder: Decoder) -> None:
        encoder.incoming = {id(value): mark for mark, (value, _) in decoder.marks.items()}

    @staticmethod
    def _changed_marks(encoder: Encoder, decoder: Decoder) -> list[Any]:
        out = []
        homes = encoder.incoming
        for mark, (value, state) in decoder.marks.items():
            if changed(value, state):
                encoder.incoming = {k: v for k, v in homes.items() if k != id(value)}
                # Tensors in it cross as values: a graph cannot be reached through a container that was changed.
                body = encoder.encode(value)
                out.append([mark, body])
        encoder.incoming = homes
        return out

    def _drop(self, dropped: Any) -> None:
        if not dropped:
            return
        for number in dropped[0]:
            self.links.drop(number)
        for number in dropped[1]:
            gone = self.objects.pop(number, None)
            self._numbers.pop(id(gone), None)
        for token in dropped[2]:
            self.graphs.pop(token, None)

    def _perform(self, operation: Any, target: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
        own = self.operations.get(operation)
        if own is not None:
            return own(*args, **kwargs)
        perform: Callable[..., Any] | None = OPERATIONS.get(operation)
        if perform is None:
            raise BadFrame("a request for something that is not there")
        if target not in self.objects:
            raise ReferenceError("this object belonged to an earlier test")
        subject = self.objects[target]
        self.policy.allow(operation, subject, tuple(args))
        return perform(subject, *args, **kwargs)

    def keep_waiting(self, waiting: list[tuple[torch.Tensor, torch.Tensor]], beyond: list[int]) -> int:
        """Keep gradients until the other side commits them; the number to commit them by."""
        number, self._next_pending = self._next_pending, self._next_pending + 1
        self.pending[number] = (waiting, beyond)
        return number

    def pristine(self, value: Any) -> Any:
        """`value` as the other side first received it: with what it changed in place undone."""
        if isinstance(value, torch.Tensor):
            link = self.links.find(value)
            if link is None or link.first is None:
                return value
            return link.first.clone().requires_grad_(value.requires_grad)
        if isinstance(value, list | tuple | dict | set):
            known = self.before.get(id(value))
            now = known[1] if known is not None else value
            if isinstance(now, dict):
                return {k: self.pristine(v) for k, v in now.items()}
            if isinstance(now, set):
                return set(now)
            parts = [self.pristine(v) for v in now]
            return parts if isinstance(now, list) else _like(now, parts)
        known = self.before.get(id(value))
        return value if known is None else known[1]

    def clear(self) -> None:
        """Forget all that a test brought up."""
        self.links.clear()
        self.before.clear()
        self.graphs.clear()
        self.pending.clear()
        self.uncommitted.clear()
        self.dropped_graphs.clear()

    def forget_objects(self, keep: set[int]) -> list[Any]:
        """Drop all exported objects but `keep`; the dropped ones, for whoever wants to close them."""
        gone = [self.objects.pop(number) for number in list(self.objects) if number not in keep]
        self._numbers = {id(value): number for number, value in self.objects.items()}
        return gone

    def linked(self, tensor: torch.Tensor) -> Link | None:
        """The link of a tensor that has crossed in this test."""
        return self.links.find(tensor)


# The conversation itself is broken: nothing can be answered any more.
FATAL = (BadFrame, Closed, TimedOut)


def _like(old: tuple[Any, ...], parts: list[Any]) -> tuple[Any, ...]:
    """A tuple of the same class (a namedtuple takes its fields one by one)."""
    return tuple(parts) if type(old) is tuple else type(old)(*parts)


def _overwrite(mine: Any, new: Any) -> None:
    """Put what the other side made of an argument into the caller's own object."""
    if isinstance(new, Opaque):
        return
    if isinstance(mine, list):
        mine[:] = new
    elif isinstance(mine, dict):
        mine.clear()
        mine.update(new)
    elif isinstance(mine, set):
        mine.clear()
        mine |= new
    else:
        mine[...] = new
