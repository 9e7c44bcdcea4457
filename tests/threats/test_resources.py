# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Resources (threats 63 to 83): time, memory, processes, files, output and state; each end has its own verdict."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.sandbox import Limits, Program
from grader.sandbox.errors import LoadError, RoomDied, StudentError
from grader.sandbox.two_rooms import TwoRooms
from tests.threats.conftest import Trial
from tests.threats.forked import Forked
from tests.threats.harness import LIMITS, RIGHT, ask, attack, descendants

SLACK_S = 1.0  # the machine may be busy
QUICK = replace(LIMITS, call_s=0.6, import_s=1.5)


def verdict(rooms: TwoRooms, code: str, limits: Limits = QUICK) -> str:
    """How a room ends that runs this code in a call."""
    try:
        answer = ask(rooms, code, limits=limits)
    except RoomDied as died:
        return died.verdict.kind
    except MemoryError:
        return "out of memory"
    except StudentError as error:
        return f"raised {error.type_name}: {error.message}"
    return f"answered {str(answer)[:200]}"


NEVER_ENDS = {
    "t063_while_true": "while True: pass",
    "t064_a_loop_in_c": "sum(range(10**12))",
    "t064_a_loop_in_torch": "import torch; x = torch.rand(3000, 3000)\nwhile True: x = x @ x",
    "t065_swallows_everything": "while True:\n    try:\n        while True: pass\n    except BaseException: continue",
    "t066_ignores_every_signal": """
        import signal
        for number in range(1, 65):
            try:
                signal.signal(number, signal.SIG_IGN)
                signal.pthread_sigmask(signal.SIG_BLOCK, [number])
            except (OSError, ValueError):
                pass
        while True: pass""",
    "t066_asks_to_be_traced": "import ctypes; ctypes.CDLL(None).ptrace(0, 0, 0, 0)\nwhile True: pass",
    "t066_stops_itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP); os.kill(0, signal.SIGSTOP)\nwhile True: pass",
    "t067_sleeps": "import time; time.sleep(1000)",
    "t067_a_deadlock": "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()",
    "t067_joins_a_thread_that_never_ends": "import threading; e = threading.Event(); t = threading.Thread(target=e.wait); t.start(); t.join()",
    "t067_reads_the_stream_itself": "import os\nwhile True: os.read(3, 1000)",
    "t077_a_regular_expression": "import re; re.match(r'(a+)+$', 'a' * 60 + 'b')",
}  # fmt: skip


@pytest.mark.parametrize("code", NEVER_ENDS.values(), ids=NEVER_ENDS)
def test_what_never_ends_is_a_timeout_in_time(rooms: TwoRooms, code: str) -> None:
    """Threats 63 to 67: the clock is the trusted side's, and the end is SIGKILL."""
    _ = rooms.isolation
    before = time.monotonic()
    assert verdict(rooms, code) == "timeout"
    took = time.monotonic() - before
    assert QUICK.call_s <= took < QUICK.call_s + SLACK_S


def test_t067_input_is_empty(rooms: TwoRooms) -> None:
    assert verdict(rooms, "return input()").startswith("raised EOFError")


def test_t079_an_import_that_never_ends_has_its_own_limit(rooms: TwoRooms) -> None:
    before = time.monotonic()
    with pytest.raises(RoomDied) as died:
        rooms.open(Program("while True: pass\n"), QUICK)
    assert died.value.verdict.kind == "timeout"
    assert time.monotonic() - before < QUICK.import_s + SLACK_S


def test_the_whole_submission_has_a_limit(rooms: TwoRooms) -> None:
    limits = replace(QUICK, total_s=1.0)
    room = rooms.open(Program("import time\ndef f():\n    time.sleep(0.4)\n", names=("f",)), limits)
    before = time.monotonic()
    try:
        with pytest.raises(RoomDied) as died:
            [room.get("f")() for _ in range(10)]
    finally:
        room.close()
    assert died.value.verdict.kind == "timeout"
    assert time.monotonic() - before < 1.0 + SLACK_S


