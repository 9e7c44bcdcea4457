"""One real sandbox for the whole session (one a worker), and rooms opened from source."""

from __future__ import annotations

import ast
import socket
import textwrap
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.sandbox import Limits, Program
from grader.sandbox.errors import RoomDied
from grader.sandbox.host import HostPeer, HostPolicy, RealRoom
from grader.sandbox.two_rooms import TwoRooms
from grader.sandbox.wire import Closed, Pipe


class Student:
    """What the `student` fixture of a suite is: names of the program as attributes."""

    def __init__(self, room: RealRoom):
        self._room = room

    def __getattr__(self, name: str) -> Any:
        return self._room.get(name)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[TwoRooms]:
    with TwoRooms(bubblewrap=False) as rooms:
        yield rooms


@pytest.fixture(scope="session")
def open_room(sandbox: TwoRooms) -> Iterator[Callable[..., RealRoom]]:
    """open_room(source, call_s=10) -> a room in which no test has begun."""
    opened: list[RealRoom] = []

    def opener(source: str, **limits: Any) -> RealRoom:
        source = textwrap.dedent(source)
        kinds = (ast.FunctionDef, ast.ClassDef)
        names = tuple(node.name for node in ast.parse(source).body if isinstance(node, kinds))
        opened.append(sandbox.open(Program(source, names=names), Limits(**limits)))
        return opened[-1]

    yield opener
    for room in opened:
        room.close()


_rooms: dict[str, RealRoom] = {}


@pytest.fixture
def room(request: pytest.FixtureRequest, open_room: Callable[..., RealRoom]) -> RealRoom:
    """The room of a test module's own SOURCE; a fresh one if the last test killed it."""
    name = request.module.__name__
    if name not in _rooms or _rooms[name].peer.verdict is not None:
        _rooms[name] = open_room(request.module.SOURCE)
    return _rooms[name]


@pytest.fixture
def student(room: RealRoom) -> Iterator[Student]:
    room.begin(7)
    yield Student(room)
    room.end()


class Forger:
    """The far end of a stream whose near end is a trusted HostPeer: it answers with whatever frame a test wants."""

    def __init__(self, *, seconds: float = 20.0):
        ours, self.far = socket.socketpair()
        self._near = ours
        self.host = HostPeer(Pipe(ours.fileno()), HostPolicy(), self._end)
        self.host.call_limit = seconds
        self.ends: list[str] = []

    def _end(self, how: str) -> Any:
        from grader.sandbox.errors import Verdict

        self.ends.append(how)
        kind = "timeout" if how == "timeout" else "protocol" if how.startswith("protocol") else "crashed"
        return Verdict(kind, how)

    @contextmanager
    def answering(self, *replies: bytes) -> Iterator[None]:
        """Send these bytes, whatever is asked, and close."""

        def far() -> None:
            pipe = Pipe(self.far.fileno(), patient=True)
            try:
                pipe.receive()
                for reply in replies:
                    self.far.sendall(reply)
                self.far.shutdown(socket.SHUT_WR)
                while True:
                    pipe.receive()
            except (Closed, OSError):
                pass

        thread = threading.Thread(target=far, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._near.close()
            thread.join(10)
            self.far.close()
            assert not thread.is_alive()


def ask(reply: bytes, *args: Any) -> Any:
    """What a trusted peer makes of `reply`: a value, or the RoomDied it raised. Anything else raised fails the test."""
    forger = Forger()
    with forger.answering(reply):
        try:
            return forger.host.request("call", 1, args)
        except RoomDied as died:
            return died
