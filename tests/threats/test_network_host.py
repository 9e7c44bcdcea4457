# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Network and host (threats 97 to 108): no packet, no other process, no door of the kernel; the grader's own errors are its own."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from pathlib import Path

import pytest

from grader.sandbox import Program
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from tests.threats.conftest import Trial
from tests.threats.forked import Forked
from tests.threats.harness import LIMITS, RIGHT, ask, attack

x86 = pytest.mark.skipif(os.uname().machine != "x86_64" or sys.platform != "linux", reason="numbers of x86-64 Linux")
SYSCALLS = """
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    out = []
    for call in args:
        ctypes.set_errno(0)
        out.append([libc.syscall(*call), ctypes.get_errno()])
    return out
"""

SOCKETS = """
    import socket
    out = []
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET, getattr(socket, 'AF_VSOCK', 40), 38):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind)
                out.append([int(family), int(kind)])
            except OSError as error:
                if error.errno not in (1, 13):
                    out.append([int(family), int(kind), error.errno])
    for attempt in (lambda: socket.socketpair(), lambda: socket.create_connection(('1.1.1.1', 53), 1), lambda: socket.getaddrinfo('example.org', 80),
                    lambda: __import__('urllib.request').request.urlopen('http://169.254.169.254/latest/meta-data', timeout=1)):
        try:
            out.append(str(attempt()))
        except OSError:
            pass
    return out
"""


