# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Reading answers (threats 1 to 17): nothing of the suite, the reference, the grader or other students is in a room."""

from __future__ import annotations

import inspect
import os
import time
from contextlib import suppress
from pathlib import Path

import pytest

from grader.report import encode, for_student
from grader.sandbox import Program
from grader.sandbox.inprocess import InProcess
from grader.sandbox.two_rooms import TwoRooms
from tests.threats.conftest import Trial
from tests.threats.forked import Forked
from tests.threats.harness import FOLDER, LIMITS, REPOSITORY, RIGHT, SECRET, ask, descendants

WORDS = ("test_large_logits_are_safe", "BEGIN SOLUTION", "softmax_down_the_columns")  # of the hidden suite's files

EVERY_FILE = """
    import os
    (folders, words) = args
    found = []
    def unreadable(error):
        pass
    for folder in folders:
        for path, _, names in os.walk(folder, onerror=unreadable):
            if path.startswith(('/proc', '/sys')):
                continue
            for name in names:
                if name.endswith(('.py', '.toml', '.md', '.json', '.ipynb', '.txt', '')) and 'site-packages' not in path:
                    try:
                        text = open(os.path.join(path, name), 'rb').read(1 << 20).decode('utf-8', 'replace')
                    except OSError:
                        continue
                    found += [[path, name, word] for word in words if word in text]
    return found
"""


def test_t001_no_file_of_the_course_is_in_the_box(each: TwoRooms | Forked) -> None:
    folders = [str(REPOSITORY), str(FOLDER), "/home", "/root", "/tmp", "/etc", "/var", "/opt", "/srv", "/mnt"]
    assert ask(each, EVERY_FILE, folders, [*WORDS, SECRET]) == []
    paths = [
        str(p)
        for p in (
            FOLDER,
            REPOSITORY / "solutions",
            REPOSITORY / "tests",
            REPOSITORY / ".git",
            "/etc/shadow",
            "/etc/passwd",
        )
    ]
    answers = ask(each, "import os; return [[os.path.exists(p), os.access(p, os.R_OK)] for p in args]", *paths)
    assert answers == [[False, False]] * len(paths)


def test_t001_the_file_of_the_calling_frame(rooms: TwoRooms) -> None:
    answer = ask(rooms, """
        import sys
        frame, out = sys._getframe(), []
        while frame is not None:
            try:
                out.append(open(frame.f_code.co_filename).read())
            except OSError as error:
                out.append('')
            frame = frame.f_back
        return out
    """)  # fmt: skip
    assert not any(word in text for text in answer for word in WORDS)


def test_t002_no_reference_among_the_modules(each: TwoRooms | Forked) -> None:
    code = """
        import sys
        out = sorted(sys.modules)
        for name in ('reference', 'softmax_regression', 'grader.suite', 'grader.suite.check', 'grader.judge', 'solutions', 'pytest'):
            try:
                __import__(name)
                out.append('imported ' + name)
            except ImportError:
                pass
        return out
    """
    seen = ask(each, code)
    allowed = {m for m in seen if m.startswith("grader")}
    assert not [
        m for m in allowed if m.startswith(("grader.suite", "grader.judge", "grader.course", "grader.submission"))
    ], allowed
    assert not any(
        m.startswith(("imported grader", "imported reference", "imported softmax", "imported sol")) for m in seen
    )


WALK = """
    import gc, sys, types
    seen, texts = set(), []
    frame = sys._getframe()
    while frame is not None:
        texts += [repr(frame.f_globals.keys())[:5000], repr(frame.f_locals.keys())]
        frame = frame.f_back
    for thing in gc.get_objects():
        if isinstance(thing, types.FunctionType):
            texts.append(thing.__module__ or '')
            texts.append(thing.__qualname__)
        elif isinstance(thing, dict) and len(thing) < 50:
            texts += [str(k) for k in thing if isinstance(k, str)]
    text = ' '.join(texts)
    return [word for word in args if word in text]
"""


def test_t003_t004_neach_frames_nor_the_collector_lead_anywhere(rooms: TwoRooms) -> None:
    assert ask(rooms, WALK, *WORDS, "runtestprotocol", "softmax_regression") == []


