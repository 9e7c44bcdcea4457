# ruff: noqa: E501
"""The walls: which stand for whom, what is said where one cannot be built, and that Python is found behind them."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from grader.sandbox import plan, seccomp, walls
from grader.sandbox.kernel import refusal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, os, sys, threading
sys.path[:0] = {path!r}
from grader.sandbox import Limits, Program
from grader.sandbox.two_rooms import TwoRooms
source = '''
import os, tempfile, torch, decimal, sqlite3, json.tool
def can_list(path):
    try:
        return bool(os.listdir(path))
    except OSError:
        return False
def f(x):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x")
    open("y", "w").write("y")
    return [2 * x, os.getcwd(), tempfile.gettempdir(), os.path.exists({repository!r} + "/solutions"), can_list({repository!r} + "/solutions")]
'''
with TwoRooms(bubblewrap={bubblewrap!r}, merge=False, fork={fork!r}) as sandbox:
    assert sandbox.forked == {fork!r}
    room = sandbox.open(Program(source, names=("f",)), Limits(import_s=60))
    room.begin(1)
    answer = room.get("f")(21)
    room.close()
    print(json.dumps([sandbox.isolation.level, sandbox.isolation.walls, answer]))
"""


def elsewhere(
    *before: str,
    bubblewrap: bool | None = False,
    fork: bool = False,
    python: str = sys.executable,
    path: list[str] | None = None,
    temporary: Path = Path("/tmp"),
) -> tuple[str, dict[str, str], list[object]]:
    """Level, walls and the answer of a room, for a grader that is started in another way."""
    script = SCRIPT.format(path=path or [str(REPOSITORY)], repository=str(REPOSITORY), bubblewrap=bubblewrap, fork=fork)
    done = subprocess.run(
        [*before, python, "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd="/",
        env={"HOME": "/tmp", "PATH": os.environ["PATH"], "TMPDIR": str(temporary)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    level, standing, answer = json.loads(done.stdout)
    return level, standing, answer


def works(*command: str) -> bool:
    return (
        shutil.which(command[0]) is not None
        and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    )


NOBODY = ("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")


def python_for_all() -> tuple[str, list[str]]:
    """A Python that every user may run, and the folders it needs; skips where there is none."""
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    import torch

    site = str(Path(torch.__file__).parents[1])
    for python in (sys.executable, f"/usr/bin/python{minor}"):
        code = f"import os, sys; assert os.access(os.path.realpath(sys._base_executable), os.X_OK); sys.path[:0] = [{str(REPOSITORY)!r}]; sys.path.append({site!r}); import msgspec, grader.sandbox.two_rooms"
        if (
            os.path.exists(python)
            and subprocess.run([*NOBODY, python, "-c", code], capture_output=True, check=False).returncode == 0
        ):
            return python, [str(REPOSITORY), site]
    pytest.skip("no Python here that another user may run")


@pytest.mark.skipif(os.geteuid() != 0 or not works(*NOBODY), reason="needs root to become another user")
@pytest.mark.parametrize(("bubblewrap", "fork"), [(False, False), (True, False), (False, True)])
def test_without_root_all_walls_stand(bubblewrap: bool, fork: bool) -> None:
    if bubblewrap and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    if not works(*NOBODY, "unshare", "-Ur"):
        pytest.skip("no user namespaces for users here")
    python, path = python_for_all()
    level, standing, answer = elsewhere(*NOBODY, bubblewrap=bubblewrap, fork=fork, python=python, path=path)
    assert level == "full", standing
    assert answer[0] == 42
    assert answer[3:] == [False, False]


@pytest.mark.skipif(os.geteuid() != 0 or not works("unshare", "-Ur"), reason="needs root and user namespaces")
def test_where_namespaces_are_refused_it_grades_and_says_so(request: pytest.FixtureRequest) -> None:
    """As in a container that lets nobody make any."""
    folder = Path(tempfile.mkdtemp())  # not pytest's own, which is closed to the room's user
    folder.chmod(0o755)
    request.addfinalizer(lambda: shutil.rmtree(folder))
    refuse = (
        "unshare",
        "-Ur",
        "sh",
        "-c",
        'echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set -all --inh-caps -all "$@"',
        "-",
    )
    level, standing, answer = elsewhere(*refuse, temporary=folder)
    assert level == "partial"
    assert answer[0] == 42
    assert str(answer[1]).startswith(f"{folder}/torchgrade-room-")
    assert answer[1] == f"{answer[2]}/work"
    assert standing["landlock"] != "up" or answer[4] is False
    for wall in ("user namespace", "pid namespace", "net namespace", "private root"):
        assert standing[wall].startswith("refused: "), standing
        assert "system" in standing[wall]
    assert standing["seccomp"] == standing["rlimits"] == "up"
    assert not list(folder.iterdir())


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
@pytest.mark.parametrize("fork", [False, True])
def test_a_strict_umask_locks_nobody_out(fork: bool) -> None:
    level, standing, answer = elsewhere("sh", "-c", 'umask 077; exec "$@"', "-", fork=fork)
    assert (level, answer[0]) == ("full", 42), standing


def test_a_virtual_environment_in_a_closed_home(tmp_path: Path) -> None:
    """Python behind a folder that only its owner may enter, under /tmp, and inside what looks like a repository."""
    import torch

    home = tmp_path / "home" / "repository"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / ".venv")], check=True)
    site = next((home / ".venv" / "lib").glob("python*/site-packages"))
    (home / "solutions").mkdir()
    (home / "solutions" / "secret.py").write_text("secret")
    path = [str(REPOSITORY), str(Path(torch.__file__).parents[1])]
    (tmp_path / "home").chmod(stat.S_IRWXU)
    tmp_path.chmod(stat.S_IRWXU)
    assert site.exists()
    level, standing, answer = elsewhere(python=str(home / ".venv" / "bin" / "python"), path=path)
    assert answer[0] == 42
    assert level == "full" or os.geteuid() != 0, standing


