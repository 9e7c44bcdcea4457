# ruff: noqa: E501
"""The sandbox's life: start, rooms, ends, restarts, and that nothing outlives it."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import Limits, Program, starting
from grader.sandbox.errors import RoomDied
from grader.sandbox.two_rooms import SandboxError, TwoRooms

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

REPOSITORY = Path(__file__).resolve().parents[2]
DOUBLE = Program("def f(x):\n    return 2 * x\n", names=("f",))
LIMITS = Limits(import_s=5, call_s=2, total_s=10, memory_mb=1024)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[TwoRooms]:
    with TwoRooms(bubblewrap=False) as made:
        yield made


def below(pid: int) -> list[int]:
    """The processes below `pid`."""
    found = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in map(int, Path(f"/proc/{pid}/task/{task}/children").read_text().split()):
                found += [child, *below(child)]
    return found


def alive(pids: list[int]) -> list[int]:
    out = []
    for pid in pids:
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX":
                out.append(pid)
    return out


def gone_within(pids: list[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while alive(pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def use(sandbox: TwoRooms) -> int:
    room = sandbox.open(DOUBLE, LIMITS)
    try:
        room.begin(1)
        return room.get("f")(21)
    finally:
        room.close()


def test_a_closed_sandbox_leaves_nothing() -> None:
    made = TwoRooms(bubblewrap=False, merge=False)
    assert use(made) == 42
    room = made.open(DOUBLE, LIMITS)
    pids = [made._process.pid, *below(made._process.pid)]
    assert len(pids) >= 3
    made.close()
    made.close()
    assert gone_within(pids, 2)
    with pytest.raises(RoomDied):
        room.get("f")(1)


def test_a_closed_room_is_gone_at_once(sandbox: TwoRooms) -> None:
    use(sandbox)
    before = set(below(sandbox._process.pid))
    room = sandbox.open(
        Program(
            "import threading, time\n[threading.Thread(target=time.sleep, args=(99,)).start() for _ in range(5)]\n"
        ),
        LIMITS,
    )
    new = list(set(below(sandbox._process.pid)) - before)
    room.close()
    time.sleep(0.3)
    # at most the child that stands by is new
    assert len(alive(new)) <= 1


CALLER = """
import sys, time
from grader.sandbox import Limits, Program
from grader.sandbox.two_rooms import TwoRooms
sandbox = TwoRooms(bubblewrap={bubblewrap}, merge=False, fork={fork})
assert sandbox.forked == {fork}
room = sandbox.open(Program("def f():\\n    while True: pass\\n", names=("f",)), Limits())
room.begin(1)
print("ready", flush=True)
room.get("f")()
"""


ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGHUP]


@pytest.mark.parametrize(
    ("how", "fork"), [*((how, False) for how in ENDS), (signal.SIGINT, True), (signal.SIGKILL, True)]
)
def test_rooms_end_with_the_grader(how: signal.Signals, fork: bool) -> None:
    """However it ends, in the middle of a call that never returns."""
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER.format(bubblewrap=how == signal.SIGINT and None, fork=fork)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=REPOSITORY, env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    try:
        assert caller.stdout is not None
        assert caller.stdout.readline() == "ready\n"
        pids = below(caller.pid)
        assert len(pids) >= 3
        caller.send_signal(how)
        caller.wait(10)
        assert gone_within(pids, 3)
    finally:
        caller.kill()
        caller.wait()


def test_a_killed_zygote_costs_nobody_a_mark() -> None:
    """The room at work ends with a verdict, the one after it knows of nothing."""
    with TwoRooms(bubblewrap=False, merge=False) as made:
        room = made.open(DOUBLE, LIMITS)
        pids = below(made._process.pid)
        zygote = below(made._process.pid)[:1] or [made._process.pid]
        os.kill(zygote[0], signal.SIGKILL)
        assert gone_within(pids, 3)
        with pytest.raises(RoomDied) as died:
            room.get("f")(1)
        assert died.value.verdict.kind == "killed"
        assert use(made) == 42
        assert made.isolation.level != "none"


RESTARTED = """
import os, signal
from grader.sandbox.two_rooms import TwoRooms
from tests.sandbox.test_two_rooms import below, gone_within, use
with TwoRooms(fork=True, bubblewrap=False, merge=False) as made:
    assert made.forked and use(made) == 42
    pids = below(made._process.pid)
    os.kill(pids[0], signal.SIGKILL)
    assert gone_within(pids, 3)
    assert use(made) == 42 and not made.forked
    pids += [made._process.pid, *below(made._process.pid)]
