"""Noticing saves, and `torchgrade check --watch` as a student uses it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.loop import saves
from grader.loop.saves import Saves
from tests import demo_course

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 90


class Clock:
    """In the place of sleep: each nap does the next thing that an editor does."""

    def __init__(self, *does: Callable[[], object]):
        self.does = list(does)
        self.naps = 0

    def __call__(self, seconds: float) -> None:
        self.naps += 1
        assert self.naps < 1000, "nothing was noticed"
        if self.does:
            self.does.pop(0)()


def nothing() -> None:
    pass


def test_a_save_in_place(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a")
    watched = Saves(path)
    clock = Clock(nothing, lambda: path.write_text("ab"))
    watched.wait(sleep=clock)
    assert not clock.does


def test_a_save_by_renaming_that_leaves_the_size(tmp_path: Path) -> None:
    path, other = tmp_path / "a.py", tmp_path / ".a.py.swp"
    path.write_text("a")
    watched = Saves(path)
    stamp = path.stat()

    def rename() -> None:
        other.write_text("b")
        os.utime(other, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        os.replace(other, path)

    watched.wait(sleep=Clock(nothing, rename))


def test_a_file_that_is_missing_for_a_moment_or_written_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("whole")
    watched = Saves(path)
    pieces = ["w", "wh", "whole "]
    clock = Clock(path.unlink, nothing, *(lambda p=p: path.write_text(p) for p in pieces), nothing)  # type: ignore[misc]
    watched.wait(sleep=clock)
    assert path.read_text() == "whole "
    assert not clock.does


def test_a_file_that_stays_away_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saves, "_MISSING_S", -1.0)
    path = tmp_path / "a.py"
    path.write_text("a")
    watched = Saves(path)
    told: list[int] = []
    path.unlink()
    watched.wait(lambda: told.append(1), Clock(nothing, nothing, nothing, lambda: path.write_text("back")))
    assert told == [1]


def test_a_folder_is_watched_for_what_is_handed_in(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("a")
    watched = Saves(tmp_path)

    def beside() -> None:
        (tmp_path / "data.csv").write_text("1")
        (tmp_path / ".hidden.py").write_text("1")

    clock = Clock(beside, nothing, lambda: (tmp_path / "b.ipynb").write_text("{}"))
    watched.wait(sleep=clock)
    assert not clock.does


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the two rooms need fork")
def test_the_command_checks_again_on_each_save(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    path = tmp_path / "mine.py"
    path.write_text(demo_course.WRONG, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "check", "--watch", str(path), "--exercise", "unit_rows"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    lines: queue.Queue[str] = queue.Queue()
    assert process.stdout is not None
    out = process.stdout
    reader = threading.Thread(target=lambda: [lines.put(line) for line in out], daemon=True)
    reader.start()

    def until(said: str) -> str:
        heard = ""
        while said not in heard:
            heard += lines.get(timeout=LIMIT_S)
        return heard

    try:
        assert "✗ [3, 4] becomes [0.6, 0.8]." in until("0 of 1 tests pass. Save mine.py to check again")
        other = tmp_path / "mine.py~"
        other.write_text(demo_course.RIGHT, encoding="utf-8")
        os.replace(other, path)
        heard = until("1 of 1 tests pass (+1).")
        assert "✓ [3, 4] becomes [0.6, 0.8]." in heard
        assert "\x1b" not in heard
        path.write_text("def unit_rows(X:\n", encoding="utf-8")
        until("syntax error")
        until("0 of 1 tests pass (-1).")
        path.write_text(demo_course.RIGHT, encoding="utf-8")
        until("1 of 1 tests pass (+1).")
        process.send_signal(signal.SIGINT)
        assert "Checked 4 times in 1 min: 1 of 1 tests pass, 0 at the start." in until("at the start.")
        assert process.wait(LIMIT_S) == 0
    finally:
        process.kill()
        process.wait()
        reader.join(LIMIT_S)
        out.close()
