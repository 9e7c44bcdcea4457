"""Collecting: what a suite says, what is refused, and what from outside has no say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grader.suite import after, hint, on, points, visibility
from grader.suite.runner import Suite, SuiteError
from tests.suite.sample import run, write

HIDDEN = """
@points(2)
@hint("Double it.", zh="加倍。")
def test_doubles(student, reference, device):
    \"\"\"It doubles. / 结果加倍。\"\"\"
    check.close(student.f(3), reference.f(3))

@points(1)
@visibility("secret")
@after(test_doubles)
@on("cuda")
def test_on_the_gpu(student, device):
    check.close(student.f(torch.ones(2, device=device)), 2 * torch.ones(2, device=device))

@after(test_doubles, "f::test_shown")
@pytest.mark.parametrize("n", [1, 2])
def test_cases(student, n):
    check.equal(student.f(n), 2 * n)
"""
PUBLIC = """
@points(0.5)
def test_shown(student):
    check.equal(student.f(1), 2)
"""


def test_what_the_decorators_say(tmp_path: Path) -> None:
    suite = Suite(write(tmp_path, HIDDEN, PUBLIC))
    shown, doubles, gpu, one, two = suite.tests
    assert (shown.id, shown.exercise, shown.points, shown.visibility) == ("f::test_shown", "f", 0.5, "public")
    assert (doubles.title.en, doubles.title.zh) == ("It doubles.", "结果加倍。")
    assert doubles.hint is not None
    assert doubles.hint.of("zh") == "加倍。"
    assert (doubles.visibility, doubles.after, doubles.on, doubles.wants_device) == ("hidden", (), None, True)
    assert (gpu.visibility, gpu.after, gpu.on) == ("secret", (doubles.id,), "cuda")
    assert gpu.title.en == "on the gpu"
    assert [one.id, two.id] == ["f::test_cases[1]", "f::test_cases[2]"]
    assert one.after == (doubles.id, shown.id)


def test_public_only(tmp_path: Path) -> None:
    assert [test.id for test in Suite(write(tmp_path, HIDDEN, PUBLIC), public_only=True).tests] == ["f::test_shown"]


def test_a_students_copy_has_the_public_tests_only(tmp_path: Path) -> None:
    suite = Suite(write(tmp_path, public=PUBLIC, reference="def f(x):\n    raise NotImplementedError"))
    assert run(suite, "def f(x): return 2 * x")["shown"].status == "passed"


def test_no_tests_at_all(tmp_path: Path) -> None:
    assert Suite(write(tmp_path)).tests == ()


@pytest.mark.parametrize(
    ("hidden", "public", "words"),
    [
        ("import nothing_of_that_name", "", "test_f.py:6 cannot be loaded: ModuleNotFoundError"),
        ("def test_x(:", "", "test_f.py:6 cannot be loaded: "),
        ("@after('f::test_none')\ndef test_x(): pass", "", "f::test_x comes @after f::test_none"),
        ("@points(-1)\ndef test_x(): pass", "", "takes a number"),
        ("def test_x(): pass", "def test_x(): pass", "f::test_x stands twice: in public/test_f.py and test_f.py"),
        ("", "def test_x(reference): pass", "uses `reference`"),
        ("def test_x(nothing): pass", "", "f::test_x asks for 'nothing'"),
    ],
)
def test_a_broken_suite_is_named(tmp_path: Path, hidden: str, public: str, words: str) -> None:
    with pytest.raises(SuiteError, match=words.replace("(", r"\(")):
        run(Suite(write(tmp_path, hidden, public)))


def test_a_suite_file_is_named_after_an_exercise(tmp_path: Path) -> None:
    assignment = write(tmp_path, HIDDEN, PUBLIC)
    (assignment.folder / "test_g.py").write_text("")
    with pytest.raises(SuiteError, match=r"test_g\.py is named after no exercise of demo; allowed: test_f\.py"):
        Suite(assignment)


def test_a_broken_reference_is_named(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match=r"the reference .*demo\.py:1 cannot be loaded: ZeroDivisionError"):
        Suite(write(tmp_path, HIDDEN, PUBLIC, reference="1 / 0"))


def test_nothing_outside_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assignment = write(tmp_path, HIDDEN, PUBLIC)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--deselect test_f.py -k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "a_plugin_that_is_not_there")
    for folder in (tmp_path, assignment.folder):
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -k nothing\npython_functions = nothing_*\n")
        (folder / "conftest.py").write_text("raise RuntimeError('conftest was loaded')\n")
    monkeypatch.chdir(assignment.folder)
    suite = Suite(assignment)
    assert len(suite.tests) == 5
    assert all(outcome.status == "passed" for outcome in run(suite).values() if outcome.spec.on is None)


def test_no_traces_are_left(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before, hooks = set(sys.modules), list(sys.meta_path)
    suite = Suite(write(tmp_path, HIDDEN, PUBLIC))
    run(suite)
    assert not [name for name in set(sys.modules) - before if "test_f" in name]
    assert sys.meta_path == hooks
    assert not list(tmp_path.rglob("__pycache__"))
    assert not list(tmp_path.rglob(".pytest_cache"))
    assert capfd.readouterr() == ("", "")


def test_two_assignments_may_have_files_of_the_same_name(tmp_path: Path) -> None:
    one = Suite(write(tmp_path / "one", "def test_one(student): pass", PUBLIC))
    two = Suite(write(tmp_path / "two", "def test_two(student): pass", PUBLIC))
    assert [test.id for test in one.tests] == ["f::test_shown", "f::test_one"]
    assert [test.id for test in two.tests] == ["f::test_shown", "f::test_two"]
    assert run(one)["one"].status == run(two)["two"].status == "passed"


def test_decorators_refuse_what_makes_no_sense() -> None:
    for decorate in (lambda: points(True), lambda: points(float("nan")), lambda: visibility("all"), lambda: on("tpu")):  # type: ignore[arg-type]
        with pytest.raises(ValueError):
            decorate()
    assert callable(after())
    assert callable(hint("x"))
