"""Owns the rehearsal: the zygote plays a room's part on a program of ours before it forks the first child.

CPython writes into the code that it runs until it has run a dozen times (it specialises it), the linker looks a
function up when it is first called, torch and pybind11 remember types that they meet. Each child would do all that
anew, on pages copied for it, in slower code. A process that is forked off plays the trusted side's part.
"""

from __future__ import annotations

import contextlib
import linecache
import os
import socket
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import torch

from grader.sandbox import guest, seeds
from grader.sandbox.crossing import simulated_device
from grader.sandbox.files import Folder
from grader.sandbox.peer import Peer
from grader.sandbox.wire import Pipe

_TIMES = 10
_PROGRAM = """
import torch
from torch import nn

def with_methods(X):
    e = torch.exp(X - X.max(1, keepdim=True).values)
    return e / e.sum(1, keepdim=True)

def with_functions(X):
    e = (X - torch.amax(X, dim=1, keepdim=True)).exp()
    return e / torch.sum(e, dim=1, keepdim=True)

class Scale(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n))

    def forward(self, X):
        return X * self.weight
"""
_FILENAME = "rehearsal.py"
_NAMES = ("with_methods", "with_functions", "Scale")


_Rooms = list[tuple[socket.socket, socket.socket]]


def rehearse(*, simulation: bool) -> bool:
    """Play rooms in this process, which has one thread, one after another. Returns whether all of it went well.

    Nothing is left of them but what torch and Python remember. Raises OSError where the system refuses."""
    rooms = [socket.socketpair() for _ in range(_TIMES)]
    director = os.fork()
    if director == 0:
        failed = 1
        try:
            failed = _direct(rooms, simulation)
        finally:
            os._exit(failed)
    for ours, _ in rooms:
        ours.close()
    with tempfile.TemporaryDirectory() as folder, _everything_put_back():
        for _, theirs in rooms:
            with theirs:
                guest.Guest(Pipe(theirs.fileno(), patient=True), Folder(folder)).serve()
    return os.waitpid(director, 0)[1] == 0


@contextlib.contextmanager
def _everything_put_back() -> Iterator[None]:
    before = (sys.stdout, sys.stderr, warnings.showwarning)
    try:
        yield
    finally:
        sys.stdout, sys.stderr, warnings.showwarning = before
        sys.modules.pop(guest.MODULE, None)
        linecache.cache.pop(_FILENAME, None)


# The trusted side's part ----------------------------------------------------------------------------------------------


class _Director:
    """The trusted side's policy, as far as this program needs it (see `policy.Policy`)."""

    def allow(self, operation: str, target: Any, args: tuple[Any, ...]) -> None:
        """The program asks for nothing."""

    def enter(self, context: Any) -> Any:
        """Nor calls anything."""
        return contextlib.nullcontext()

    def context(self, operation: str, label: str) -> Any:
        """The seed of a call."""
        return seeds.call_seed(1, label, 0) if operation == "call" else None

    def error_out(self, error: BaseException) -> Any:
        """Nothing is raised here."""
        return ["RuntimeError", ""]

    def error_in(self, body: Any, extra: Any) -> BaseException:
        """The program raised."""
        return RuntimeError(str(body))

    def extra_out(self) -> Any:
        """Nothing to add."""

    def extra_in(self, extra: Any) -> None:
        """Nor to take."""


def _direct(rooms: _Rooms, simulation: bool) -> int:
    """What a suite would ask of each room, until it is the next one's turn. Returns whether something failed."""
    for _, theirs in rooms:
        theirs.close()
    failed = 0
    for ours, _ in rooms:
        with ours:
            peer = Peer(Pipe(ours.fileno()), _Director(), untrusted_side=False)
            found = peer.request("load", 0, (_PROGRAM, _FILENAME, list(_NAMES), [], False, 0, 0, {}))
            for test in (_plain, _double, _transposed, _gradient, _module):
                failed |= _perform(peer, found, test, "")
            if simulation:
                failed |= _perform(peer, found, _plain, "cuda")
    return failed


def _perform(peer: Peer, found: dict[str, Any], test: Callable[[dict[str, Any]], None], simulate: str) -> int:
    peer.simulate = simulated_device(simulate)
    peer.note("begin", seeds.host_seed(1), simulate, [])
    try:
        test(found)
    except Exception:
        return 1
    finally:
        peer.note("end")
        peer.clear()
        peer.simulate = None
    return 0


def _plain(found: dict[str, Any]) -> None:
    found["with_methods"](torch.randn(4, 6))
    found["with_functions"](torch.randn(4, 6))


def _double(found: dict[str, Any]) -> None:
    found["with_methods"](torch.randn(4, 6, dtype=torch.float64))


def _transposed(found: dict[str, Any]) -> None:
    found["with_functions"](torch.randn(6, 4).T)


def _gradient(found: dict[str, Any]) -> None:
    X = torch.randn(4, 6, requires_grad=True)
    found["with_methods"](X).sum().backward()


def _module(found: dict[str, Any]) -> None:
    net = found["Scale"](6)
    net(torch.randn(4, 6)).sum().backward()
    list(net.parameters())