def test_t003_t004_in_the_graders_own_process_they_do() -> None:
    """What this looks for is there to be found where there is no second room."""
    from grader.suite.runner import runtestprotocol

    assert runtestprotocol
    assert ask(InProcess(), WALK, "runtestprotocol") == ["runtestprotocol"]


def test_t005_no_source_in_caches_loaders_or_tracebacks(rooms: TwoRooms) -> None:
    answer = ask(rooms, """
        import glob, inspect, linecache, sys
        texts = [''.join(entry[2]) for entry in linecache.cache.values() if len(entry) > 2]
        try:
            raise ValueError
        except ValueError as error:
            trace = error.__traceback__
            while trace is not None:
                try:
                    texts.append(inspect.getsource(trace.tb_frame))
                except (OSError, TypeError):
                    pass
                trace = trace.tb_next
        return ['\\n'.join(texts), glob.glob('**/__pycache__/*softmax*', recursive=True), sys.dont_write_bytecode]
    """)  # fmt: skip
    assert not any(word in answer[0] for word in WORDS)
    assert answer[1:] == [[], True]


def test_t006_proc_tells_nothing_of_other_processes(each: TwoRooms | Forked) -> None:
    with pytest.raises(PermissionError):
        ask(each, "import os; return os.listdir('/proc')")
    assert ask(each, "import os; return [p for p in range(40000) if os.path.exists(f'/proc/{p}')]") == [1]
    answers = ask(each, """
        out = {}
        for path in args:
            try:
                out[path] = open(path, 'rb').read(100000).decode('latin-1')
            except OSError as error:
                out[path] = ''
        return out
    """, "/proc/1/environ", "/proc/self/environ", "/proc/1/cmdline", "/proc/2/cmdline", "/proc/kallsyms", "/proc/kcore", "/proc/keys",
        "/proc/cmdline", "/proc/sched_debug", "/proc/timer_list", "/proc/sys/kernel/hostname", "/proc/net/unix", "/proc/self/net/unix",
        "/proc/self/mem", "/proc/1/maps")  # fmt: skip
    assert not any(SECRET in text for text in answers.values())
    for path in (
        "/proc/2/cmdline",
        "/proc/kallsyms",
        "/proc/kcore",
        "/proc/keys",
        "/proc/cmdline",
        "/proc/sched_debug",
    ):
        assert answers[path] == "", path


def test_t006_the_parent_by_its_number(rooms: TwoRooms) -> None:
    answers = ask(rooms, """
        import os
        out = [os.getppid()]
        for pid in args:
            for name in ('mem', 'environ', 'cmdline', 'fd', 'root', 'cwd', 'maps'):
                out.append(os.path.exists(f'/proc/{pid}/{name}'))
        return out
    """, os.getpid(), rooms._process.pid)  # fmt: skip
    assert answers[0] == 0
    assert not any(answers[1:])


def _memory_holds(pids: list[int], needle: bytes) -> bool:
    return any(_process_holds(pid, needle) for pid in pids)


def _process_holds(pid: int, needle: bytes) -> bool:
    # The room of an earlier test may be gone meanwhile.
    with suppress(FileNotFoundError), open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(x, 16) for x in span.split("-"))
            if "rw" not in rights or end - start > 1 << 30:
                continue
            try:
                memory.seek(start)
                if needle in memory.read(end - start):
                    return True
            except (OSError, ValueError):
                continue
    return False


def test_t007_no_secret_in_the_memory_of_a_room(rooms: TwoRooms) -> None:
    """The whole memory of zygote and rooms is searched from outside, with the rights of root."""
    if os.geteuid() != 0:
        pytest.skip("needs root to look into a room")
    room = rooms.open(Program("kept = []\ndef f(x):\n    kept.append(x)\n", names=("f",)), LIMITS)
    room.begin(1)
    try:
        pids = descendants(rooms._process.pid)
        assert len(pids) >= 2
        assert not _memory_holds(pids, SECRET.encode())
        room.get("f")(SECRET)
        assert _memory_holds(pids, SECRET.encode())  # the search does find what is there
    finally:
        room.close()