# Python 3.12 and newer count what recurses in C too, and raise where 3.11 overflows its stack.
DEEP = "crashed" if sys.version_info < (3, 12) else "raised RecursionError"
ENDS = {
    "t018_exit_0": ("import os; os._exit(0)", "crashed"),
    "t075_a_deep_recursion": ("import sys; sys.setrecursionlimit(10**9)\ndef f(x): return max([x], key=f)\nf(1)", DEEP),
    "t075_a_deep_recursion_in_c": ("x = []\nfor _ in range(10**6): x = [x]\nimport sys; sys.setrecursionlimit(10**9); repr(x)", DEEP),
    "t076_a_segfault": ("import ctypes; ctypes.string_at(0)", "crashed"),
    "t076_abort": ("import os; os.abort()", "crashed"),
    "t076_an_illegal_instruction": ("import ctypes, mmap; m = mmap.mmap(-1, 4096, prot=7); m.write(b'\\x0f\\x0b'); ctypes.CFUNCTYPE(None)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()", "crashed"),
    "t076_faulthandler": ("import faulthandler; faulthandler.disable(); import ctypes; ctypes.memset(1, 0, 10)", "crashed"),
    "t036_closes_the_stream_and_goes_on": ("import os, time; os.close(3); time.sleep(100)", "protocol"),
    "t036_garbage": ("import os; os.write(3, b'0' * 100)", "protocol"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), ENDS.values(), ids=ENDS)
def test_each_end_has_its_verdict(rooms: TwoRooms, code: str, kind: str) -> None:
    if "0f" in code and os.uname().machine != "x86_64":
        pytest.skip("machine code of x86-64")
    assert verdict(rooms, code, replace(QUICK, call_s=4)).startswith(kind)


MEMORY = {
    "torch": "import torch; torch.ones(30 * 2**30 // 4)",
    "numpy": "import numpy; numpy.ones(30 * 2**30 // 8)",
    "bytearray": "bytearray(30 * 2**30)",
    "a_list": "[0] * (4 * 2**30)",
    "a_string": "'x' * (30 * 2**30)",
    "a_slow_leak": "kept = []\nwhile True: kept.append(bytearray(8 << 20))",
    "a_leak_of_tensors": "import torch; kept = []\nwhile True: kept.append(torch.zeros(2 << 20))",
    "a_leak_that_swallows_the_error": """
        kept = []
        while True:
            try:
                kept.append(bytearray(8 << 20))
            except MemoryError:
                kept.append(bytearray(1 << 10)); import os; os.abort()""",
}  # fmt: skip


@pytest.mark.parametrize("code", MEMORY.values(), ids=MEMORY)
def test_t070_memory_is_told_as_memory(rooms: TwoRooms, code: str) -> None:
    said = verdict(rooms, code, replace(QUICK, call_s=8))
    assert said == "out of memory" or "can't allocate memory" in said, said


def test_t070_the_report_says_memory(innocent: Trial) -> None:
    report = innocent.grade(attack("pass", then="return torch.ones(30 * 2**30)"))
    assert report.score == 0
    assert "memory" in report.exercises[0].tests[0].message


def test_t070_memory_outside_the_address_space_is_limited_too(rooms: TwoRooms) -> None:
    """Anonymous files and shared memory are not counted by RLIMIT_AS."""
    code = """
        import ctypes, os
        out = []
        try:
            os.memfd_create('x')
            out.append('memfd')
        except OSError as error:
            out.append(error.errno)
        wrote = 0
        for folder in ('/dev/shm', os.getcwd()):
            for n in range(64):
                try:
                    with open(f'{folder}/{n}', 'wb') as file:
                        for _ in range(64):
                            wrote += file.write(bytes(4 << 20))
                except OSError:
                    break
        out.append(wrote >> 20)
        return out
    """
    memfd, megabytes = ask(rooms, code, limits=replace(LIMITS, call_s=20))
    assert memfd == 1
    assert megabytes <= 2 * 256 + 8


def test_t068_threads_end_with_their_room(rooms: TwoRooms) -> None:
    code = "import threading, time\nfor _ in range(20): threading.Thread(target=time.sleep, args=(1000,)).start()\nreturn threading.active_count()"
    assert ask(rooms, code) == 21
    time.sleep(0.2)
    assert len(descendants(rooms._process.pid)) <= 4


def test_t069_bombs_of_processes_and_threads(innocent: Trial) -> None:
    rooms = innocent.rooms
    assert verdict(rooms, "import os\nwhile True: os.fork()").startswith("raised PermissionError")
    said = verdict(rooms, """
        import threading, time
        n = 0
        try:
            while n < 3000:
                threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
                n += 1
        except RuntimeError:
            pass
        return n
    """, replace(QUICK, call_s=8, memory_mb=8192))  # fmt: skip
    assert said.startswith("answered ")
    assert int(said.split()[1]) < 256, said


