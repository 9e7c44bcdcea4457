"""Owns the Landlock wall: which files a room may read and write; no TCP, no signals or abstract sockets across it."""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from grader.sandbox.kernel import libc

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_EXECUTE = 1 << 0
_IOCTL_DEV = 1 << 15
_RULE_PATH_BENEATH = 1
_FILESYSTEM_BITS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_DIRECTORY_ONLY = ~(_EXECUTE | _WRITE_FILE | _READ_FILE | 1 << 14 | _IOCTL_DEV)


def version() -> int:
    """The ABI that the kernel speaks; 0 where there is no Landlock."""
    return max(0, int(libc().syscall(_CREATE, None, ctypes.c_size_t(0), 1)))


def restrict(abi: int, readable: list[str], writable: list[str], devices: list[str]) -> str:
    """Close everything but these paths, for this process and its threads; "up" or why not. Needs no_new_privs."""
    if abi < 1:
        return "not in this kernel"
    syscall = libc().syscall
    handled = (1 << _FILESYSTEM_BITS[min(abi, 5)]) - 1
    network = 0b11 if abi >= 4 else 0  # TCP bind and connect
    scoped = 0b11 if abi >= 6 else 0  # abstract sockets and signals
    attributes = struct.pack("<QQQ", handled, network, scoped)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    ruleset = syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return f"refused: {errno.errorcode.get(ctypes.get_errno(), 'unknown error')}"
    try:
        read = _READ_FILE | _READ_DIR
        for paths, rights in (
            (readable, read),
            (writable, handled & ~(_EXECUTE | _IOCTL_DEV)),
            (devices, read | _WRITE_FILE | _IOCTL_DEV),
        ):
            for path in paths:
                _allow(ruleset, path, rights & handled)
        if syscall(_RESTRICT, ruleset, 0) != 0:
            return f"refused: {errno.errorcode.get(ctypes.get_errno(), 'unknown error')}"
    finally:
        os.close(ruleset)
    return "up"


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine: nothing to allow
    try:
        if not os.path.isdir(path):
            rights &= ~_DIRECTORY_ONLY
        libc().syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, struct.pack("<Qi", rights, fd), 0)
    finally:
        os.close(fd)
