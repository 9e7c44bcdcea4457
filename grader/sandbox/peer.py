"""Owns the conversation: one side asks, the other answers, and while it works it may ask back.

Both rooms run this class; they differ in their `Policy`, which says what the other side may do with an object that
lives here. A message is one of::

    [q, operation, object, arguments, context, updates, dropped]
    [a, leaves, value, outs, marks, graph, updates, extra, dropped]    an answer
    [e, error, marks, updates, extra, dropped]                         the operation raised
    [n, operation, arguments]                                          a note; no answer

`marks` holds the mutable arguments that the call changed, `updates` what changed in linked tensors (see `links`),
`dropped` the tensors, objects, graphs and waiting gradients no longer needed. Arguments, answer and marks are decoded
in the order in which they were encoded: a tensor stands in full where it came first, and as a number after that.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import torch

from grader.sandbox import crossing, gradients
from grader.sandbox.codec import Encoder
from grader.sandbox.decoder import Decoder, changed
from grader.sandbox.handles import Handles
from grader.sandbox.links import Links
from grader.sandbox.policy import Policy
from grader.sandbox.received import Received, overwrite
from grader.sandbox.remote import OPERATIONS
from grader.sandbox.tensors import Buffer
from grader.sandbox.wire import BadFrame, Closed, Pipe, TimedOut, pack

MAX_CALLS_DEEP = 64
_grad_enabled = torch.is_grad_enabled
_set_grad_enabled = torch._C._set_grad_enabled
_in_backward = torch._C._current_graph_task_id


class Peer:
    """One side of the conversation. `untrusted_side`: this is the student's room."""

    # The conversation itself is broken: nothing can be answered any more.
    fatal: tuple[type[BaseException], ...] = (BadFrame, Closed, TimedOut)

    def __init__(self, pipe: Pipe, policy: Policy, *, untrusted_side: bool):
        self.pipe = pipe
        self.policy = policy
        self.untrusted_side = untrusted_side
        self.fake_mode: Any = None
        self.simulate: torch.device | None = None  # on which values do not exist
        self.interrupted = False  # an answer may be on its way that nobody waits for any more
        self.links: Links = Links(1 if untrusted_side else 2)
        self.handles: Handles = Handles(self)
        self.received = Received(self.links)
        self.graphs: dict[int, gradients.Graph] = {}
        self._next_graph = 1
        self.pending: dict[int, tuple[list[tuple[torch.Tensor, torch.Tensor]], list[int]]] = {}
        self._next_pending = 1
        # of which backward pass, and the number under which gradients wait
        self.uncommitted: list[tuple[int, int]] = []
        self.dropped_graphs: list[int] = []
        self.dropped_pending: list[int] = []
        self.sentinel = gradients.make_sentinel(self)
        # Asked of the room itself, not of one of its objects.
        self.operations: dict[str, Callable[..., Any]] = {
            "gradient": lambda *args: gradients.answer(self, *args),
            "commit": lambda *args: gradients.commit_here(self, *args),
        }
        self._lock = threading.RLock()
        self._depth = 0

    def forged(self, what: str) -> BaseException:
        """The exception for an answer that came in a good frame and cannot be true."""
        return BadFrame(what)

    def export(self, value: Any) -> int:
        """Give an object a number by which the other side may name it."""
        return int(self.handles.encode(value)[1])

    # Asking -----------------------------------------------------------------------------------------------------------

    def request(self, operation: str, target: int, args: Any = (), kwargs: Any = None, label: str = "") -> Any:
        """Ask the other side to do something with one of its objects, and wait for the answer."""
        with self._lock:
            if self._depth >= MAX_CALLS_DEEP:
                raise RecursionError("calls between the rooms are nested too deeply")
            self._depth += 1
            try:
                # The outer gradients of a backward pass are values; those that carry a graph are linked all the same.
                encoder = Encoder(self, results=False, links=operation != "gradient")
                parts = self._question(encoder, operation, target, args, kwargs, label)
                return self._converse(parts, encoder)
            finally:
                self._depth -= 1

    def _question(self, encoder: Encoder, operation: str, target: int, args: Any, kwargs: Any, label: str) -> Any:
        if self.received.containers:
            self.received.note_changes()
        try:
            updates = self.links.updates(encoder) if self.links.by_id else []
            arguments = [encoder.encode(a) for a in args]
            named = [x for name, value in (kwargs or {}).items() for x in (name, encoder.encode(value))]
            context = [_grad_enabled(), self.policy.context(operation, label)]
            dropped = self._take_dropped()
            return pack(["q", operation, target, [arguments, named], context, updates, dropped], encoder.buffers)
        except BaseException:
            encoder.take_back()
            raise

    def note(self, operation: str, *plain: Any) -> None:
        """Tell the other side something that needs no answer. `plain` is msgpack data."""
        self.pipe.send(pack(["n", operation, list(plain)], []))

    def _take_dropped(self) -> list[Any]:
        """[tensors, objects, graphs, waiting gradients] no longer needed. Only the trusted side lets go of tensors."""
        swept = [] if self.untrusted_side or not self.links.by_id else self.links.sweep()
        if self.uncommitted and self._depth == 1 and _in_backward() == -1:
            # No backward pass is under way: torch.autograd.grad left them, and nobody will ask for them.
            self.dropped_pending += [number for _, number in self.uncommitted]
            self.uncommitted = []
        if not (swept or self.handles.dropped or self.dropped_graphs or self.dropped_pending):
            return []
        objects, self.handles.dropped = self.handles.dropped, []
        graphs, self.dropped_graphs = self.dropped_graphs, []
        pending, self.dropped_pending = self.dropped_pending, []
        return [swept, objects, graphs, pending]

    def _converse(self, parts: Any, sent: Encoder) -> Any:
        answered = False
        try:
            self.pipe.send(parts)
            value, error = self._await(sent)
            answered = True
        finally:
            self.interrupted = self.interrupted or not answered
        if error is not None:
            raise error
        return value

    def _await(self, sent: Encoder) -> tuple[Any, BaseException | None]:
        while True:
            body, buffers = self.pipe.receive()
            kind = body[0] if type(body) is list and body else None
            if kind == "q":
                self.serve(body, buffers)
                continue
            try:
                if kind == "a":
                    return self._answer(body, buffers, sent), None
                return None, self._error(body, buffers, sent)
            except self.fatal:
                raise
            except Exception as bad:
                raise BadFrame(f"an answer that does not fit: {type(bad).__name__}") from None

    def _answer(self, body: Any, buffers: list[Buffer], sent: Encoder) -> Any:
        _, leaves, answer, outs, marks, graph, updates, extra, dropped = body
        self.policy.extra_in(extra)
        decoder = Decoder(self, buffers, sent.marked)
        held = [decoder.decode(leaf) for leaf in leaves]
        if outs:
            token, numbers = graph
            if type(token) is not int:
                raise BadFrame("results without their graph")
            raw = [crossing.decode_out(self, out, decoder) for out in outs]
            links = [self.links.by_id[n] for n in numbers]
            decoder.graph = gradients.connect(self, token, links, raw)
        value = decoder.decode(answer)
        self._settle(decoder, marks, updates, dropped, sent)
        del held  # by the graph from now on
        return value

    def _error(self, body: Any, buffers: list[Buffer], sent: Encoder) -> BaseException:
        if type(body) is not list or body[0] != "e":
            raise BadFrame("an answer that is none")
        _, error, marks, updates, extra, dropped = body
        self.policy.extra_in(extra)
        self._settle(Decoder(self, buffers, sent.marked), marks, updates, dropped, sent)
        return self.policy.error_in(error, extra)

    def _settle(self, decoder: Decoder, marks: Any, updates: Any, dropped: Any, sent: Encoder) -> None:
        """Take over changes to linked tensors and to the mutable arguments of the call."""
        for mark, body in marks:
            mine, new = sent.marked[mark], decoder.decode(body)
            before = mine.copy()
            overwrite(mine, new)
            self.received.changed(mine, before)
        if updates:
            self.links.apply(updates, decoder)
        if dropped:
            self._drop(dropped)

    def _drop(self, dropped: Any) -> None:
        swept, objects, graphs, pending = dropped
        for number in swept:
            self.links.drop(number)
        self.handles.drop(objects)
        for token in graphs:
            self.graphs.pop(token, None)
        for number in pending:
            _, beyond = self.pending.pop(number, ((), ()))
            self.dropped_pending += beyond

    # Answering --------------------------------------------------------------------------------------------------------

    def serve(self, body: Any, buffers: list[Buffer]) -> None:
        """Do what the other side asked, and answer."""
        decoder = Decoder(self, buffers)
        try:
            tag, operation, target, (arguments, named), context, updates, dropped = body
            if tag != "q" or type(operation) is not str or type(target) is not int:
                raise BadFrame("a request that is none")
            if updates:
                self.links.apply(updates, decoder)
            if dropped:  # what was dropped may have been changed just before, and be held by others here
                self._drop(dropped)
            args = [decoder.decode(a) for a in arguments]
            names, values = named[::2], named[1::2]
            kwargs = {str(name): decoder.decode(v) for name, v in zip(names, values, strict=True)} if named else {}
            grad_wanted, context = context
        except self.fatal:
            raise
        except Exception as bad:
            raise BadFrame(f"a request that does not fit: {type(bad).__name__}") from None
        encoder = Encoder(self, results=True, graphs=True, links=operation != "gradient")
        if decoder.marks:
            encoder.incoming = {id(value): mark for mark, (value, _) in decoder.marks.items()}
        grad_before = _grad_enabled()
        try:
            with self.policy.enter(context):
                _set_grad_enabled(grad_wanted is True)
                value = self._perform(operation, target, args, kwargs)
            _set_grad_enabled(grad_before)
            # Before new tensors are linked, which is a change to none of the old ones.
            updates = self.links.updates(encoder) if self.links.by_id else []
            if self.untrusted_side and crossing.is_held_by_nobody(sys.getrefcount(value), value):
                encoder.unlinked = value
            leaves = gradients.leaves_of_owner(self, operation, target, value, encoder) if grad_wanted else []
            leaves += gradients.leaves_among(self, value, encoder)
            answer = encoder.encode(value)
            marks = self._changed_marks(encoder, decoder) if decoder.marks else []
            graph = self._keep_graph(encoder) if encoder.outs else []
            message = [
                "a",
                leaves,
                answer,
                encoder.outs,
                marks,
                graph,
                updates,
                self.policy.extra_out(),
                self._take_dropped(),
            ]
            parts = pack(message, encoder.buffers)
        except self.fatal:
            raise
        except BaseException as error:  # whatever the student's code raised is data
            _set_grad_enabled(grad_before)
            encoder.take_back()
            parts = self._refusal(decoder, error)
        self.pipe.send(parts)

    def _refusal(self, decoder: Decoder, error: BaseException) -> Any:
        body = self.policy.error_out(error)
        for keep in (True, False):
            # What cannot be handed over (a list that now contains itself) did not change, so far as anybody can tell.
            encoder = Encoder(self, results=True)
            encoder.incoming = {id(value): mark for mark, (value, _) in decoder.marks.items()}
            try:
                updates = self.links.updates(encoder)
                marks = self._changed_marks(encoder, decoder) if keep else []
                message = ["e", body, marks, updates, self.policy.extra_out(), self._take_dropped()]
                return pack(message, encoder.buffers)
            except Exception:
                encoder.take_back()
        return pack(["e", body, [], [], None, []], [])

    @staticmethod
    def _changed_marks(encoder: Encoder, decoder: Decoder) -> list[Any]:
        out = []
        homes = encoder.incoming
        for mark, (value, state) in decoder.marks.items():
            if changed(value, state):
                encoder.incoming = {k: v for k, v in homes.items() if k != id(value)}
                out.append([mark, encoder.encode(value)])
        encoder.incoming = homes
        return out

    def _keep_graph(self, encoder: Encoder) -> list[Any]:
        """Keep the graph of an answer until the other side lets go of it; [its number, the links it may lead to]."""
        token, self._next_graph = self._next_graph, self._next_graph + 1
        outs = [tensor for _, tensor in encoder.graph.values()]
        links = gradients.reachable(self, outs)
        self.graphs[token] = gradients.Graph(outs, [link.tensor for link in links])
        return [token, [link.id for link in links]]

    def _perform(self, operation: str, target: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        own = self.operations.get(operation)
        if own is not None:
            return own(*args, **kwargs)
        perform = OPERATIONS.get(operation)
        if perform is None:
            raise BadFrame("a request for something that is not there")
        if target not in self.handles.objects:
            raise ReferenceError("this object belonged to an earlier test")
        subject = self.handles.objects[target]
        self.policy.allow(operation, subject, tuple(args))
        return perform(subject, *args, **kwargs)

    def keep_waiting(self, waiting: list[tuple[torch.Tensor, torch.Tensor]], beyond: list[int]) -> int:
        """Keep gradients until the other side commits them; the number to commit them by."""
        number, self._next_pending = self._next_pending, self._next_pending + 1
        self.pending[number] = (waiting, beyond)
        return number

    # Between tests ----------------------------------------------------------------------------------------------------

    def clear(self) -> None:
        """Forget all that a test brought up."""
        self.links.clear()
        self.received.clear()
        self.graphs.clear()
        self.pending.clear()
        self.uncommitted.clear()
        self.dropped_graphs.clear()
        self.dropped_pending.clear()