def test_t072_the_disk_is_small(rooms: TwoRooms) -> None:
    code = """
        import os
        made = 0
        try:
            for made in range(100000):
                os.close(os.open(f'f{made}', os.O_CREAT | os.O_WRONLY))
        except OSError:
            pass
        big = 0
        try:
            with open('big', 'wb') as file:
                while True:
                    big += file.write(bytes(8 << 20))
        except OSError:
            pass
        return [made, big >> 20]
    """
    files, megabytes = ask(rooms, code, limits=replace(LIMITS, call_s=10))
    assert files <= 4096
    assert megabytes <= 256


def test_t072_t034_nothing_else_can_be_written(each: TwoRooms | Forked) -> None:
    """Not Python, not site-packages, not the guest's own source, for this student or the next."""
    code = """
        import os, sys, torch
        wrote = []
        folders = ['/', '/tmp', '/scratch', '/dev/shm', '/dev', '/var/tmp', '/run', '/home', '/etc', '/usr/lib', '/usr/local/lib', '/proc',
                   '/proc/self', '/sys', os.path.dirname(os.__file__), os.path.dirname(torch.__file__), *sys.path]
        for module in list(sys.modules.values()):
            if getattr(module, '__file__', None) and module.__name__.startswith('grader'):
                folders.append(os.path.dirname(module.__file__))
        for path in folders:
            try:
                os.close(os.open(os.path.join(path, 'x'), os.O_CREAT | os.O_WRONLY))
                wrote.append(path)
            except OSError:
                pass
        for path in (os.__file__, torch.__file__):
            for act in (lambda: open(path, 'a'), lambda: os.chmod(path, 0o777), lambda: os.unlink(path), lambda: os.link(path, 'l')):
                try:
                    act()
                    wrote.append(path)
                except OSError:
                    pass
        return wrote
    """
    wrote = ask(each, code)
    assert sorted(wrote) == sorted(["/dev/shm", next(w for w in wrote if w in ("/tmp", "/scratch"))])


@pytest.mark.parametrize("code", ["print('A' * 10**9)", "for _ in range(10**5): print('A' * 10**4)", "print('\\0' * 10**7, end='')",
                                  "import sys; sys.stderr.write('A' * 10**8)", "import os; [os.write(1, b'A' * 10**6) for _ in range(2000)]"])  # fmt: skip
def test_t073_printing_gigabytes(rooms: TwoRooms, code: str) -> None:
    room = rooms.open(
        Program(f"def f():\n    {code}\n    return 1\n", names=("f",)), replace(LIMITS, call_s=10, memory_mb=4096)
    )
    try:
        room.begin(1)
        assert room.get("f")() == 1
        assert len(room.printed()) <= 20_000
    finally:
        room.close()


def test_t074_descriptors_and_shared_objects_are_few(rooms: TwoRooms) -> None:
    code = """
        import ctypes, os
        n = 0
        try:
            while n < 5000:
                os.open('/dev/null', os.O_RDONLY)
                n += 1
        except OSError:
            pass
        libc = ctypes.CDLL(None, use_errno=True)
        out = [n]
        for call in ((29, 0, 4096, 0o1600), (64, 0, 1, 0o1600), (68, 0, 0o1600), (240, b'/q', 0o102, 0o600, 0), (206, 1, 0)):
            out.append(libc.syscall(*call))
        return out
    """
    answer = ask(rooms, code)
    assert answer[0] <= 256
    assert answer[1:] == [-1] * 5 or os.uname().machine != "x86_64"


def test_t077_bombs_in_what_is_sent_back(trial: Trial) -> None:
    """A number of a million digits, a list a hundred thousand deep: a verdict or a failed test, never an error of ours."""
    for then in (
        "return 10 ** 10**6",
        "x = []\n    for _ in range(10**5): x = [x]\n    return x",
        "return {i: i for i in range(10**5)}",
    ):
        report = trial.grade(attack("pass", then=then))
        assert report.score == 0
        assert report.exercises[0].status in ("failed", "crashed", "error")


