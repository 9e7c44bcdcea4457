"""Owns the resource limits of a room: what every room has, and what an assignment sets."""

from __future__ import annotations

from typing import Any

SCRATCH_BYTES, SCRATCH_FILES = 256 << 20, 4096
_ALWAYS = {
    "RLIMIT_CORE": 0,
    "RLIMIT_NOFILE": 256,
    "RLIMIT_FSIZE": SCRATCH_BYTES,
    "RLIMIT_NPROC": 256,
    "RLIMIT_MSGQUEUE": 0,
    "RLIMIT_MEMLOCK": 64 << 10,
    "RLIMIT_SIGPENDING": 256,
    # Where the shell has none, an endless recursion would eat all memory before it ends.
    "RLIMIT_STACK": 8 << 20,
}


def fixed_limits() -> str:
    """The limits of every room; "up" or why they do not stand."""
    try:
        import resource
    except ImportError:
        return "not on this system"
    for name, value in _ALWAYS.items():
        which = getattr(resource, name, None)
        if which is None:
            continue
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError) as why:
            return f"refused: {name}: {why}"
    return "up"


def limit_resources(memory_mb: int, cpu_s: float) -> None:
    """The limits that an assignment sets: address space beyond what torch already has, and processor time."""
    try:
        import resource
    except ImportError:
        return
    _lower(resource, resource.RLIMIT_CPU, int(cpu_s) + 1)
    if not memory_mb:
        return  # a GPU child: CUDA reserves far more addresses than memory
    try:
        with open("/proc/self/statm") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        now = 4 << 30
    _lower(resource, resource.RLIMIT_AS, now + (memory_mb << 20))


def _lower(resource: Any, which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (OSError, ValueError):
        return  # macOS takes some limits only in name; the trusted side's clock holds in any case
