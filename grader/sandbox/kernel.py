"""Owns the few system calls that Python has no name for, and the sentence for one that was refused."""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import signal
import sys

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
RDONLY, NOSUID, NODEV, NOEXEC, REMOUNT, BIND, REC, PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR = 442
_BECAUSE = {
    errno.EPERM: "the system does not allow it to this user, or to this container",
    errno.EACCES: "a policy of the system (AppArmor, SELinux) forbids it",
    errno.ENOSPC: "the system's limit on namespaces is reached or zero (user.max_user_namespaces)",
    errno.ENOSYS: "this kernel does not have it",
    errno.EINVAL: "this kernel does not know it",
}

linux = sys.platform == "linux"
_CAPABILITY_HEADER, _CAPABILITIES = ctypes.c_uint32 * 2, ctypes.c_uint32 * 6


class WallError(OSError):
    """A wall that could not be built."""


def refusal(why: OSError) -> str:
    """Why a wall does not stand, for the instructor."""
    name = errno.errorcode.get(why.errno or 0, "")
    because = _BECAUSE.get(why.errno or 0, why.strerror or str(why))
    return f"refused: {because} ({name})" if name else f"refused: {because}"


@functools.cache
def libc() -> ctypes.CDLL:
    """The C library that is already loaded. One object: to make it is to make classes, in every child anew."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def check(result: int, what: str) -> None:
    """Raise WallError where a call failed."""
    if result != 0:
        raise WallError(ctypes.get_errno(), what)


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """mount(2)."""
    result = libc().mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode())
    check(result, f"mounting {target}")


def bind_read_only(source: str, target: str, flags: int) -> None:
    """Bind a file or folder and all that is mounted below it."""
    mount(source, target, "none", BIND | REC)
    attributes = flags.to_bytes(8, "little") + bytes(24)  # struct mount_attr: the same values as the MS_ flags
    if libc().syscall(_MOUNT_SETATTR, -100, target.encode(), 0x8000, attributes, ctypes.c_size_t(32)) != 0:
        mount("none", target, "none", REMOUNT | BIND | flags)


def pivot_here() -> None:
    """Make the working directory the root, and leave the old root."""
    number = _PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise WallError(errno.ENOSYS, "pivot_root")
    check(libc().syscall(number, b".", b"."), "pivot_root")
    check(libc().umount2(b".", 2), "leaving the old root")  # MNT_DETACH
    os.chdir("/")


def unshare(flags: int, what: str) -> None:
    """unshare(2)."""
    check(libc().unshare(flags), what)


def join(namespace: int, kind: int) -> None:
    """setns(2)."""
    check(libc().setns(namespace, kind), "setns")


def map_ids(inside: int, uid: int, gid: int) -> None:
    """In a new user namespace: let `inside` be the one user there is, `uid` outside."""
    with open("/proc/self/setgroups", "w") as file:
        file.write("deny")
    with open("/proc/self/uid_map", "w") as file:
        file.write(f"{inside} {uid} 1")
    with open("/proc/self/gid_map", "w") as file:
        file.write(f"{inside} {gid} 1")


def try_user_namespace() -> str:
    """Whether a user namespace with its powers can be had: "up" or why not. Tried in a process that ends at once."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "up"
        try:
            uid, gid = os.geteuid(), os.getegid()
            unshare(NEWUSER, "user namespace")
            map_ids(0, uid, gid)
            unshare(NEWNS, "mount namespace")  # some systems hand out the namespace and none of its powers
            mount("none", "/", "none", REC | PRIVATE)
        except OSError as why:
            said = refusal(why)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    try:
        return os.read(reading, 1000).decode() or "refused: the attempt ended without a word"
    finally:
        os.close(reading)
        os.waitpid(child, 0)


def die_with_parent() -> None:
    """Let the kernel end this process when its parent is gone."""
    if linux:
        libc().prctl(1, signal.SIGKILL, 0, 0, 0)


def set_dumpable(flag: int) -> None:
    """Whether other processes of the same user may look into this one (and whether /proc/self belongs to it)."""
    libc().prctl(4, flag, 0, 0, 0)


def forbid_new_privileges() -> str:
    """No set-uid program gives anything from here on; "up" or why not."""
    return "up" if libc().prctl(38, 1, 0, 0, 0) == 0 else "refused"


def keep_capabilities(kept: tuple[int, ...]) -> None:
    """Give up all other capabilities, for good."""
    c = libc()
    for capability in range(64):
        if capability not in kept and c.prctl(24, capability, 0, 0, 0) != 0:  # PR_CAPBSET_DROP
            break
    mask = sum(1 << capability for capability in kept)
    header = _CAPABILITY_HEADER(0x20080522, 0)
    low, high = mask & 0xFFFFFFFF, mask >> 32
    c.capset(header, _CAPABILITIES(low, low, 0, high, high, 0))
