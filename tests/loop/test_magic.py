"""`%check` in a real kernel: one for the module, in the folder of a small course."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course import find_course
from grader.loop import records
from grader.release import release
from tests import demo_course
from tests.loop.kernel import Kernel, kernel

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the two rooms need fork")

RIGHT = "import torch\n\n\ndef unit_rows(X):\n    return X / X.square().sum(1, keepdim=True).sqrt().clamp(min=1e-12)\n"
WRONG = RIGHT.replace("sum(1", "sum(0")
GONE_S = 20.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a student: the released part of a course, and nothing of solutions/."""
    root = tmp_path_factory.mktemp("course")
    demo_course.write(root)
    release(find_course(explicit=root))
    student = tmp_path_factory.mktemp("student")
    (root / "assignments").rename(student / "assignments")
    return student


@pytest.fixture(scope="module")
def shared(folder: Path) -> Iterator[Kernel]:
    with kernel(folder, TORCHGRADE_PROGRESS=str(folder / "progress.jsonl")) as running:
        assert running.run("%load_ext grader").error == ""
        yield running


@pytest.fixture
def notebook(shared: Kernel) -> Kernel:
    """The shared kernel with nothing in it but the extension."""
    shared.run("%reset -f")
    shared.run("%reset -f in")
    return shared


def passed(html: str) -> bool:
    return "tg-card tg-passed" in html and "tg-card tg-failed" not in html


def attendant(running: Kernel) -> int:
    return int(running.value("__import__('grader.loop.magic').loop.magic._checkers.copy().popitem()[1].attendant.pid"))


def test_right_and_wrong_answers_are_told_apart(notebook: Kernel) -> None:
    notebook.run(WRONG)
    out = notebook.run("%check unit_rows")
    assert (out.error, out.printed) == ("", "")
    assert "tg-card tg-failed" in out.html
    assert "Sum the squares along dim 1." in out.html
    assert "✗" in out.text
    assert "\x1b" not in out.text
    notebook.run(RIGHT)
    out = notebook.run("%check unit_rows")
    assert passed(out.html)
    assert "When you are graded, hidden tests come on top." in out.html


def test_a_check_is_remembered(notebook: Kernel, folder: Path) -> None:
    notebook.run(RIGHT)
    notebook.run("%check unit_rows")
    last = [r for r in records.read(folder / "progress.jsonl") if r.exercise == "unit_rows"][-1]
    assert (last.assignment, last.passed, last.tests) == ("normalise", 1, 1)


def test_the_language_stays_as_it_was_asked_for(notebook: Kernel) -> None:
    notebook.run(RIGHT)
    assert "全部正确" in notebook.run("%check unit_rows --lang zh").html
    assert "全部正确" in notebook.run("%check unit_rows").html
    assert "all right" in notebook.run("%check unit_rows --lang en").html


def test_without_a_name_all_that_is_defined_is_checked(notebook: Kernel) -> None:
    assert "None of the cells that you ran defines" in notebook.run("%check").html
    notebook.run(RIGHT)
    out = notebook.run("%check")
    assert "unit_rows" in out.html
    assert "mean_row" not in out.html
    notebook.run("def mean_row(X):\n    return X.mean(0)")
    out = notebook.run("%check")
    assert len(re.findall(r"tg-card tg-passed", out.html)) == 2


def test_a_definition_in_the_cell_of_the_check_counts_and_what_follows_does_not(notebook: Kernel) -> None:
    out = notebook.run(f"\n\n{RIGHT}\n%check unit_rows\nunit_rows = None\n{WRONG}")
    assert out.error == ""
    assert passed(out.html)


def test_the_definition_that_ran_last_wins_in_whatever_order(notebook: Kernel) -> None:
    notebook.run(RIGHT, cell="a")
    notebook.run(WRONG, cell="b")
    assert not passed(notebook.run("%check unit_rows").html)
    notebook.run(RIGHT, cell="a")
    out = notebook.run("%check unit_rows")
    assert passed(out.html)
    assert "further down in the notebook" in out.html


def test_a_definition_below_an_error_never_ran(notebook: Kernel) -> None:
    notebook.run(RIGHT)
    assert "ZeroDivisionError" in notebook.run(f"\n1 / 0\n{WRONG}").error
    assert passed(notebook.run("%check unit_rows").html)
    notebook.run(f"{WRONG}\n1 / 0")
    assert not passed(notebook.run("%check unit_rows").html)


def test_a_cell_with_a_syntax_error_is_told(notebook: Kernel) -> None:
    notebook.run(RIGHT)
    notebook.run("def unit_rows(X):\n    return X +")
    out = notebook.run("%check unit_rows")
    assert passed(out.html)
    assert "Python cannot read it" in out.html
    notebook.run(RIGHT + "# mended")
    assert "Python cannot read it" not in notebook.run("%check unit_rows").html


