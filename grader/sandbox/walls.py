"""Owns the walls around a room: which are built, in what order, and what is said of those that cannot be.

Linux; elsewhere few. The zygote enters once what need not be made anew: mount, ipc, uts, network and (for its children)
pid namespaces and the read-only root. Each child then gets its own pid namespace, temporary folder, user, limits,
Landlock and seccomp filter. A wall that cannot be built is recorded with the reason; the next one is tried.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from typing import Any

from grader.sandbox import kernel, landlock, seccomp
from grader.sandbox.kernel import die_with_parent, linux, refusal
from grader.sandbox.limits import fixed_limits, limit_resources
from grader.sandbox.root import enter_private_root, own_file_systems

__all__ = ["Box", "die_with_parent", "enter_zygote", "limit_resources"]

# Users for the rooms, each slot its own: far from any account, or near the end of what a container maps.
_USERS = ((2_000_000_000, 1_000_000), (64_000, 1_000))
_CHOWN, _DAC_OVERRIDE, _FOWNER, _KILL, _SETGID, _SETUID, _SETPCAP, _SYS_ADMIN, _SETFCAP = 0, 1, 3, 5, 6, 7, 8, 21, 31
_SHARED = ("mount namespace", "ipc namespace", "uts namespace", "net namespace", "private root")
# What of /proc a room may read: its own process, and what torch and the C library ask about the machine.
_PROC = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/sys/vm/overcommit_memory")


# The zygote ----------------------------------------------------------------------------------------------------------


def enter_zygote(config: dict[str, Any]) -> dict[str, str]:
    """Build the walls that all children share. Returns each wall with "up" or the reason it is not."""
    standing = {"empty environment": "up", "null stdin": "up"}
    if not linux:
        return standing | dict.fromkeys(_SHARED, f"not on {sys.platform}")
    standing["bubblewrap"] = config["bubblewrap"]
    if config["bubblewrap"] == "up":
        # What bwrap was asked for stands, or it would not have started us.
        return standing | dict.fromkeys(_SHARED, "up") | {"_pid": "up"}
    if os.geteuid() != 0:
        tried = kernel.try_user_namespace()
        if tried != "up":
            return standing | dict.fromkeys(_SHARED, tried) | {"_pid": tried}
        uid, gid = os.geteuid(), os.getegid()
        kernel.unshare(kernel.NEWUSER, "user namespace")
        kernel.map_ids(0, uid, gid)
    for wall, flag in (
        ("ipc namespace", kernel.NEWIPC),
        ("uts namespace", kernel.NEWUTS),
        ("net namespace", kernel.NEWNET),
        ("_pid", kernel.NEWPID),
    ):
        try:
            kernel.unshare(flag, wall)
            standing[wall] = "up"
        except OSError as why:
            standing[wall] = refusal(why)
    if standing["_pid"] == "up":
        _step_into_pid_namespace()
    try:
        kernel.unshare(kernel.NEWNS, "mount namespace")
        standing["mount namespace"] = "up"
        enter_private_root(config)
        standing["private root"] = "up"
    except OSError as why:
        standing.setdefault("mount namespace", refusal(why))
        standing["private root"] = refusal(why)
    return standing


def _step_into_pid_namespace() -> None:
    """Go on as the first process of the new pid namespace; the process that was started waits, and goes when we go."""
    child = os.fork()
    if child == 0:
        die_with_parent()
        return
    os.closerange(3, 1 << 16)  # the control socket is the zygote's alone
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os._exit(1)
    os._exit(os.waitstatus_to_exitcode(status) & 0x7F)


# A child -------------------------------------------------------------------------------------------------------------


class Box:
    """What the zygote prepares once so that a child walls itself in quickly."""

    def __init__(self, config: dict[str, Any], standing: dict[str, str]):
        self.config = config
        self.pid = standing.pop("_pid", f"not on {sys.platform}")
        self.private = standing.get("private root") == "up"
        self.root = linux and os.geteuid() == 0
        self.landlock = landlock.version() if linux else 0
        self.own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if self.pid == "up" else -1
        self.scratch: dict[int, str] = {}
        # None for the root of a user namespace that has this one user (ours, where root did not start us).
        self.users = _users() if self.root else None
        self.filter = seccomp.build_filter(gpu=config["device"] == "cuda") if linux else None

    @classmethod
    def prepare(cls, config: dict[str, Any], standing: dict[str, str]) -> Box:
        """After the imports: build what can be built once, give up what is no longer needed."""
        box = cls(config, standing)
        if box.root:
            # Temporary folders on the machine's own file system are handed over to a child's user and removed again.
            needed = () if box.private else (_CHOWN, _DAC_OVERRIDE, _FOWNER)
            if box.users is None:  # a child's user namespace maps this very user, which is called root here
                needed = (*needed, _SETFCAP)
            kernel.keep_capabilities((_KILL, _SETGID, _SETUID, _SETPCAP, _SYS_ADMIN, *needed))
        return box

    def before_fork(self) -> None:
        """Let the next child be the first process of a pid namespace of its own."""
        if self.pid == "up":
            try:
                kernel.join(self.own_pid_namespace, kernel.NEWPID)
                kernel.unshare(kernel.NEWPID, "pid namespace")
            except OSError as why:
                self.pid = refusal(why)

    def make_scratch(self, slot: int) -> str:
        """A temporary folder for a child that has no file system of its own."""
        if self.private:
            return str(self.config["scratch"])
        folder = self.scratch[slot] = tempfile.mkdtemp(prefix="torchgrade-room-", dir=self.config["temporary"])
        if self.users is not None and self.config["public"]:
            os.chown(folder, self._uid(slot), self._uid(slot))
        return folder

    def after_end(self, slot: int) -> None:
        """Remove what a child left in its temporary folder."""
        folder = self.scratch.pop(slot, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def wall_in(self, slot: int, scratch: str) -> dict[str, str]:
        """Build this child's own walls, from the outermost in. Returns each with "up" or the reason it is not."""
        if hasattr(os, "setsid"):
            os.setsid()
        os.umask(0o077)
        tempfile.tempdir = scratch
        if not linux:
            os.chdir(scratch)
            others = ("user namespace", "pid namespace", "unprivileged uid", "no_new_privs", "landlock", "seccomp")
            return dict.fromkeys(others, f"not on {sys.platform}") | {"rlimits": fixed_limits()}
        standing = {"pid namespace": self.pid}
        if self.private:
            try:
                own_file_systems(scratch, self.pid == "up")
            except OSError as why:
                standing["private root"] = f"no temporary folder: {refusal(why)}"
        standing |= self._become_nobody(slot)
        die_with_parent()  # a change of identity clears it
        standing["rlimits"] = fixed_limits()
        standing["no_new_privs"] = kernel.forbid_new_privileges()
        own = _PROC if self.private else _PROC[1:]  # without a /proc of its own, a room would see other processes in it
        writable = [scratch, "/dev/shm"] if self.private else [scratch]
        standing["landlock"] = landlock.restrict(
            self.landlock, [*self.config["readable"], *own], writable, self.config["devices"]
        )
        os.chdir(scratch)
        kernel.set_dumpable(0)  # no other process reads its memory
        program = self.filter
        if program is not None and self.pid != "up":  # other processes are in sight: no signal may reach them
            program = seccomp.build_filter(gpu=self.config["device"] == "cuda", own_pid=os.getpid())
        standing["seccomp"] = "not for this processor" if program is None else seccomp.install(program)
        return standing

    def _uid(self, slot: int) -> int:
        assert self.users is not None
        return self.users[0] + slot % self.users[1]

    def _become_nobody(self, slot: int) -> dict[str, str]:
        standing = {}
        try:
            standing["unprivileged uid"] = self._change_user(slot)
        except OSError as why:
            standing["unprivileged uid"] = refusal(why)
        try:
            uid, gid = os.geteuid(), os.getegid()
            kernel.unshare(kernel.NEWUSER, "user namespace")
            kernel.map_ids(65534, uid, gid)
            standing["user namespace"] = "up"
        except OSError as why:
            standing["user namespace"] = refusal(why)
        kernel.keep_capabilities(())
        return standing

    def _change_user(self, slot: int) -> str:
        if self.users is None:
            return "up"  # whoever started us is no root, and the user namespace takes the rest
        if not self.config["public"]:
            return "not possible: only root may read the files of this Python (install it for all users)"
        uid = self._uid(slot)
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        kernel.set_dumpable(1)  # for a moment: /proc/self/uid_map belongs to us again
        return "up"


def _users() -> tuple[int, int] | None:
    """The first user for rooms and how many there are, as far as this user namespace maps them."""
    with open("/proc/self/uid_map") as file:
        mapped = [tuple(map(int, line.split())) for line in file]
    for first, count in _USERS:
        if any(inside <= first and first + count <= inside + length for inside, _, length in mapped):
            return first, count
    return None
