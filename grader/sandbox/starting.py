"""Owns starting the zygote's process: by exec, with nothing of this one, or as a fork of it, which has imported torch.

A fork spares a second import of torch. It is for a process in which nothing lies that a room may not know: no suite,
no reference, no other submission. Both ways lead into `zygote.main`, with the same configuration and walls.
"""

from __future__ import annotations

import ctypes
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Iterable
from typing import IO, Protocol

from grader.sandbox import kernel, plan, zygote

_MALLOC_ARENAS = -8  # M_ARENA_MAX of mallopt(3), which reads its variable only when a process begins


class Process(Protocol):
    """What is started. As much of subprocess.Popen as is asked for."""

    pid: int
    returncode: int | None

    def wait(self, timeout: float | None = None) -> int:
        """The exit code. Raises subprocess.TimeoutExpired."""

    def kill(self) -> None:
        """End it at once."""


def by_exec(launch: plan.Launch, control: socket.socket, errors: IO[bytes]) -> Process:
    """A new interpreter (behind bubblewrap, where the plan says so), which imports torch itself."""
    return subprocess.Popen(
        launch.command(control.fileno()),
        pass_fds=[control.fileno(), *launch.descriptors],
        env=launch.environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=errors,
        stderr=errors,
        start_new_session=True,
    )


def may_fork() -> bool:
    """Whether a zygote can be a fork of this process: it has one thread, so no lock is held by another, and needs no
    bubblewrap to get its walls."""
    if not _one_thread():
        return False
    return plan.installed_bubblewrap() is None or os.geteuid() == 0 or kernel.try_user_namespace() == "up"


def by_fork(launch: plan.Launch, control: socket.socket, errors: IO[bytes]) -> Process:
    """A fork of this process, after `import_torch`."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is this process's to answer
    try:
        pid = os.fork()
        if pid == 0:
            try:
                _become_zygote(launch, control, errors, held)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        return _Forked(pid)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def import_torch() -> bool:
    """Import torch so that no thread comes of it, and without the collector: what an import makes is there to stay, and
    walking over it again and again is a tenth of an import's time.

    False where there can be no fork, since some library has a thread whatever it is told."""
    os.environ.update(plan.ONE_THREAD)
    collecting = gc.isenabled()
    gc.disable()
    try:
        import torch

        torch.set_num_threads(1)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
    return _one_thread()


def _one_thread() -> bool:
    """Whether this process is known to have no other thread, of C libraries either."""
    return kernel.linux and len(os.listdir("/proc/self/task")) == 1


def _become_zygote(
    launch: plan.Launch, control: socket.socket, errors: IO[bytes], mask: set[int | signal.Signals]
) -> None:
    """Leave behind what an exec would have left behind, and go on as a zygote."""
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((null, 0), (errors.fileno(), 1), (errors.fileno(), 2)):
        os.dup2(source, target)
    fd = os.dup2(control.detach(), 3) if control.fileno() != 3 else control.detach()
    os.closerange(4, 1 << 16)
    sys.stdin, sys.stdout, sys.stderr = (open(n, mode, closefd=False) for n, mode in ((0, "r"), (1, "w"), (2, "w")))  # noqa: SIM115
    os.chdir("/")
    _forget_environment(launch.environment)
    kernel.libc().mallopt(_MALLOC_ARENAS, int(launch.environment["MALLOC_ARENA_MAX"]))
    sys.argv = sys.orig_argv = [""]
    zygote.main(fd)


def _forget_environment(environment: dict[str, str]) -> None:
    """Have this environment and no other, nor the bytes of the other one, which may hold somebody's tokens."""
    for name in list(os.environ):
        os.unsetenv(name)
    data: dict[bytes, bytes] = os.environ._data  # type: ignore[attr-defined]
    _wipe(data.values())
    data.clear()
    with open("/proc/self/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    for first, last in ((45, 46), (47, 48)):  # proc(5): arg_start, arg_end, env_start, env_end
        start, end = int(fields[first]), int(fields[last])
        ctypes.memset(start, 0, end - start)
    os.environ.update(environment)


def _wipe(secrets: Iterable[bytes]) -> None:
    for secret in secrets:
        if len(secret) > 1 and sys.implementation.name == "cpython":  # shorter ones are shared
            ctypes.memset(id(secret) + bytes.__basicsize__ - 1, 0, len(secret))


class _Forked:
    """A child of this process."""

    def __init__(self, pid: int):
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._ended: int | None = os.pidfd_open(pid)
        except OSError:  # an older kernel
            self._ended = None

    def wait(self, timeout: float | None = None) -> int:
        """See Process."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            if self._ended is not None:
                select.select([self._ended], [], [], left)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
                self._close()
            elif left == 0.0:
                raise subprocess.TimeoutExpired("zygote", timeout or 0.0)
            elif self._ended is None:
                time.sleep(0.005)
        return self.returncode

    def kill(self) -> None:
        """See Process."""
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def _close(self) -> None:
        if self._ended is not None:
            os.close(self._ended)
            self._ended = None

    def __del__(self) -> None:
        self._close()