@pytest.mark.parametrize(
    "source", ["x = " + "-" * 10**5 + "1\n", "x = " + "a." * 10**5 + "b\n", "x = " + "1+" * 10**5 + "1\n", "(" * 10**5]
)
def test_t078_static_bombs_end_in_a_sentence(trial: Trial, source: str) -> None:
    report = trial.grade(source + "\nimport torch\ndef softmax(X):\n    return X * 0\n")
    assert report.score == 0


def test_t080_a_huge_answer_makes_no_huge_report(trial: Trial) -> None:
    from grader.report import encode

    report = trial.grade("import torch\ndef softmax(X):\n    raise ValueError('A' * 10**7)\n")
    assert len(encode(report)) < 200_000


def test_t081_t082_global_state_stays_in_the_room(innocent: Trial) -> None:
    import locale
    import warnings

    import numpy
    import torch

    def state() -> list[object]:
        return [torch.get_default_dtype(), torch.get_num_threads(), torch.is_grad_enabled(), torch.are_deterministic_algorithms_enabled(),
                torch.is_anomaly_enabled(), torch.get_float32_matmul_precision(), numpy.geterr(), numpy.get_printoptions()["precision"],
                locale.setlocale(locale.LC_ALL), os.getcwd(), os.environ.get("TZ"), len(warnings.filters), torch.backends.cudnn.benchmark]  # fmt: skip

    before = state()
    code = """
        import locale, logging, os, time, warnings, numpy
        torch.set_default_dtype(torch.float64); torch.set_num_threads(2); torch.set_grad_enabled(False)
        torch.use_deterministic_algorithms(True); torch.autograd.set_detect_anomaly(True)
        torch.set_float32_matmul_precision('medium'); numpy.seterr(all='raise'); numpy.set_printoptions(precision=1)
        torch.set_flush_denormal(True); torch.backends.cudnn.benchmark = True; torch.set_printoptions(precision=1)
        os.environ['TZ'] = 'Asia/Tokyo'; time.tzset(); os.chdir('/'); warnings.simplefilter('error'); logging.disable()
        locale.setlocale(locale.LC_ALL, 'C')
    """
    innocent.grade(attack(code))
    assert state() == before


def test_t081_one_call_leaves_the_next_test_as_it_was(trial: Trial) -> None:
    """The default dtype, the grad mode and the random state of the room itself start anew in every test."""
    code = f"""
import torch
def softmax(X):
    torch.set_default_dtype(torch.float64)
    e = torch.exp(X - X.max(1, keepdim=True).values)
    return e / e.sum(1, keepdim=True)
{""}"""
    assert trial.score(code) == trial.court.full


def test_t083_a_parallel_operation_after_the_fork(rooms: TwoRooms) -> None:
    code = "import torch; torch.set_num_threads(4); x = torch.rand(2000, 2000); return [float((x @ x).sum()) > 0, torch.get_num_threads()]"
    assert ask(rooms, code, limits=replace(LIMITS, call_s=20)) == [True, 4]


def test_no_core_file(rooms: TwoRooms, tmp_path: Path) -> None:
    assert ask(rooms, "import resource; return list(resource.getrlimit(resource.RLIMIT_CORE))") == [0, 0]


def test_limits_cannot_be_raised(rooms: TwoRooms) -> None:
    code = """
        import resource
        out = []
        for name in ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_NOFILE', 'RLIMIT_NPROC', 'RLIMIT_FSIZE', 'RLIMIT_CORE', 'RLIMIT_STACK'):
            try:
                resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
                out.append(name)
            except (OSError, ValueError):
                pass
        return out
    """
    assert ask(rooms, code) == []


def test_the_other_tests_go_on_in_a_fresh_room(trial: Trial) -> None:
    """A crash for one shape costs the tests of that shape only."""
    code = "import torch, os\ndef softmax(X):\n    if X.shape[1] == 8: os._exit(1)\n" + RIGHT.split("\n", 2)[2]
    report = trial.grade(code)
    lost = [t.id for t in report.exercises[0].tests if t.score < t.max_score]
    assert lost == ["softmax::test_every_row_sums_to_one"]


def test_a_program_that_cannot_be_loaded_says_why(rooms: TwoRooms) -> None:
    with pytest.raises(LoadError, match="boom"):
        rooms.open(Program("raise ValueError('boom')\n"), QUICK)
