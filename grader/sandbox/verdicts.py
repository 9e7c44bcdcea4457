"""Owns what is made of a room's end and of its walls: the verdict of a wait status, the level of an isolation."""

from __future__ import annotations

import os
import signal

from grader.sandbox import Isolation, Limits
from grader.sandbox.errors import Verdict

_CRASHES = {
    getattr(signal, name).value: name
    for name in ("SIGSEGV", "SIGBUS", "SIGILL", "SIGABRT", "SIGFPE", "SIGTRAP", "SIGSYS")
    if hasattr(signal, name)
}
PROTOCOL_EXIT = 3  # how the guest leaves when what arrives makes no sense
# Processes end in many ways when memory ends; from this share of the limit on, memory is what ended them.
_NEARLY_ALL = 0.7

# What each level needs. Landlock is the second lock on a door that the private root has taken away.
_FULL = (
    "user namespace",
    "mount namespace",
    "pid namespace",
    "ipc namespace",
    "uts namespace",
    "net namespace",
    "private root",
    "unprivileged uid",
    "no_new_privs",
    "landlock",
    "seccomp",
    "rlimits",
    "empty environment",
    "null stdin",
)
_PARTIAL = ("landlock", "seccomp", "private root", "net namespace")


def judge_isolation(walls: dict[str, str]) -> Isolation:
    """The level that a set of walls amounts to."""
    if all(walls.get(wall) == "up" for wall in _FULL):
        return Isolation("full", walls)
    return Isolation("partial" if any(walls.get(wall) == "up" for wall in _PARTIAL) else "none", walls)


def verdict_of(status: int | None, memory_kib: int, cpu_s: float, limits: Limits) -> Verdict:
    """What a wait status says. `memory_kib`: the most that the room had of its own."""
    if status is None:
        return Verdict("killed", "the process vanished")
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == PROTOCOL_EXIT:
        return Verdict("protocol", "the room and the grader did not understand each other")
    if limits.memory_mb and memory_kib > limits.memory_mb * 1024 * _NEARLY_ALL:
        return Verdict(
            "out of memory", f"it ended with {memory_kib // 1024} MiB in use; {limits.memory_mb} are allowed"
        )
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number in _CRASHES:
            return Verdict("crashed", _CRASHES[number])
        # The kernel's answer to RLIMIT_CPU: SIGXCPU, or at once SIGKILL for the first process of a pid namespace.
        if number in (getattr(signal, "SIGXCPU", -1), signal.SIGKILL) and cpu_s >= limits.total_s * 2:
            return Verdict("timeout", "the limit on processor time")
        return Verdict("killed", f"signal {number}")
    return Verdict("crashed", f"the process ended itself with exit code {os.WEXITSTATUS(status)}")
