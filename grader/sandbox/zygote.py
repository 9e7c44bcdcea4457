"""Owns the zygote: a process that has imported torch once and forks a child for each room.

It is started by exec with a clean environment and holds no suite, no reference and no points. It has one thread when it
forks. It never runs a student's code and never touches CUDA. What it is told and what it tells are records of a fixed
length on one socket::

    to the zygote      S slot (and the child's end of a stream)   fork a child for this slot
                       K slot                                     kill it
                       P length (and that many bytes of JSON)     do beforehand what every child has been doing
                       L length (and that many bytes of JSON)     import these libraries
    from the zygote    R length (and that many bytes of JSON)     ready; the walls that stand
                       X slot status memory processor             a child is gone: wait status, KiB that it had of its
                                                                  own at most, milliseconds of processor time
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import struct
import sys
import tempfile
import types
from typing import Any

from grader.sandbox import kernel, libraries

ORDER = struct.Struct("<cI")
EVENT = struct.Struct("<cIiQQ")


_RSS_UNIT = 1024 if sys.platform == "darwin" else 1  # bytes there, KiB elsewhere


def main(control_fd: int) -> None:
    """Read the configuration, go behind the walls, import torch, then fork until the control socket closes."""
    control = socket.socket(fileno=control_fd)
    config = json.loads(_read_exactly(control, struct.unpack("<I", _read_exactly(control, 4))[0]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the trusted side's to answer
    from grader.sandbox import walls

    if config["parent"] == "process":  # else only a thread's end would end us; the control socket tells of the process
        walls.die_with_parent()
    standing = walls.enter_zygote(config)
    if standing.get("private root") == "up":
        os.environ["TMPDIR"] = config["scratch"]
        tempfile.tempdir = None
    sys.path[:] = config["path"]
    sys.dont_write_bytecode = True
    gc.disable()  # until there is what is here to stay
    import torch  # noqa: F401

    from grader.sandbox import guest

    guest.warm(simulation="simulation" in config["warm"])
    libraries.load([name for name in config["warm"] if name != "simulation"])
    if config["merge"]:  # many children are to come
        from grader.sandbox import rehearsal

        with contextlib.suppress(OSError):
            rehearsal.rehearse(simulation="simulation" in config["warm"])
    sys.path[:] = config["path"][: config["own"]]
    _forget_modules()
    settle(merge=config["merge"])
    gc.enable()
    box = walls.Box.prepare(config, standing)
    report = json.dumps(standing).encode()
    control.sendall(EVENT.pack(b"R", 0, 0, len(report), 0) + report)
    Zygote(control, guest, box).serve()


def _forget_modules() -> None:
    """Leave to the rooms, of our own modules, what runs there: a zygote that was forked has more."""
    import grader

    for name in list(sys.modules):
        first, *rest = name.split(".")
        if first in ("click", "rich", "pytest", "_pytest") or (first == "grader" and rest and rest[0] != "sandbox"):
            del sys.modules[name]
            if first == "grader":
                vars(grader).pop(rest[0], None)
    sys.modules["__main__"] = types.ModuleType("__main__")


def _read_exactly(sock: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = sock.recv(size - len(data))
        if not piece:
            os._exit(0)
        data += piece
    return data


def settle(*, merge: bool) -> None:
    """After imports: what is here now stays, and is cheap to fork."""
    gc.collect()
    gc.freeze()
    if merge:
        merge_memory()
        merge_memory()  # some pages are in the kernel's hands the first time


def merge_memory() -> None:
    """Ask for huge pages under the heap: a fork then copies far fewer page table entries."""
    madv_hugepage, madv_collapse = 14, 25
    libc = kernel.libc()
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    huge = 2 << 20
    try:
        with open("/proc/self/maps") as maps:
            lines = maps.read().splitlines()
    except OSError:
        return
    for line in lines:
        fields = line.split()
        if fields[1] != "rw-p" or fields[4] != "0" or (len(fields) > 5 and fields[5] != "[heap]"):
            continue
        start, end = (int(x, 16) for x in fields[0].split("-"))
        start, end = (start + huge - 1) // huge * huge, end // huge * huge
        if end > start:
            libc.madvise(start, end - start, madv_hugepage)
            # One by one: a call for many stops at the first that cannot be merged (a page never touched).
            for chunk in range(start, end, huge):
                libc.madvise(chunk, huge, madv_collapse)


def _own_kib() -> int:
    """The memory that this process has written to; a fork has it from the start."""
    try:
        with open("/proc/self/statm") as file:
            resident, of_files = map(int, file.read().split()[1:3])
    except (OSError, ValueError):
        return 0
    return (resident - of_files) * (os.sysconf("SC_PAGE_SIZE") // 1024)


# The C library's fork. Python's own runs what modules registered for a fork (new random states, fresh locks): pages
# to copy in every child, for states that are seeded anyway and locks that one thread alone knows.
_fork = ctypes.PyDLL(None).fork if sys.platform == "linux" else os.fork


class Zygote:
    """The loop that forks, kills and reaps."""

    def __init__(self, control: socket.socket, guest: Any, box: Any):
        self.control = control
        self.guest = guest
        self.box = box
        self.slots: dict[int, int] = {}  # pid -> slot
        self.shared_kib = _own_kib()  # what a child has from the start
        self.wake_read, wake_write = os.pipe()
        os.set_blocking(self.wake_read, False)
        os.set_blocking(wake_write, False)
        self.wake_write = wake_write
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the trusted side closes the control socket."""
        poll = select.poll()
        poll.register(self.control.fileno(), select.POLLIN)
        poll.register(self.wake_read, select.POLLIN)
        while True:
            for fd, _ in poll.poll():
                if fd == self.wake_read:
                    os.read(self.wake_read, 512)
                    self._reap()
                else:
                    self._order()

    def _order(self) -> None:
        data, fds, _, _ = socket.recv_fds(self.control, ORDER.size, 1)
        if not data:
            for pid in self.slots:
                os.kill(pid, signal.SIGKILL)
            for pid, slot in self.slots.items():
                os.waitpid(pid, 0)
                self.box.after_end(slot)
            os._exit(0)
        while len(data) < ORDER.size:
            data += self.control.recv(ORDER.size - len(data))
        kind, slot = ORDER.unpack(data)
        if kind == b"S":
            self._fork(slot, fds[0])
        elif kind == b"P":
            self.guest.prepare(**json.loads(_read_exactly(self.control, slot)))
            gc.freeze()
        elif kind == b"L":
            libraries.load(json.loads(_read_exactly(self.control, slot)))
            settle(merge=self.box.config["merge"])
            self.shared_kib = _own_kib()
        elif kind == b"K":
            for pid, owned in self.slots.items():
                if owned == slot:
                    os.kill(pid, signal.SIGKILL)

    def _fork(self, slot: int, fd: int) -> None:
        self.box.before_fork()
        scratch = self.box.make_scratch(slot)
        try:
            pid = _fork()
        except OSError:
            pid = -1
        if pid < 0:
            self.control.sendall(EVENT.pack(b"X", slot, 255 << 8, 0, 0))
            os.close(fd)
            return
        if pid == 0:
            self._become_child(slot, fd, scratch)
        os.close(fd)
        self.slots[pid] = slot

    def _become_child(self, slot: int, fd: int, scratch: str) -> None:
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            self.control.close()
            os.close(self.wake_read)
            os.close(self.wake_write)
            fd = _only_descriptor(fd)
            standing = self.box.wall_in(slot, scratch)
            self.guest.greet(fd, standing)
            self.guest.run(fd, scratch, gpu=self.box.config["device"] == "cuda")
        finally:
            os._exit(4)

    def _reap(self) -> None:
        while self.slots:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            slot = self.slots.pop(pid, None)
            if slot is not None:
                self.box.after_end(slot)
                memory = max(0, usage.ru_maxrss // _RSS_UNIT - self.shared_kib)
                spent = int((usage.ru_utime + usage.ru_stime) * 1000)
                self.control.sendall(EVENT.pack(b"X", slot, status, memory, spent))


def _only_descriptor(fd: int) -> int:
    """Keep the stream as descriptor 3, null as 0 to 2, and nothing else."""
    null = os.open(os.devnull, os.O_RDWR)
    stream = os.dup(fd) if fd < 3 else fd
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.dup2(stream, 3)
    os.closerange(4, 1 << 16)
    return 3