def test_a_helper_that_was_edited_away_is_told(notebook: Kernel) -> None:
    code = "import torch\ndef length(X):\n    return X.square().sum(1, keepdim=True).sqrt()\n"
    notebook.run(code, cell="helper")
    notebook.run("def unit_rows(X):\n    return X / length(X).clamp(min=1e-12)", cell="main")
    assert passed(notebook.run("%check unit_rows").html)
    notebook.run("import torch", cell="helper")
    out = notebook.run("%check unit_rows")
    assert not passed(out.html)
    assert "Your code uses length, which is only in the memory of your kernel" in out.html


def test_what_only_the_kernel_has_is_told(notebook: Kernel) -> None:
    notebook.run(f"for source in [{RIGHT!r}]:\n    exec(source)")
    out = notebook.run("%check unit_rows")
    assert "Your kernel has a unit_rows, but none of the cells" in out.html
    notebook.run(RIGHT)
    notebook.run("del unit_rows")
    out = notebook.run("%check unit_rows")
    assert "your kernel does not have it any more" in out.html


def test_magics_around_a_definition(notebook: Kernel) -> None:
    notebook.run(f"%%time\n{RIGHT}")
    notebook.run("%%bash\ndef unit_rows(): nothing of Python")
    notebook.run("!echo hello")
    assert passed(notebook.run("%check unit_rows").html)


def test_bad_input_is_a_sentence(notebook: Kernel) -> None:
    notebook.run(RIGHT)
    for line, said in {
        "%check unit_row": "Did you mean unit_rows?",
        "%check qqqq": "There is no exercise called qqqq.",
        "%check unit_rows --assignment nowhere": "there is no assignment",
    }.items():
        out = notebook.run(line)
        assert said in out.text.replace("\n", " ")
        assert out.error == ""
    for line in ("%check --foo", "%check 'a", "%check --lang fr"):
        out = notebook.run(line)
        assert "UsageError: %check: " in out.printed + out.error
        assert "Traceback" not in out.printed + out.error


def test_an_interrupt_ends_the_check_and_leaves_the_next_one_warm(notebook: Kernel) -> None:
    notebook.run("def unit_rows(X):\n    while True:\n        pass")
    before = attendant(notebook)
    threading.Timer(1.0, notebook.manager.interrupt_kernel).start()
    out = notebook.run("%check unit_rows")
    assert out.error == ""
    assert out.text == "Stopped: nothing was checked."
    assert out.shown[0].startswith("Running the tests")
    notebook.run(RIGHT)
    assert passed(notebook.run("%check unit_rows").html)
    assert attendant(notebook) == before


def test_the_kernel_keeps_what_it_had(notebook: Kernel) -> None:
    """No name of ours, none of what a check needs, and none of the student's objects held."""
    notebook.run("import weakref\nclass Big: pass\nbig = Big()\nseen = weakref.ref(big)\n%check\ndel big")
    assert notebook.value("seen() is None") == "True"
    assert notebook.value("[n for n in dir() if 'check' in n.lower()]") == "[]"
    assert notebook.value("[m for m in __import__('sys').modules if m in ('pytest', 'msgspec', 'jinja2')]") == "[]"


def test_a_process_that_died_is_started_anew(notebook: Kernel) -> None:
    notebook.run(RIGHT)
    notebook.run("%check unit_rows")
    before = attendant(notebook)
    os.kill(before, signal.SIGKILL)
    assert passed(notebook.run("%check unit_rows").html)
    assert attendant(notebook) != before


def test_it_ends_with_the_kernel(folder: Path) -> None:
    with kernel(folder, TORCHGRADE_PROGRESS=str(folder / "other.jsonl")) as running:
        running.run("%load_ext grader")
        pid = attendant(running)
        running.manager.signal_kernel(signal.SIGKILL)
        until = time.monotonic() + GONE_S
        while alive(pid) and time.monotonic() < until:
            time.sleep(0.1)
        assert not alive(pid)


def test_it_can_be_loaded_again_and_taken_away(folder: Path) -> None:
    with kernel(folder, TORCHGRADE_PROGRESS=str(folder / "other.jsonl")) as running:
        running.run("%load_ext grader")
        first = attendant(running)
        assert running.run("%reload_ext grader").error == ""
        assert not alive(first)
        second = attendant(running)
        assert running.run("%unload_ext grader").error == ""
        assert not alive(second)
        assert "not found" in running.run("%check").printed


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return True
