"""Owns the system-call filter of a room, built as BPF once in the zygote and installed by each child.

Denied calls answer EPERM (a student sees PermissionError, not a dead process); calls newer than this table answer
ENOSYS. Threads are allowed, processes are not. A call of a foreign ABI (32-bit, x32) ends the process.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from grader.sandbox.kernel import libc

# name: (x86_64, aarch64); None where the architecture has no such call
DENIED: dict[str, tuple[int | None, int | None]] = {
    # other programs and other processes
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "process_mrelease": (448, 448),
    # sockets of every family
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "recvfrom": (45, 207),
    "recvmsg": (47, 212),
    "recvmmsg": (299, 243),
    "shutdown": (48, 210),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "statmount": (457, 457),
    "listmount": (458, 458),
    "open_tree_attr": (467, 467),
    # the kernel's large doors
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    "lookup_dcookie": (212, 18),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "acct": (163, 89),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "syslog": (103, 116),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    "seccomp": (317, 277),
    "io_setup": (206, 0),
    "io_submit": (209, 2),
    "memfd_secret": (447, 447),
    "vhangup": (153, 58),
    "nfsservctl": (180, 42),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # identities, and files that are no plain files
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setreuid": (113, 145),
    "setregid": (114, 143),
    "setresuid": (117, 147),
    "setresgid": (119, 149),
    "setgroups": (116, 159),
    "setfsuid": (122, 151),
    "setfsgid": (123, 152),
    "capset": (126, 91),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setattr": (314, 274),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # what two rooms could tell each other by, over files that both may read
    "flock": (73, 32),
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "inotify_add_watch": (254, 27),
    # shared memory and queues that could outlive a room or join two
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semop": (65, 193),
    "semctl": (66, 191),
    "semtimedop": (220, 192),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "mq_timedsend": (242, 182),
    "mq_timedreceive": (243, 183),
    "mq_notify": (244, 184),
    "mq_getsetattr": (245, 185),
}
# Memory that no limit of a room counts; the driver of a GPU needs it.
_UNCOUNTED = {"memfd_create": (319, 279)}
# With no pid namespace around a room: signals to others. To itself (abort) it sends them by tgkill.
_SIGNALS = {"kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240)}
_TGKILL = (234, 131)
# Calls that name a process, which must be 0: this one.
_OWN_ONLY = {"prlimit64": (302, 261), "sched_setaffinity": (203, 122), "setpgid": (109, 154)}
# Calls of which only some commands are denied, by the number of the argument that says which.
_SOME_COMMANDS: dict[str, tuple[tuple[int, int], int, tuple[int, ...]]] = {
    # TIOCSTI and TIOCLINUX put words into a terminal
    "ioctl": ((16, 29), 1, (0x5412, 0x541C)),
    # locks, leases and notices on files that other rooms read too
    "fcntl": ((72, 25), 1, (6, 7, 37, 38, 1024, 1026)),
    # outliving the zygote, being looked into, filters of its own
    "prctl": ((157, 167), 0, (1, 4, 22, 0x59616D61)),
}
_CLONE = (56, 220)
_CLONE3 = 435
_NEWEST = 470
_CLONE_THREAD = 0x10000
_ARCHES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_LD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NR, _AT_ARCH, _AT_ARG0 = 0, 4, 16  # the low half of an argument; all that is looked at are ints to the kernel


def _errno(number: int) -> int:
    return 0x00050000 | number


class _Assembler:
    """A BPF program in the making. Every block leaves the number of the call in the accumulator for the next."""

    def __init__(self) -> None:
        self.program: list[tuple[int, int, int, int]] = []

    def emit(self, code: int, value: int, if_true: int = 0, if_false: int = 0) -> None:
        self.program.append((code, if_true, if_false, value))

    def answer_if_equal(self, value: int, result: int) -> None:
        self.emit(_JEQ, value, 0, 1)
        self.emit(_RET, result)

    def only_with(self, call: int, argument: int, value: int) -> None:
        """Deny `call` unless this argument has this value."""
        self.emit(_JEQ, call, 0, 4)
        self.emit(_LD, _AT_ARG0 + 8 * argument)
        self.emit(_JEQ, value, 0, 1)
        self.emit(_RET, _ALLOW)
        self.emit(_RET, _errno(errno.EPERM))

    def not_with(self, call: int, argument: int, values: tuple[int, ...]) -> None:
        """Deny `call` where this argument has one of these values."""
        self.emit(_JEQ, call, 0, 2 + 2 * len(values))
        self.emit(_LD, _AT_ARG0 + 8 * argument)
        for value in values:
            self.answer_if_equal(value, _errno(errno.EPERM))
        self.emit(_RET, _ALLOW)


def build_filter(*, gpu: bool = False, own_pid: int = 0) -> bytes | None:
    """The filter as BPF for this machine; None for an architecture that the table does not know.

    `gpu`: allow what the driver needs. `own_pid`: where other processes are in sight, signals to all but this one are
    refused."""
    known = _ARCHES.get(platform.machine())
    if known is None:
        return None
    column, audit = known
    to = _Assembler()
    to.emit(_LD, _AT_ARCH)
    to.emit(_JEQ, audit, 1, 0)
    to.emit(_RET, _KILL)
    to.emit(_LD, _AT_NR)
    if column == 0:
        to.emit(_JGE, 0x40000000, 0, 1)  # the x32 ABI
        to.emit(_RET, _KILL)
    to.emit(_JGE, _NEWEST, 0, 1)
    to.emit(_RET, _errno(errno.ENOSYS))
    to.answer_if_equal(
        _CLONE3, _errno(errno.ENOSYS)
    )  # its flags are behind a pointer; the C library falls back to clone
    to.emit(_JEQ, _CLONE[column], 0, 4)
    to.emit(_LD, _AT_ARG0)
    to.emit(_JSET, _CLONE_THREAD, 0, 1)
    to.emit(_RET, _ALLOW)
    to.emit(_RET, _errno(errno.EPERM))
    for numbers, argument, values in _SOME_COMMANDS.values():
        to.not_with(numbers[column], argument, values)
    for numbers in _OWN_ONLY.values():
        to.only_with(numbers[column], 0, 0)
    denied = DENIED if gpu else DENIED | _UNCOUNTED
    if own_pid:
        denied = denied | _SIGNALS
        to.only_with(_TGKILL[column], 0, own_pid)
    for each in denied.values():
        number = each[column]
        if number is not None:
            to.answer_if_equal(number, _errno(errno.EPERM))
    to.emit(_RET, _ALLOW)
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in to.program)


class _SockFprog(ctypes.Structure):
    _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def install(program: bytes) -> str:
    """Put the filter around this process; "up" or why it does not stand. Needs no_new_privs."""
    buffer = ctypes.create_string_buffer(program, len(program))
    fprog = _SockFprog(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    if libc().prctl(22, 2, ctypes.byref(fprog), 0, 0) != 0:  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
        return f"refused: {errno.errorcode.get(ctypes.get_errno(), 'unknown error')}"
    return "up"
