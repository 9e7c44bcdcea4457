"""`torchgrade check`: one import of torch, and nothing of the course in the room that is forked from it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader.trial import _used
from tests import demo_course

ROOT = Path(__file__).resolve().parents[2]
# Looks for words without holding them: the second half of each is here backwards.
SPY = """
import ctypes, re, sys, torch

OWN = "violet-" + "lantern"

def holds(first, second):
    with open("/proc/self/maps") as maps:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(x, 16) for x in span.split("-"))
            if not rights.startswith("rw") or end - start > 1 << 30 or "[v" in line:
                continue
            memory = ctypes.string_at(start, end - start)
            for found in re.finditer(re.escape(first), memory):
                if memory[found.end():found.end() + len(second)][::-1] == second:
                    return True
    return False

LEFT = [m for m in sys.modules if m.startswith(("grader.suite", "grader.course", "pytest", "_pytest", "click"))]
WORDS = (b"violet-", b"nretnal"), (b"unit_rows_without_a_", b"roolf"), (b"test_every_row_has_", b"htgnel")
FOUND = [holds(*word) for word in WORDS]

def unit_rows(X):
    raise ValueError(f"{LEFT} {FOUND} {len(OWN)}")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the zygote is started by exec")
def test_the_room_is_forked_before_anything_of_the_course_is_there(tmp_path: Path) -> None:
    """An instructor's checkout, with hidden tests and mistakes beside the public ones."""
    folder = demo_course.write(tmp_path)
    assert "unit_rows_without_a_floor" in (folder / "mistakes.py").read_text()
    assert "test_every_row_has_length" in (folder / "test_unit_rows.py").read_text()
    (tmp_path / "spy.py").write_text(SPY)
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "check", "spy.py", "--format", "json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert report["isolation"]["walls"]["bubblewrap"] in ("not used", "not installed")
    assert "[] [True, False, False] 14" in done.stdout


@pytest.mark.parametrize(
    ("source", "used"),
    [
        ("import torch\n", ()),
        ("import matplotlib.pyplot as plt\n", ("matplotlib",)),
        ("from torchvision import transforms\n", ("torchvision",)),
        ("from d2l import torch as d2l\n", ("matplotlib", "torchvision")),
        ("__import__('pan' + 'das')\n", ("matplotlib", "torchvision")),
    ],
)
def test_a_library_is_imported_for_a_program_that_may_ask_for_it(source: str, used: tuple[str, ...]) -> None:
    assert _used(("matplotlib", "torchvision"), source) == used