def test_isolation_is_full_where_namespaces_can_be_had(each: TwoRooms | Forked) -> None:
    """The attacks of this folder meet all the walls, or they would prove little."""
    import subprocess

    if subprocess.run(["unshare", "-Ur", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no namespaces here")
    assert each.isolation.level == "full", each.isolation.walls


def test_t097_t098_no_socket_of_any_family(each: TwoRooms | Forked) -> None:
    assert ask(each, SOCKETS) == []


def test_t097_the_network_namespace_is_empty(rooms: TwoRooms) -> None:
    """The second lock: even with sockets there would be no interface. Seen from outside."""
    from tests.threats.harness import descendants

    room = rooms.open(Program("x = 1\n"), LIMITS)
    try:
        for pid in descendants(rooms._process.pid):
            devices = Path(f"/proc/{pid}/net/dev").read_text().splitlines()[2:]
            assert [d.split(":")[0].strip() for d in devices] in ([], ["lo"])
            assert os.readlink(f"/proc/{pid}/ns/net") != os.readlink("/proc/self/ns/net")
            assert os.readlink(f"/proc/{pid}/ns/ipc") != os.readlink("/proc/self/ns/ipc")
    finally:
        room.close()


def test_t097_in_the_graders_own_process_a_socket_is_had() -> None:
    assert ask(InProcess(), "import socket; socket.socket().close(); return 1") == 1


@x86
def test_t098_t100_the_doors_of_the_kernel_are_shut(each: TwoRooms | Forked) -> None:
    """Keyrings, io_uring, bpf, userfaultfd, perf, namespaces, mounts, modules, handles, SysV and POSIX queues, personality …"""
    calls = {
        "add_key": (248, b"user", b"a", b"b", 1, -3), "request_key": (249, b"user", b"a", 0, -3), "keyctl": (250, 0, -3, 0),
        "io_uring_setup": (425, 4, 0), "bpf": (321, 0, 0, 0), "userfaultfd": (323, 0), "perf_event_open": (298, 0, 0, -1, -1, 0),
        "unshare_user": (272, 0x10000000), "unshare_net": (272, 0x40000000), "setns": (308, 3, 0), "mount": (165, 0, b"/", 0, 0, 0),
        "umount": (166, b"/", 0), "pivot_root": (155, b"/", b"/"), "chroot": (161, b"/"), "open_tree": (428, -100, b"/", 1),
        "fsopen": (430, b"tmpfs", 0), "mount_setattr": (442, -100, b"/", 0, 0, 0), "init_module": (175, 0, 0, b""), "kexec_load": (246, 0, 0, 0, 0),
        "name_to_handle_at": (303, -100, b"/", 0, 0, 0), "open_by_handle_at": (304, 3, 0, 0), "fanotify_init": (300, 0, 0),
        "shmget": (29, 0, 4096, 0o1600), "semget": (64, 0, 1, 0o1600), "msgget": (68, 0, 0o1600), "mq_open": (240, b"/q", 0o102, 0o600, 0),
        "personality": (135, 0x0040000), "seccomp": (317, 1, 0, 0), "memfd_create": (319, b"x", 0), "memfd_secret": (447, 0),
        "mknod": (133, b"d", 0o20666, 0x101), "fork": (57,), "vfork": (58,), "clone_process": (56, 17, 0, 0, 0, 0),
        "clone_new_user": (56, 0x10000011, 0, 0, 0, 0), "execve": (59, b"/bin/true", 0, 0), "execveat": (322, 3, b"", 0, 0, 0x1000),
        "setuid": (105, 0), "capset": (126, 0, 0), "syslog": (103, 3, 0, 0), "iopl": (172, 3), "modify_ldt": (154, 0, 0, 0), "ptrace": (101, 0, 0, 0, 0),
        "kcmp": (312, 1, 1, 0, 0, 0), "pidfd_open": (434, 1, 0), "flock": (73, 0, 1), "inotify_init": (294, 0), "io_setup": (206, 1, 0),
        "prlimit_of_another": (302, 2, 7, 0, 0), "pdeathsig": (157, 1, 0, 0, 0, 0), "dumpable": (157, 4, 1, 0, 0, 0),
        "ptracer": (157, 0x59616D61, -1, 0, 0, 0), "filter_of_its_own": (157, 22, 2, 0, 0, 0), "lock_a_shared_file": (72, 3, 6, 0),
        "lease": (72, 0, 1024, 0), "tiocsti": (16, 0, 0x5412, b"x"), "tioclinux": (16, 0, 0x541C, b"x"), "tiocsti_high_bits": (16, 0, 0x5412 | 1 << 32, b"x"),
    }  # fmt: skip
    answers = dict(zip(calls, ask(each, SYSCALLS, *[list(c) for c in calls.values()]), strict=True))
    open_doors = {name: a for name, a in answers.items() if a != [-1, 1]}
    assert open_doors == {}
    assert ask(each, SYSCALLS, [435, 0, 88], [469, 0, 0], [600])[0] == [-1, 38]  # clone3: ENOSYS


@x86
def test_t100_another_abi_ends_the_process(rooms: TwoRooms) -> None:
    """The x32 numbers of the same calls would pass a filter that looks at the number alone."""
    from grader.sandbox.errors import RoomDied

    with pytest.raises(RoomDied) as died:
        ask(rooms, SYSCALLS, [0x40000000 | 41, 2, 1, 0])
    assert died.value.verdict.kind == "crashed"
    assert died.value.verdict.detail == "SIGSYS"


def test_t099_no_other_process_can_be_touched(each: TwoRooms | Forked) -> None:
    code = """
        import os, signal
        out = []
        for pid in [*args, 2, 3, -1]:
            for act in (lambda: os.kill(pid, 0), lambda: os.setpriority(os.PRIO_PROCESS, pid, 5), lambda: os.sched_setaffinity(pid, {0})):
                try:
                    act()
                    out.append(pid)
                except OSError:
                    pass
        return out
    """
    assert ask(each, code, os.getpid(), os.getppid(), each._process.pid) == []


def test_t100_no_capability_and_no_new_privilege(each: TwoRooms | Forked) -> None:
    status = ask(each, "return open('/proc/self/status').read()")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert {int(fields[f"Cap{name}"], 16) for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")} == {0}
    assert (fields["NoNewPrivs"], fields["Seccomp"]) == ("1", "2")
    assert set(fields["Uid"].split()) == {"65534"}
    assert set(fields["Gid"].split()) == {"65534"}
    assert fields["Groups"].strip() == ""
    assert fields["NSpid"].split() == ["1"]


@pytest.mark.skipif(os.geteuid() != 0, reason="without root all rooms have the user that started them")
def test_t099_t108_each_room_has_a_user_of_its_own(rooms: TwoRooms) -> None:
    from tests.threats.harness import descendants

    open_rooms = [rooms.open(Program("x = 1\n"), LIMITS) for _ in range(3)]
    try:
        uids = [os.stat(f"/proc/{pid}/ns").st_uid for pid in descendants(rooms._process.pid)]
        real = [
            int(Path(f"/proc/{pid}/status").read_text().split("Uid:")[1].split()[0])
            for pid in descendants(rooms._process.pid)
        ]
        rooms_uids = [u for u in real if u >= 64_000]
        assert len(rooms_uids) >= 3
        assert len(set(rooms_uids)) == len(rooms_uids), uids
    finally:
        for room in open_rooms:
            room.close()


def test_t101_no_terminal(each: TwoRooms | Forked) -> None:
    code = """
        import os
        out = [os.isatty(fd) for fd in range(4)]
        try:
            os.open('/dev/tty', os.O_RDWR)
            out.append('tty')
        except OSError:
            pass
        return [out, os.getsid(0), os.getpid()]
    """
    out, session, pid = ask(each, code)
    assert out == [False] * 4
    assert session == pid


def test_t102_two_rooms_cannot_signal_each_other_over_shared_files(rooms: TwoRooms) -> None:
    """Locks, leases and notices on what both may read are refused."""
    answer = ask(rooms, """
        import fcntl, os, struct
        fd = os.open(os.__file__, os.O_RDONLY)
        out = []
        for act in (lambda: fcntl.flock(fd, fcntl.LOCK_SH), lambda: fcntl.lockf(fd, fcntl.LOCK_SH), lambda: fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK),
                    lambda: fcntl.fcntl(os.open('/', os.O_PATH), fcntl.F_NOTIFY, 1)):
            try:
                act()
                out.append(1)
            except OSError:
                out.append(0)
        return out
    """)  # fmt: skip
    assert answer == [0, 0, 0, 0]


def test_t103_the_clock_is_the_graders(trial: Trial) -> None:
    """A room in which time stands still is measured like any other."""
    code = attack(
        "import time; time.perf_counter = time.monotonic = time.time = lambda: 0.0; import time as t; t.sleep(0.05)",
        then=RIGHT.split("\n", 2)[2].strip().replace("\n    ", "\n    "),
    )
    report = trial.grade(code)
    assert report.score == trial.court.full
    assert report.duration_s > 0.5


def test_t105_an_error_of_the_grader_is_no_mark(rooms: TwoRooms, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the grader itself breaks, it says so: neach points nor zero."""

    def broken(*args: object) -> None:
        raise RuntimeError("the grader's own fault")

    monkeypatch.setattr("grader.sandbox.host.RealRoom.load", broken)
    with pytest.raises(RuntimeError, match="own fault"):
        trial.grade("import torch" + RIGHT)


def test_t106_t107_owning_the_whole_process_gains_nothing(innocent: Trial) -> None:
    """Patching the guest itself, the C library's functions and the interpreter: wrong numbers stay wrong."""
    code = """
        import ctypes, gc, sys
        guest = sys.modules['grader.sandbox.guest']
        for module in list(sys.modules.values()):
            if getattr(module, '__name__', '').startswith('grader'):
                for name, value in list(vars(module).items()):
                    if callable(value) and 'error' in name.lower():
                        setattr(module, name, lambda *a, **k: ['passed', [], '', [], '', False])
        for thing in gc.get_objects():
            if type(thing).__name__ in ('Guest', 'Bans', 'Peer', 'GuestPolicy'):
                thing.__dict__.update(verdict='passed', score=10, passed=True)
        libc = ctypes.CDLL(None)
        page = ctypes.cast(libc.write, ctypes.c_void_p).value & ~4095
        libc.mprotect(ctypes.c_void_p(page), 8192, 7)
        libc.prctl(22, 2, 0, 0, 0)
    """
    assert innocent.score(attack(code)) == 0


def test_t108_nothing_is_set_uid_and_names_cannot_be_guessed(rooms: TwoRooms) -> None:
    code = """
        import os
        open('s', 'w').write('x')
        os.chmod('s', 0o4755)
        flags = os.statvfs('.').f_flag
        return [bool(flags & os.ST_NOSUID), bool(flags & os.ST_NODEV), bool(flags & os.ST_NOEXEC), bool(os.statvfs('/').f_flag & os.ST_RDONLY)]
    """
    assert ask(rooms, code) == [True] * 4


def test_t108_no_folder_is_left_on_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # in /tmp other tests have rooms too
    with TwoRooms(bubblewrap=False, merge=False) as sandbox:
        ask(sandbox, "open('x', 'w').write('x'); return 1")
    assert not list(tmp_path.glob("torchgrade-*"))


def test_ctypes_is_there(rooms: TwoRooms) -> None:
    """The system calls above were really made: an allowed one works by the same road."""
    assert ask(rooms, SYSCALLS, [39])[0][0] == 1
    assert ctypes.sizeof(ctypes.c_void_p) == 8
