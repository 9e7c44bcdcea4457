# ruff: noqa: E501
"""What is made of wait statuses and of walls."""

from __future__ import annotations

import signal

import pytest

from grader.sandbox import Limits
from grader.sandbox.verdicts import judge_isolation, verdict_of

LIMITS = Limits(total_s=10, memory_mb=1000)
MIB = 1024


@pytest.mark.parametrize(
    ("status", "memory_mib", "cpu_s", "kind"),
    [
        (signal.SIGSEGV, 100, 1, "crashed"),
        (signal.SIGABRT, 100, 1, "crashed"),
        (signal.SIGSYS, 100, 1, "crashed"),
        (signal.SIGABRT | 128, 100, 1, "crashed"),  # with a core file
        (signal.SIGABRT, 900, 1, "out of memory"),  # std::bad_alloc that nobody caught
        (signal.SIGKILL, 900, 1, "out of memory"),  # the kernel's own killer
        (0, 900, 1, "out of memory"),
        (signal.SIGKILL, 100, 1, "killed"),
        (signal.SIGTERM, 100, 1, "killed"),
        (signal.SIGKILL, 100, 25, "timeout"),  # the first process of a pid namespace gets this for SIGXCPU
        (signal.SIGXCPU, 100, 25, "timeout"),
        (0, 100, 1, "crashed"),
        (1 << 8, 100, 1, "crashed"),
        (3 << 8, 100, 1, "protocol"),
        (None, 0, 0, "killed"),
    ],
)
def test_a_wait_status_is_one_verdict(status: int | None, memory_mib: int, cpu_s: float, kind: str) -> None:
    verdict = verdict_of(None if status is None else int(status), memory_mib * MIB, cpu_s, LIMITS)
    assert verdict.kind == kind
    assert verdict.detail


def test_without_a_limit_memory_is_not_to_blame() -> None:
    limits = Limits(memory_mb=0)
    assert verdict_of(signal.SIGSEGV, 10**9, 1, limits).kind == "crashed"


FULL = dict.fromkeys(
    ("user namespace", "mount namespace", "pid namespace", "ipc namespace", "uts namespace", "net namespace", "private root",
     "unprivileged uid", "no_new_privs", "landlock", "seccomp", "rlimits", "empty environment", "null stdin"), "up",
)  # fmt: skip


def test_full_needs_every_wall_but_bubblewrap() -> None:
    assert judge_isolation(FULL | {"bubblewrap": "not installed"}).level == "full"
    for wall in FULL:
        assert judge_isolation(FULL | {wall: "refused"}).level == "partial"
        assert judge_isolation({k: v for k, v in FULL.items() if k != wall}).level == "partial"


def test_what_keeps_nothing_in_is_none() -> None:
    assert judge_isolation({"rlimits": "up", "empty environment": "up", "null stdin": "up"}).level == "none"
    assert judge_isolation({}).level == "none"
    for wall in ("landlock", "seccomp", "private root", "net namespace"):
        assert judge_isolation({wall: "up"}).level == "partial"