def test_the_scratch_folder_hides_no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    config = plan.plan_launch("cpu", warm=(), merge=True, bubblewrap=False).config
    below_tmp = any(p.startswith("/tmp/") for p in config["readable"])
    assert config["scratch"] == ("/scratch" if below_tmp else "/tmp")
    assert not [p for p in config["readable"] if "solutions" in p or p == str(REPOSITORY)]
    assert f"{REPOSITORY}/grader/sandbox" in config["readable"] or config["hidden"]


def test_files_that_only_root_may_read_keep_the_user(tmp_path: Path) -> None:
    (tmp_path / "os.py").write_text("")
    assert plan._public([str(tmp_path)]) is False  # a temporary folder of pytest's is closed
    tmp_path.chmod(0o755)
    assert plan._public([str(tmp_path)])
    (tmp_path / "os.py").chmod(0o600)
    assert plan._public([str(tmp_path)]) is False


def test_a_refusal_is_a_sentence() -> None:
    import errno

    assert "max_user_namespaces" in refusal(OSError(errno.ENOSPC, "x"))
    assert "(EPERM)" in refusal(OSError(errno.EPERM, "x"))
    assert refusal(OSError("by hand")) == "refused: by hand"


def test_elsewhere_each_wall_says_that_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls, "linux", False)
    monkeypatch.setattr(sys, "platform", "darwin")
    standing = walls.enter_zygote({"bubblewrap": "not installed"})
    assert standing["net namespace"] == "not on darwin"
    box = walls.Box.prepare({"device": "cpu", "temporary": "/tmp", "public": True}, standing)
    folder = box.make_scratch(1)
    try:
        assert os.path.isdir(folder)
        assert box.pid == "not on darwin"
    finally:
        box.after_end(1)
    assert not os.path.exists(folder)


def test_the_filter_is_whole_for_both_architectures(monkeypatch: pytest.MonkeyPatch) -> None:
    for machine in ("x86_64", "aarch64"):
        monkeypatch.setattr("platform.machine", lambda machine=machine: machine)
        alone, others, gpu = seccomp.build_filter(), seccomp.build_filter(own_pid=77), seccomp.build_filter(gpu=True)
        assert alone is not None
        assert others is not None
        assert gpu is not None
        assert len(gpu) < len(alone) < len(others)
        assert len(others) // 8 < 4096
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert seccomp.build_filter() is None
