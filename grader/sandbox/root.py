"""Owns the private root: a file system with Python, torch and the guest, read-only, and no more of this machine."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from grader.sandbox import kernel
from grader.sandbox.limits import SCRATCH_BYTES, SCRATCH_FILES

# Where the new root is put together: a folder that every system has, below which nothing lies that a room needs.
_PLACES = ("/tmp", "/mnt", "/media", "/srv", "/run", "/var", "/home", "/opt")


def enter_private_root(config: dict[str, Any]) -> None:
    """Pivot into a root that holds only what the plan names. Needs a mount namespace. Raises OSError."""
    os.umask(0o022)  # the folders made here are for another user to walk through
    kernel.mount("none", "/", "none", kernel.REC | kernel.PRIVATE)
    root = _place([*config["readable"], *config["devices"]])
    kernel.mount("tmpfs", root, "tmpfs", kernel.NOSUID | kernel.NODEV, "mode=0755,size=1m")
    for folder in ("/proc", "/tmp", "/dev", "/dev/shm", config["scratch"]):
        os.makedirs(root + folder, exist_ok=True)
    # The zygote's own, for what torch writes while it is imported; a child gets its own over it.
    kernel.mount("tmpfs", root + config["scratch"], "tmpfs", kernel.NOSUID | kernel.NODEV, "mode=0755,size=16m")
    kernel.mount("proc", f"{root}/proc", "proc", kernel.NOSUID | kernel.NODEV | kernel.NOEXEC)
    for link, target in config["links"]:
        os.makedirs(os.path.dirname(root + link), exist_ok=True)
        os.symlink(target, root + link)
    for path in config["readable"]:
        _bind(path, root + path, kernel.NOSUID | kernel.RDONLY | kernel.NODEV)
    for path in config["devices"]:
        _bind(path, root + path, kernel.NOSUID)
    for path in config["hidden"]:
        if os.path.isdir(root + path):
            kernel.mount("tmpfs", root + path, "tmpfs", kernel.NOSUID | kernel.NODEV | kernel.RDONLY, "size=4k")
    os.chdir(root)
    kernel.pivot_here()
    flags = kernel.REMOUNT | kernel.BIND | kernel.RDONLY | kernel.NOSUID | kernel.NODEV
    kernel.mount("none", "/", "none", flags)


def _place(needed: list[str]) -> str:
    for place in _PLACES:
        if os.path.isdir(place) and not os.path.islink(place) and not any(p.startswith(place + "/") for p in needed):
            return place
    return tempfile.mkdtemp(prefix="torchgrade-root-")


def _bind(source: str, target: str, flags: int) -> None:
    if not os.path.exists(source):
        return  # gone since the plan was made: no reason to do without a root
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not os.path.exists(target):
            os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    kernel.bind_read_only(source, target, flags)


def own_file_systems(scratch: str, own_proc: bool) -> None:
    """In a child: a temporary folder and shared memory of its own, and the processes of its own pid namespace."""
    kernel.unshare(kernel.NEWNS, "mount namespace")
    options = f"mode=1777,size={SCRATCH_BYTES},nr_inodes={SCRATCH_FILES}"
    flags = kernel.NOSUID | kernel.NODEV | kernel.NOEXEC
    kernel.mount("tmpfs", scratch, "tmpfs", flags, options)
    kernel.mount("tmpfs", "/dev/shm", "tmpfs", flags, options)
    if own_proc:
        kernel.mount("proc", "/proc", "proc", flags)