assert gone_within(pids, 2)
print(made.isolation.level)
"""


def test_a_forked_zygote_that_is_killed_is_started_again_by_exec() -> None:
    """By then the process may hold a suite."""
    done = subprocess.run(
        [sys.executable, "-c", RESTARTED], capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout != "none\n"


def test_a_process_with_threads_is_not_forked() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not starting.may_fork()
    finally:
        stop.set()
        thread.join()


def test_a_child_that_died_while_it_stood_by_is_not_used(sandbox: TwoRooms) -> None:
    use(sandbox)
    zygote = [p for p in below(sandbox._process.pid) if below(p)] or [sandbox._process.pid]
    time.sleep(0.2)
    waiting = below(zygote[-1])
    for pid in waiting:
        os.kill(pid, signal.SIGKILL)
    assert waiting
    time.sleep(0.2)
    assert use(sandbox) == 42


def test_a_room_that_is_killed_says_so(sandbox: TwoRooms) -> None:
    room = sandbox.open(Program("import time\ndef f():\n    time.sleep(9)\n", names=("f",)), LIMITS)
    zygote = ([p for p in below(sandbox._process.pid) if below(p)] or [sandbox._process.pid])[-1]
    threading.Timer(0.3, lambda: [os.kill(pid, signal.SIGKILL) for pid in below(zygote)]).start()
    with pytest.raises(RoomDied) as died:
        room.get("f")()
    assert died.value.verdict.kind == "killed"
    room.close()


def test_rooms_beside_each_other(sandbox: TwoRooms) -> None:
    rooms = [sandbox.open(DOUBLE, LIMITS) for _ in range(5)]
    for i, room in enumerate(rooms):
        room.begin(i)
    assert [room.get("f")(i) for i, room in enumerate(rooms)] == [0, 2, 4, 6, 8]
    for room in rooms:
        room.close()


def test_started_in_a_thread_that_ends() -> None:
    """The kernel would end the zygote with the thread that started it."""
    made: list[TwoRooms] = []
    thread = threading.Thread(target=lambda: made.append(TwoRooms(bubblewrap=None, merge=False)))
    thread.start()
    thread.join()
    with made[0] as sandbox:
        assert use(sandbox) == 42
        process = sandbox._process.pid
        time.sleep(0.1)
        assert use(sandbox) == 42
        assert sandbox._process.pid == process


def test_nothing_grows_over_many_rooms(sandbox: TwoRooms) -> None:
    """Descriptors and memory of grader and zygote are flat."""
    zygote = ([p for p in below(sandbox._process.pid) if below(p)] or [sandbox._process.pid])[-1]

    def state() -> tuple[int, int, int, int]:
        gc.collect()
        own = {}
        for pid in (os.getpid(), zygote):
            fields = Path(f"/proc/{pid}/statm").read_text().split()
            own[pid] = (len(os.listdir(f"/proc/{pid}/fd")), int(fields[1]) - int(fields[2]))
        return (*own[os.getpid()], *own[zygote])

    for _ in range(30):
        use(sandbox)
    first = state()
    for _ in range(300):
        use(sandbox)
    last = state()
    assert last[0] <= first[0] + 1
    assert last[2] <= first[2] + 1
    assert last[1] - first[1] < 2048  # pages: 8 MiB
    assert last[3] - first[3] < 1024


def test_more_isolation_than_there_is_is_refused(monkeypatch: pytest.MonkeyPatch, sandbox: TwoRooms) -> None:
    monkeypatch.setattr(sandbox, "require", "full")
    monkeypatch.setattr(sandbox, "_zygote_walls", sandbox._zygote_walls | {"net namespace": "refused: for this test"})
    monkeypatch.setattr(sandbox, "_isolation", None)
    with pytest.raises(SandboxError, match="net namespace"):
        use(sandbox)


def test_without_fork_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(SandboxError, match="fork"):
        TwoRooms()


def test_memory_is_merged_into_huge_pages(sandbox: TwoRooms) -> None:
    """Without it each fork copies some hundred thousand entries."""
    if "never" in Path("/sys/kernel/mm/transparent_hugepage/enabled").read_text().split("[")[1].split("]")[0]:
        pytest.skip("huge pages are off")
    use(sandbox)
    zygote = ([p for p in below(sandbox._process.pid) if below(p)] or [sandbox._process.pid])[-1]
    fields = {
        line.split(":")[0]: int(line.split()[1])
        for line in Path(f"/proc/{zygote}/smaps_rollup").read_text().splitlines()[1:]
    }
    assert fields["AnonHugePages"] > fields["Anonymous"] / 2
