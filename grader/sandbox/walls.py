"""Owns the walls around a room: namespaces, a private root, an unprivileged user, limits. Linux; elsewhere each says why not.

The zygote enters once what need not be made anew: mount, ipc, uts, network and (for its children) pid namespaces and the
read-only root. Each child then gets its own pid namespace, temporary folder, user, limits, Landlock and seccomp filter.
A wall that cannot be built is recorded with the reason, and the next one is tried.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
import tempfile
from typing import Any

from grader.sandbox import landlock, seccomp

_NEWNS, _NEWUTS, _NEWIPC, _NEWUSER, _NEWPID, _NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
_RDONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND, _REC, _PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_FIRST_UID = 2_000_000_000  # far from any account; each slot has its own
_KEPT_CAPABILITIES = (5, 6, 7, 8, 21)  # KILL, SETGID, SETUID, SETPCAP, SYS_ADMIN
_SCRATCH_BYTES, _SCRATCH_FILES = 256 << 20, 4096

linux = sys.platform == "linux"


class WallError(OSError):
    """A wall that could not be built."""


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise WallError(number, f"{what}: {errno.errorcode.get(number, number)}")


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    result = _libc().mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode())
    _check(result, f"mounting {target}")


def _unshare(flags: int, what: str) -> None:
    _check(_libc().unshare(flags), what)


def die_with_parent() -> None:
    """Let the kernel end this process when its parent is gone."""
    if linux:
        _libc().prctl(1, signal.SIGKILL, 0, 0, 0)


def _map_ids(inside: int, uid: int, gid: int) -> None:
    with open("/proc/self/setgroups", "w") as file:
        file.write("deny")
    with open("/proc/self/uid_map", "w") as file:
        file.write(f"{inside} {uid} 1")
    with open("/proc/self/gid_map", "w") as file:
        file.write(f"{inside} {gid} 1")


# The zygote ----------------------------------------------------------------------------------------------------------


def enter_zygote(config: dict[str, Any]) -> dict[str, str]:
    """Build the walls that all children share. Returns each wall with "up" or the reason it is not."""
    standing = {"empty environment": "up", "null stdin": "up"}
    if not linux:
        why = f"not on {sys.platform}"
        return standing | {wall: why for wall in ("mount namespace", "ipc namespace", "uts namespace", "net namespace", "private root")}
    standing["bubblewrap"] = config["bubblewrap"]
    if config["bubblewrap"] == "up":
        # What bwrap was asked for stands, or it would not have started us.
        return standing | {
            wall: "up" for wall in ("mount namespace", "ipc namespace", "uts namespace", "net namespace", "private root")
        } | {"_pid": "up"}
    try:
        if os.geteuid() != 0:
            uid, gid = os.geteuid(), os.getegid()
            _unshare(_NEWUSER, "user namespace")
            _map_ids(0, uid, gid)
    except OSError as why:
        standing["_pid"] = f"refused: {why}"
        return standing | {
            wall: f"refused: {why}" for wall in ("mount namespace", "ipc namespace", "uts namespace", "net namespace", "private root")
        }
    for wall, flag in (("ipc namespace", _NEWIPC), ("uts namespace", _NEWUTS), ("net namespace", _NEWNET), ("_pid", _NEWPID)):
        try:
            _unshare(flag, wall)
            standing[wall] = "up"
        except OSError as why:
            standing[wall] = f"refused: {why}"
    if standing["_pid"] == "up":
        _step_into_pid_namespace()
    try:
        _unshare(_NEWNS, "mount namespace")
        standing["mount namespace"] = "up"
        _private_root(config)
        standing["private root"] = "up"
    except OSError as why:
        standing.setdefault("mount namespace", f"refused: {why}")
        standing["private root"] = f"refused: {why}"
    return standing


def _step_into_pid_namespace() -> None:
    """Go on as the first process of the new pid namespace; the process that was started waits, and goes when we go."""
    child = os.fork()
    if child == 0:
        die_with_parent()
        return
    try:
        _, status = os.waitpid(child, 0)
    except BaseException:
        os.kill(child, signal.SIGKILL)
        os._exit(1)
    os._exit(os.waitstatus_to_exitcode(status) & 0x7F)


def _private_root(config: dict[str, Any]) -> None:
    """Pivot into a root that holds only what the plan names, read-only."""
    _mount("none", "/", "none", _REC | _PRIVATE)
    root = tempfile.mkdtemp(prefix="torchgrade-root-")
    _mount("tmpfs", root, "tmpfs", _NOSUID | _NODEV, "mode=0755,size=1m")
    for folder in ("/proc", "/tmp", "/dev", "/dev/shm", config["scratch"]):
        os.makedirs(root + folder, exist_ok=True)
    for link, target in config["links"]:
        os.makedirs(os.path.dirname(root + link), exist_ok=True)
        os.symlink(target, root + link)
    for path in config["readable"] + config["devices"]:
        _bind(path, root + path, device=path in config["devices"])
    _mount("proc", f"{root}/proc", "proc", _NOSUID | _NODEV | _NOEXEC)
    # For what libraries write while they are imported; each child mounts its own over it.
    _mount("tmpfs", root + config["scratch"], "tmpfs", _NOSUID | _NODEV | _NOEXEC, "mode=0700,size=16m")
    os.chdir(root)
    libc = _libc()
    _check(libc.syscall(155 if os.uname().machine == "x86_64" else 41, b".", b"."), "pivot_root")
    _check(libc.umount2(b".", 2), "leaving the old root")  # MNT_DETACH
    os.chdir("/")
    _mount("none", "/", "none", _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)


def _bind(source: str, target: str, *, device: bool) -> None:
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.exists(target):
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    _mount(source, target, "none", _BIND | _REC)
    flags = _NOSUID | (0 if device else _RDONLY | _NODEV)
    attributes = flags.to_bytes(8, "little") + bytes(24)  # struct mount_attr: the same values as the MS_ flags
    result = _libc().syscall(442, -100, target.encode(), 0x8000, attributes, ctypes.c_size_t(32))  # mount_setattr, recursive
    if result != 0:
        _mount("none", target, "none", _REMOUNT | _BIND | flags)


# A child -------------------------------------------------------------------------------------------------------------


class Box:
    """What the zygote prepares once so that a child walls itself in quickly."""

    def __init__(self, config: dict[str, Any], standing: dict[str, str]):
        self.config = config
        self.pid = standing.pop("_pid", "not on this system")
        self.private = standing.get("private root") == "up"
        self.root = linux and os.geteuid() == 0
        self.filter = seccomp.build_filter() if linux else None
        self.landlock = landlock.version() if linux else 0
        self.own_pid_namespace = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if self.pid == "up" else -1
        self.scratch: dict[int, str] = {}
        # Mapped to the real root, or root only of a user namespace of our own?
        self.real_root = self.root and _maps_everyone()

    @classmethod
    def prepare(cls, config: dict[str, Any], standing: dict[str, str]) -> Box:
        """After the imports: build what can be built once, give up what is no longer needed."""
        box = cls(config, standing)
        if box.root:
            _keep_capabilities(_KEPT_CAPABILITIES)
        return box

    def before_fork(self) -> None:
        """Let the next child be the first process of a pid namespace of its own."""
        if self.pid == "up":
            libc = _libc()
            try:
                _check(libc.setns(self.own_pid_namespace, _NEWPID), "setns")
                _unshare(_NEWPID, "pid namespace")
            except OSError as why:
                self.pid = f"refused: {why}"

    def make_scratch(self, slot: int) -> str:
        """A temporary folder for a child that has no file system of its own."""
        if self.private:
            return str(self.config["scratch"])
        self.scratch[slot] = tempfile.mkdtemp(prefix="torchgrade-room-")
        return self.scratch[slot]

    def after_end(self, slot: int) -> None:
        """Remove what a child left in its temporary folder."""
        folder = self.scratch.pop(slot, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def wall_in(self, slot: int, scratch: str) -> dict[str, str]:
        """Build this child's own walls, from the outermost in. Returns each with "up" or the reason it is not."""
        standing = {"pid namespace": self.pid}
        if hasattr(os, "setsid"):
            os.setsid()
        if not linux:
            standing["rlimits"] = _fixed_limits()
            return standing | {w: f"not on {sys.platform}" for w in ("user namespace", "unprivileged uid", "no_new_privs", "landlock", "seccomp")}
        libc = _libc()
        if self.private:
            try:
                self._own_file_systems(scratch)
            except OSError as why:
                standing["private root"] = f"no temporary folder: {why}"
        standing |= self._become_nobody(slot)
        die_with_parent()  # a change of identity clears it
        standing["rlimits"] = _fixed_limits()
        standing["no_new_privs"] = "up" if libc.prctl(38, 1, 0, 0, 0) == 0 else "refused"
        standing["landlock"] = landlock.restrict(
            self.landlock,
            [*self.config["readable"], *(["/proc"] if self.private else ["/proc/cpuinfo", "/proc/meminfo"])],
            [scratch, *(["/dev/shm"] if self.private else [])],
            self.config["devices"],
        )
        if os.path.isdir("/"):
            os.chdir(scratch)
        libc.prctl(4, 0, 0, 0, 0)  # not dumpable: no other process reads its memory
        standing["seccomp"] = seccomp.install(self.filter) if self.filter else "not for this processor"
        return standing

    def _own_file_systems(self, scratch: str) -> None:
        _unshare(_NEWNS, "mount namespace")
        options = f"mode=1777,size={_SCRATCH_BYTES},nr_inodes={_SCRATCH_FILES}"
        flags = _NOSUID | _NODEV | _NOEXEC
        _mount("tmpfs", scratch, "tmpfs", flags, options)
        _mount("tmpfs", "/dev/shm", "tmpfs", flags, options)
        if self.pid == "up":
            _mount("proc", "/proc", "proc", flags)

    def _become_nobody(self, slot: int) -> dict[str, str]:
        standing = {}
        libc = _libc()
        try:
            if self.real_root:
                uid = _FIRST_UID + slot % 1_000_000
                os.setgroups([])
                os.setresgid(uid, uid, uid)
                os.setresuid(uid, uid, uid)
                libc.prctl(4, 1, 0, 0, 0)  # dumpable for a moment: /proc/self/uid_map belongs to us again
            standing["unprivileged uid"] = "up"
        except OSError as why:
            standing["unprivileged uid"] = f"refused: {why}"
        try:
            uid, gid = os.geteuid(), os.getegid()
            _unshare(_NEWUSER, "user namespace")
            _map_ids(65534, uid, gid)
            standing["user namespace"] = "up"
        except OSError as why:
            standing["user namespace"] = f"refused: {why}"
        _keep_capabilities(())
        return standing


def _maps_everyone() -> bool:
    with open("/proc/self/uid_map") as file:
        return int(file.read().split()[2]) > 1


def _keep_capabilities(kept: tuple[int, ...]) -> None:
    libc = _libc()
    for capability in range(64):
        if capability not in kept and libc.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            break
    mask = sum(1 << c for c in kept)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    libc.capset(header, (ctypes.c_uint32 * 6)(low, low, 0, high, high, 0))


def _fixed_limits() -> str:
    try:
        import resource
    except ImportError:
        return "not on this system"
    for name, value in (
        ("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", 256), ("RLIMIT_FSIZE", _SCRATCH_BYTES), ("RLIMIT_NPROC", 256),
        ("RLIMIT_MSGQUEUE", 0), ("RLIMIT_MEMLOCK", 64 << 10),
    ):  # fmt: skip
        which = getattr(resource, name, None)
        if which is not None:
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
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_s) + 1, int(cpu_s) + 1))
    if not memory_mb:
        return  # a GPU child: CUDA reserves far more addresses than memory
    try:
        with open("/proc/self/statm") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        now = 4 << 30
    limit = now + (memory_mb << 20)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