def test_t007_no_secret_in_the_memory_of_a_forked_zygote(forked: Forked) -> None:
    """Not in the environment that it was forked with, nor where that was kept."""
    if os.geteuid() != 0:
        pytest.skip("needs root to look into a room")
    ask(forked, "return 1")
    until = time.monotonic() + 20
    while len(pids := descendants(forked._process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.05)  # the next room is being forked
    assert len(pids) >= 2
    assert not _memory_holds([forked._process.pid, *pids], SECRET.encode())
    assert _memory_holds([forked._grader.pid], SECRET.encode())


def test_t007_t008_no_process_reads_another(each: TwoRooms | Forked) -> None:
    answers = ask(each, """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        def call(*numbers):
            ctypes.set_errno(0)
            return [libc.syscall(*numbers), ctypes.get_errno()]
        buffer = ctypes.create_string_buffer(64)
        return [call(101, 16, args[0], 0, 0), call(101, 0, 0, 0, 0), call(310, args[0], buffer, 1, buffer, 1, 0),
                call(311, args[0], buffer, 1, buffer, 1, 0), call(434, args[0], 0), call(438, 0, 0, 0), call(312, 1, 1, 0, 0, 0)]
    """, os.getpid())  # fmt: skip
    assert answers == [[-1, 1]] * 7  # EPERM


def test_t009_no_descriptor_but_the_stream(each: TwoRooms | Forked, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(SECRET)
    with secret.open() as file:
        os.set_inheritable(file.fileno(), True)
        answer = ask(each, """
            import os
            out = {}
            for fd in range(1024):
                try:
                    out[fd] = [os.fstat(fd).st_mode & 0o170000, os.fstat(fd).st_rdev]
                except OSError:
                    pass
            return out
        """)  # fmt: skip
    null = os.stat(os.devnull).st_rdev
    assert set(answer) == {0, 1, 2, 3}, answer
    assert all(answer[fd][1] == null for fd in (0, 1, 2))
    assert answer[3][0] == 0o140000


def test_t010_freed_memory_holds_no_answer(rooms: TwoRooms) -> None:
    """The reference's answer is freed in the grader; torch.empty in the room finds only what the room itself had."""
    import torch

    room = rooms.open(
        Program(
            "import torch\ndef f(n):\n    return [bool((torch.empty(n) == 0.125).any()) for _ in range(200)]\n",
            names=("f",),
        ),
        LIMITS,
    )
    room.begin(1)
    try:
        for n in (3, 1000, 100_000):
            answer = torch.full((n,), 0.125)
            del answer
            assert not any(room.get("f")(n))
    finally:
        room.close()


def test_t011_no_environment_no_home_no_tokens(each: TwoRooms | Forked) -> None:
    answer = ask(each, """
        import os
        home = os.path.expanduser('~')
        return [dict(os.environ), home, os.listdir(home), [p for p in ('~/.ssh', '/root', '/home', '/run/secrets', '/var/run') if os.path.isdir(os.path.expanduser(p)) and os.path.isdir(os.path.join(os.path.expanduser(p), '.ssh'))]]
    """)  # fmt: skip
    environment, home, listed, keys = answer
    assert SECRET not in str(environment)
    assert not {"PATH", "SSH_AUTH_SOCK", "PYTHONPATH"} & set(environment)
    assert not [
        name
        for name in environment
        if "TOKEN" in name or "KEY" in name or "SECRET" in name or name.startswith("TORCHGRADE")
    ]
    assert home in ("/tmp", "/scratch")
    assert set(listed) <= {"data", "work"}  # the room's own folders, made for it
    assert keys == []


def test_t012_t017_nothing_is_kept_for_the_next_room(either: TwoRooms) -> None:
    """Files in every place that can be written: the next room, and one beside this one, see none of them."""
    write = """
        import os, tempfile
        wrote = []
        for folder in (os.getcwd(), tempfile.gettempdir(), '/tmp', '/dev/shm', '/var/tmp', '/scratch', '/run'):
            try:
                open(os.path.join(folder, 'left-behind'), 'w').write('answers')
                wrote.append(folder)
            except OSError:
                pass
        return wrote
    """
    look = "import glob, os; return glob.glob('/tmp/left*') + glob.glob('/dev/shm/left*') + glob.glob('/scratch/left*') + glob.glob('left*')"
    body = "def w(*args):\n" + "\n".join("    " + line for line in inspect.cleandoc(write).splitlines()) + "\n"
    first = either.open(Program(body + f"def look():\n    {look}\n", names=("w", "look")), LIMITS)
    beside = either.open(Program(f"def look():\n    {look}\n", names=("look",)), LIMITS)
    try:
        for room in (first, beside):
            room.begin(1)
        assert first.get("w")()
        assert first.get("look")()
        assert beside.get("look")() == []
    finally:
        first.close()
        beside.close()
    assert ask(either, look) == []
    assert not list(Path("/dev/shm").glob("left*"))
    assert not list(Path("/tmp").glob("left*"))


LEAKS = {
    "the_message_of_an_exception": "raise Exception(text)",
    "the_name_of_an_exception": "raise type(text, (Exception,), {})()",
    "the_name_of_a_builtin_subclass": "raise type(text, (ValueError,), {'__str__': lambda self: text})(text)",
    "a_printed_line": "print(text); import sys; sys.stderr.write(text); return X",
    "a_warning": "import warnings; warnings.warn(text); return X",
    "the_name_of_a_class": "return type(text, (), {})()",
    "the_name_of_a_tensor_class": "return X.as_subclass(type(text, (torch.Tensor,), {}))",
    "the_keys_of_a_dict": "return {text: X}",
    "a_string": "return text",
    "a_function_of_that_name": "exec(compile('def f(): raise ValueError', 'student.py', 'exec'), g := {}); f = g['f']; f.__code__ = f.__code__.replace(co_name=text, co_qualname=text); f()",
    "a_line_number": "exec(compile('\\n' * (71000 + 237) + 'raise ValueError', 'student.py', 'exec'))",
    "a_line_of_source": "import linecache; linecache.cache['student.py'] = (1, None, [text + '\\n'] * 99, 'student.py'); exec(compile('raise ValueError', 'student.py', 'exec'))",
}  # fmt: skip


@pytest.mark.parametrize("code", LEAKS.values(), ids=LEAKS)
def test_t013_t014_t015_hidden_inputs_do_not_come_out(trial: Trial, code: str) -> None:
    """What a call was given is put into everything that a grader might echo. Hidden tests show fixed sentences."""
    report = trial.grade(
        "import torch\ndef softmax(X):\n    text = 'leak' + ''.join(f'{x:.9f}' for x in X.detach().flatten().tolist())\n"
        f"    {code}\n"
    )
    assert report.score == 0
    for test in for_student(report).exercises[0].tests:
        if test.visibility == "public":
            continue
        text = str(test)
        assert "leak" not in text, text
        assert "7123" not in text, text


def test_t013_the_same_words_in_a_public_test_are_shown(trial: Trial) -> None:
    """Public inputs are no secret, and a student is helped by his own message."""
    report = trial.grade("import torch\ndef softmax(X):\n    raise ValueError('my own words')\n")
    public = [t for t in report.exercises[0].tests if t.visibility == "public"]
    assert "my own words" in str(public[0])


def test_t014_a_syntax_error_shows_only_the_students_text(trial: Trial) -> None:
    report = trial.grade("import torch\ndef softmax(X):\n    return (X\n")
    text = encode(for_student(report))
    assert report.score == 0
    assert "check.close" not in text
    assert "def test_" not in text


def test_t016_another_file_gets_other_inputs(trial: Trial) -> None:
    """Bits read off many submissions do not add up: inputs are derived from the file. The same file gets the same."""
    from grader.judge import default_seed
    from grader.submission import read_bytes

    a, b = (read_bytes(("import torch\n" + RIGHT + comment).encode(), "student.py") for comment in ("", "# again\n"))
    assert default_seed(a, trial.court.assignment) != default_seed(b, trial.court.assignment)
    assert default_seed(a, trial.court.assignment) == default_seed(a, trial.court.assignment)
