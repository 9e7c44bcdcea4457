"""Owns the real sandbox: has the zygote started, keeps children standing by, and says how each one ended."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from grader.sandbox import NOTHING_LENT, Isolation, Limits, Program, starting
from grader.sandbox.errors import RoomDied, Verdict
from grader.sandbox.plan import plan_launch
from grader.sandbox.verdicts import judge_isolation, verdict_of
from grader.sandbox.wire import BadFrame, Closed, Pipe, TimedOut
from grader.sandbox.zygote import EVENT, ORDER

if TYPE_CHECKING:
    from grader.sandbox.host import RealRoom

_MOST_REHEARSED = 16
START_LIMIT_S = 180.0
CHILD_LIMIT_S = 30.0
_EXIT_LIMIT_S = 5.0  # for a child that was killed to be gone
_PARTING_S = 1.0  # between the end of a child's stream and its own
_RANK = {"none": 0, "partial": 1, "full": 2}


class SandboxError(Exception):
    """The sandbox could not be started, or has fewer walls than were insisted on. The message is for the instructor."""


class TwoRooms:
    """A `Sandbox` with one zygote. Start it early: torch is imported there while this process does other things.

    device: "cpu", or "cuda" for children that may use the GPU.
    require: refuse to work with less isolation than this ("full", "partial", "none").
    standby: how many children wait, forked and walled, for the next program.
    fork: let the zygote be a fork of this process, where that can be, and import torch here for it (see `starting`).
        For a process that holds nothing yet which a room may not know.
    warm: "simulation", and the libraries that the zygote imports beforehand because a student's code will.
    """

    def __init__(
        self,
        *,
        device: str = "cpu",
        require: str = "none",
        standby: int = 1,
        warm: tuple[str, ...] = (),
        merge: bool = True,
        bubblewrap: bool | None = None,
        fork: bool = False,
    ):
        self.device = device
        self.require = require
        self.standby = standby
        self._warm = warm
        self._merge = merge
        self._bubblewrap = bubblewrap
        self._waiting: list[_Child] = []
        # bans and simulated inputs: of the last room, and those that the zygote has prepared
        self._needs: tuple[Any, Any] = (None, None)
        self._exits: dict[int, tuple[int, int, float]] = {}
        self._running: set[int] = set()
        self._next_slot = 1
        self._isolation: Isolation | None = None
        self._ready = False
        self._closed = False
        self.lost = 0
        if not hasattr(os, "fork"):
            raise SandboxError(
                f"the two rooms need fork, which {sys.platform} does not have; on Windows, grade inside WSL"
            )
        self.forked = fork and bubblewrap is not True and starting.may_fork()
        self._start()

    # Starting ---------------------------------------------------------------------------------------------------------

    def _start(self, without_bubblewrap: str = "") -> None:
        self._ready = False
        self.forked = self.forked and starting.import_torch()
        wanted = False if without_bubblewrap or self.forked else self._bubblewrap
        launch = plan_launch(self.device, warm=self._warm, merge=self._merge, bubblewrap=wanted)
        if without_bubblewrap:
            launch.config["bubblewrap"] = without_bubblewrap
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the zygote)
        self._launch = launch
        start = starting.by_fork if self.forked else starting.by_exec
        try:
            self._process = start(launch, theirs, self._errors)
        finally:
            theirs.close()
            launch.close()
        self._control = ours
        self._control_fd = ours.fileno()
        config = json.dumps(launch.config).encode()
        with contextlib.suppress(BrokenPipeError):
            ours.sendall(struct.pack("<I", len(config)) + config)

    def _wait_ready(self) -> None:
        if self._ready:
            return
        deadline = time.monotonic() + START_LIMIT_S
        try:
            kind, _, _, length, _ = EVENT.unpack(self._read(EVENT.size, deadline))
            walls: dict[str, str] = json.loads(self._read(length, deadline)) if kind == b"R" else {}
        except (Closed, TimedOut, ValueError):
            self._start_failed()
            return self._wait_ready()
        self._ready = True
        self._zygote_walls = walls
        for _ in range(self.standby):
            self._waiting.append(self._spawn())
        return None

    def _start_failed(self) -> None:
        """bubblewrap that is installed but does not work is no reason not to grade; anything else is."""
        self._process.kill()
        self._process.wait()
        self._control.close()
        self._errors.seek(0)
        said = self._errors.read()[-2000:].decode("utf-8", "replace").strip()
        self._errors.close()
        if self._launch.bubblewrap:
            self._start(
                without_bubblewrap="not working: " + (said.splitlines() or ["it ended without a word"])[-1][:200]
            )
            return
        raise SandboxError(f"the sandbox did not start: {(said.splitlines() or ['it ended without a word'])[-1]}")

    def _read(self, size: int, deadline: float) -> bytes:
        data = b""
        while len(data) < size:
            ready, _, _ = select.select([self._control_fd], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimedOut
            try:
                piece = self._control.recv(size - len(data))
            except ConnectionResetError as gone:
                raise Closed from gone
            if not piece:
                raise Closed
            data += piece
        return data

    @property
    def isolation(self) -> Isolation:
        """The walls that stand around a child. Starts one if none has been started yet."""
        if self._isolation is None:
            self._wait_ready()
            child = self._take()
            self._waiting.insert(0, child)
        assert self._isolation is not None
        return self._isolation

    # Children ---------------------------------------------------------------------------------------------------------

    def _spawn(self, limit_s: float = CHILD_LIMIT_S) -> _Child:
        slot, self._next_slot = self._next_slot, self._next_slot + 1
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self._control, [ORDER.pack(b"S", slot)], [theirs.fileno()])
        except (BrokenPipeError, ConnectionResetError) as gone:
            ours.close()
            raise Closed from gone
        finally:
            theirs.close()
        self._running.add(slot)
        return _Child(slot, ours, limit_s)

    def _take(self) -> _Child:
        """A child that has said which walls stand around it."""
        trouble: Exception | None = None
        for _ in range(4):
            try:
                self._drain(0.0)
                child = self._waiting.pop(0) if self._waiting else self._spawn()
                child.greet()
                if child.slot not in self._running:  # it died while it waited
                    raise Closed
            except (Closed, TimedOut, BadFrame) as again:
                trouble = again
                if self._gone():
                    self._restart()
                continue
            self._record(child.walls)
            return child
        raise SandboxError("a child of the sandbox does not start") from trouble

    def _gone(self) -> bool:
        """Whether the zygote has ended. Its stream ends a moment before the process does."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.2)
        return self._process.returncode is not None

    def _restart(self) -> None:
        for child in self._waiting:
            child.stream.close()
        self._waiting.clear()
        self._running.clear()
        self._control.close()
        self._errors.close()
        self._needs = (None, None)
        self.forked = False  # by now this process holds more than it may
        self._start()
        self._wait_ready()

    def _record(self, walls: dict[str, str]) -> None:
        together = {**self._zygote_walls, **walls}
        # A wall that stood around one child and not around another does not stand.
        if self._isolation is not None:
            for wall, state in self._isolation.walls.items():
                if state != "up":
                    together[wall] = state
        self._isolation = judge_isolation(together)
        if _RANK[self._isolation.level] < _RANK[self.require]:
            missing = ", ".join(f"{wall} ({state})" for wall, state in together.items() if state != "up")
            raise SandboxError(
                f"isolation is {self._isolation.level} here and {self.require} was required. Not standing: {missing}"
            )

    def open(self, program: Program, limits: Limits, lent: Mapping[str, Any] = NOTHING_LENT) -> Any:
        """See Sandbox.open."""
        self._wait_ready()
        self._provide(program.libraries)
        try:
            return self._open(program, limits, lent)
        except RoomDied as died:
            if died.verdict.kind != "killed" or not self._gone():
                raise
        # The zygote was killed, and the room with it: nothing that the program did.
        self._restart()
        return self._open(program, limits, lent)

    def _open(self, program: Program, limits: Limits, lent: Mapping[str, Any]) -> Any:
        from grader.sandbox.host import RealRoom

        child = self._take()
        # The next child is forked while this one is being judged.
        while len(self._waiting) < self.standby:
            self._waiting.append(self._spawn())
        pipe = Pipe(child.stream.fileno())
        assert self._isolation is not None
        room = RealRoom(
            pipe,
            self._isolation,
            lambda how: self._end(child, how, limits),
            lambda: self._retire(child, room),
        )
        try:
            room.load(program, limits, lent)
        except BaseException:
            room.close()
            raise
        return room

    def _provide(self, libraries: tuple[str, ...]) -> None:
        """Let the zygote import what it lacks, once for all rooms from now on; those that stand by lack it too."""
        lacking = [name for name in libraries if name not in self._warm]
        if not lacking:
            return
        self._warm += tuple(lacking)
        for child in self._waiting:
            self._kill(child)
        self._waiting.clear()
        order = json.dumps(lacking).encode()
        # A zygote that is gone is noticed by whoever asks it for a child; the next one begins with these libraries.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._control.sendall(ORDER.pack(b"L", len(order)) + order)
            self._waiting.append(self._spawn(START_LIMIT_S))

    def _retire(self, child: _Child, room: RealRoom) -> None:
        """End a room, and let the zygote do beforehand what this one and the one before had to do: in a batch, what
        they all do."""
        self._kill(child)
        needs = (room.forbade or (), tuple(sorted(room.simulated)))
        if needs == self._needs[0] and needs != self._needs[1] and not self._closed:
            forbid, fakes = needs
            order = json.dumps({"forbid": forbid, "fakes": fakes[:_MOST_REHEARSED]}).encode()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError, OSError):
                self._control.sendall(ORDER.pack(b"P", len(order)) + order)
            self._needs = (needs, needs)
        else:
            self._needs = (needs, self._needs[1])

    def _kill(self, child: _Child) -> None:
        if self._closed:
            child.stream.close()
            return
        if child.stream.fileno() >= 0:
            child.stream.close()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError, OSError):
                self._control.sendall(ORDER.pack(b"K", child.slot))
        self._drain(0.0)

    def _drain(self, limit_s: float, until: int | None = None) -> None:
        """Take in which children are gone."""
        deadline = time.monotonic() + limit_s
        while until is None or until in self._running:
            ready, _, _ = select.select([self._control_fd], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return
            try:
                kind, slot, status, memory, spent = EVENT.unpack(self._read(EVENT.size, time.monotonic() + 5))
            except (Closed, TimedOut):
                self._running.clear()
                return
            if kind == b"X":
                self._running.discard(slot)
                if slot == until:
                    self._exits[slot] = (status, memory, spent / 1000)

    def _end(self, child: _Child, how: str, limits: Limits) -> Verdict:
        """What became of a room that does not answer. The process is dead when this returns."""
        if self._closed:
            return Verdict("killed", "the sandbox was closed")
        said_goodbye = how == "gone"
        if said_goodbye:
            self._drain(_PARTING_S, child.slot)
        alive = child.slot in self._running
        if alive:
            self._kill(child)
            self._drain(_EXIT_LIMIT_S, child.slot)
        exit = self._exits.pop(child.slot, None)
        self._kill(child)
        if how == "timeout":
            return Verdict(
                "timeout", f"no answer within the time limit ({limits.call_s:g} s a call, {limits.total_s:g} s in all)"
            )
        if not said_goodbye:
            return Verdict("protocol", how.removeprefix("protocol: "))
        if alive and exit is not None:
            return Verdict("protocol", "the room closed its end of the stream and went on")
        status, memory_kib, cpu_s = exit or (None, 0, 0.0)
        verdict = verdict_of(status, memory_kib, cpu_s, limits)
        if verdict.kind == "killed" and self._gone():
            self.lost += 1
        return verdict

    def close(self) -> None:
        """End every child and the zygote, and wait until they are gone."""
        if self._closed:
            return
        self._closed = True
        for child in self._waiting:
            child.stream.close()
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()

    def __enter__(self) -> TwoRooms:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()


class _Child:
    """A forked child and our end of the stream to it."""

    def __init__(self, slot: int, stream: socket.socket, limit_s: float):
        self.slot = slot
        self.stream = stream
        self.limit_s = limit_s  # for its start, and what the zygote does before it
        self.walls: dict[str, str] = {}

    def greet(self) -> None:
        """Wait until the child has said which walls stand."""
        if self.walls:
            return
        pipe = Pipe(self.stream.fileno())
        pipe.deadline = time.monotonic() + self.limit_s
        body, _ = pipe.receive()
        if type(body) is not list or body[0] != "hello":
            raise BadFrame("no greeting")
        self.walls = {str(k): str(v) for k, v in body[1]}
