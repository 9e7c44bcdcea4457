"""Diagnosis: which known mistake a submission's outputs equal, and when to say nothing."""

from __future__ import annotations

import signal
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec
import pytest
import torch

from grader.course import Exercise
from grader.explain import diagnose, mistakes_of
from grader.sandbox import Program
from grader.sandbox.inprocess import InProcessRoom
from grader.suite.runner import Suite, SuiteError
from grader.suite.same import same
from grader.text import Text
from tests.suite.sample import opener, write

REFERENCE = """
import torch

def scale(x, by=1.0):
    return by * x

def f(X, eps=1e-12):
    return scale(X) / X.square().sum(dim=1, keepdim=True).sqrt().clamp(min=eps)
"""
TESTS = """
@points(1)
def test_rows(student, reference):
    X = torch.randn(5, 3)
    check.close(student.f(X), reference.f(X))

@points(1)
@after(test_rows)
def test_a_zero_row(student, reference):
    X = torch.zeros(2, 2)
    check.close(student.f(X), reference.f(X))

@points(1)
def test_gradient(student, reference):
    check.same_gradient(student.f, reference.f, torch.randn(4, 3, dtype=torch.float64))

@points(1)
def test_alone(student):
    check.leaves_alone(student.f, torch.randn(4, 3))
"""
MISTAKES = '''
import torch

def _length(X, dim):
    return X.square().sum(dim=dim, keepdim=True).sqrt()

def f_down_the_columns(X, eps=1e-12):
    """You divided each column by its length.

    你把每一列除以了它的长度。"""
    return X / _length(X, 0).clamp(min=eps)

def f_without_a_floor(X, eps=1e-12):
    """A row of zeros is divided by zero. / 全零行被除以 0。"""
    return X / _length(X, 1)

def f_detached(X, eps=1e-12):
    """No gradient. / 没有梯度。"""
    return (X / _length(X, 1).clamp(min=eps)).detach()

def f_in_place(X, eps=1e-12):
    """In place. / 原地修改。"""
    with torch.no_grad():
        X /= _length(X, 1).clamp(min=eps)
    return X

def f_by_name_error(X, eps=1e-12):
    """A name is not defined. / 名字未定义。"""
    return X / nothing_of_that_name
'''
HEAD = "import torch\n"


@pytest.fixture
def demo(tmp_path: Path) -> Suite:
    return Suite(write(tmp_path, TESTS, reference=REFERENCE, mistakes=MISTAKES))


def told(suite: Suite, source: str, seed: int = 3, **more: Any) -> list[str]:
    """The mistakes that are named to whoever wrote `source`."""
    outcomes = suite.run(opener(HEAD + dedent(source)), seed=seed, device="cpu")
    exercise = suite.assignment.exercises[0]
    return [d.mistake for d in diagnose(suite, suite.assignment, exercise, outcomes, seed, "cpu", **more)]


def test_a_mistake_written_in_another_way_is_named(demo: Suite) -> None:
    source = "def f(X):\n    n = torch.linalg.norm(X, dim=0)\n    return X / torch.maximum(n, torch.tensor(1e-12))"
    outcomes = demo.run(opener(HEAD + source), seed=3, device="cpu")
    found = diagnose(demo, demo.assignment, "f", outcomes, 3, "cpu")
    assert [d.mistake for d in found] == ["f_down_the_columns"]
    assert found[0].message == Text("You divided each column by its length.", "你把每一列除以了它的长度。")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", ["down_the_columns", "without_a_floor", "detached", "in_place", "by_name_error"])
def test_every_mistake_is_diagnosed_by_its_own_name(demo: Suite, name: str, seed: int) -> None:
    source = dedent(MISTAKES).replace(f"f_{name}(", "f(")
    assert told(demo, source, seed) == [f"f_{name}"]


def test_right_answers_and_unknown_mistakes_are_told_nothing(demo: Suite) -> None:
    assert told(demo, "def f(X, eps=1e-12): return X / X.norm(dim=1, keepdim=True).clamp(min=eps)") == []
    assert told(demo, "def f(X): return X * 17") == []
    assert told(demo, "def f(X): return None") == []
    assert told(demo, "x = 1 / 0") == []
    assert told(demo, "") == []


def test_two_mistakes_at_once_are_both_named(demo: Suite) -> None:
    both = "def f(X):\n    Y = X / X.square().sum(dim=1, keepdim=True).sqrt()\n    return Y.detach()"
    assert sorted(told(demo, both)) == ["f_detached", "f_without_a_floor"]


def test_an_error_type_alone_is_weak_evidence(demo: Suite) -> None:
    """It counts where there is nothing better: another error type is no match, values beat it."""
    assert told(demo, "def f(X): return another_unknown_name") == ["f_by_name_error"]
    assert told(demo, "def f(X): raise ValueError") == []
    mixed = """
        def f(X):
            if X.dtype == torch.float64:
                return another_unknown_name
            return X / X.square().sum(dim=0, keepdim=True).sqrt().clamp(min=1e-12)
        """
    assert told(demo, mixed) == ["f_down_the_columns"]


def test_a_coincidence_is_not_a_diagnosis(tmp_path: Path) -> None:
    """Equal on one tiny input, but right where the mistake is wrong on several."""
    tests = """
        def test_tiny(student): check.equal(student.f(0), 1)
        @pytest.mark.parametrize("x", [1, 2, 3])
        def test_more(student, x): check.equal(student.f(x), x + 1)
        """
    mistakes = 'def f_doubled(x):\n    """Doubled."""\n    return 2 * x'
    suite = Suite(write(tmp_path, tests, reference="def f(x): return x + 1", mistakes=mistakes))
    assert told(suite, "def f(x): return 2 * x") == ["f_doubled"]
    assert told(suite, "def f(x): return x + 1 if x else 0") == []


def test_the_closest_of_equals_is_chosen(tmp_path: Path) -> None:
    tests = """
        def test_small(student): check.equal(student.f(1), 1)
        def test_large(student): check.equal(student.f(10), 100)
        def test_minus(student): check.equal(student.f(-3), 9)
        """
    mistakes = '''
        def f_always_doubled(x):
            """Doubled."""
            return 2 * x
        def f_small_ones_doubled(x):
            """Small ones doubled."""
            return 2 * x if abs(x) < 5 else x * x
        def f_one_doubled(x):
            """One doubled."""
            return 2 if x == 1 else x * x
        '''
    suite = Suite(write(tmp_path, tests, reference="def f(x): return x * x", mistakes=mistakes))
    assert told(suite, "def f(x): return 2 if x == 1 else x ** 2") == ["f_one_doubled"]
    assert told(suite, "def f(x): return x + x") == ["f_always_doubled"]


def test_a_mistake_that_keeps_something_is_named_for_everybody(tmp_path: Path) -> None:
    """What it kept of one submission's replay must not be there at the next one's, nor what a look at one test left."""
    tests = """
        @pytest.mark.parametrize("x", [1, 2, 3])
        def test_f(student, x): check.equal(student.f(x), x + 1)
        """
    mistakes = '''
        def f_doubled(x):
            """Doubled."""
            return 2 * x

        _calls = []

        def f_counts_calls(x):
            """Counts."""
            _calls.append(x)
            return len(_calls)
        '''
    suite = Suite(write(tmp_path, tests, reference="def f(x): return x + 1", mistakes=dedent(mistakes)))
    kept = "calls = []\ndef f(x):\n    calls.append(x)\n    return len(calls)"
    for seed in (1, 2, 3):
        assert told(suite, kept, seed) == ["f_counts_calls"]


def test_what_a_mistake_keeps_of_a_test_that_it_passes_is_there_at_the_next(tmp_path: Path) -> None:
    tests = """
        @pytest.mark.parametrize("x", [1, 2, 3])
        def test_f(student, x): check.equal(student.f(x), 1)
        """
    mistakes = '''
        def f_is_x(x):
            """x."""
            return x * x

        class _Kept:
            calls = []

        def f_counts_calls(x):
            """Counts."""
            _Kept.calls.append(x)
            return len(_Kept.calls)
        '''
    suite = Suite(write(tmp_path, tests, reference="def f(x): return 1", mistakes=dedent(mistakes)))
    kept = "calls = []\ndef f(x):\n    calls.append(x)\n    return len(calls)"
    for seed in (1, 2):
        assert told(suite, kept, seed) == ["f_counts_calls"]


def test_which_name_a_mistake_replaces() -> None:
    source = (
        "def f_a(): pass\ndef f_get_b(): pass\nclass Net_c: pass\ndef g_d(): pass\nfrom math import floor as f_floor"
    )
    room = InProcessRoom(Program(source))
    exercise = Exercise("f", 1.0, Text("f"), ("f", "f_get", "Net"), ())
    found = mistakes_of(room, exercise, exercise.names)
    assert [(m.function, m.name) for m in found] == [("f_a", "f"), ("f_get_b", "f_get"), ("Net_c", "Net")]


def test_a_mistake_in_a_longer_name_of_another_exercise_is_not_ones_own() -> None:
    room = InProcessRoom(Program("def shout_all_lower(): pass\ndef shout_lower(): pass"))
    names = ("shout", "shout_all")
    for name, own in (("shout", "shout_lower"), ("shout_all", "shout_all_lower")):
        found = mistakes_of(room, Exercise(name, 1.0, Text(name), (name,), ()), names)
        assert [(m.function, m.name) for m in found] == [(own, name)]


def test_the_rest_of_the_reference_uses_the_mistake(tmp_path: Path) -> None:
    """A mistake in one name shows through another."""
    tests = "def test_both(student): check.equal(student.f(2), 6)"
    reference = "def g(x): return 2 * x\ndef f(x): return g(x) + 2"
    mistakes = 'def g_tripled(x):\n    """Tripled."""\n    return 3 * x'
    exercise = Exercise("f", 1.0, Text("f"), ("f", "g"), ())
    written = write(tmp_path, tests, reference=reference, mistakes=mistakes)
    assignment = msgspec.structs.replace(written, exercises=(exercise,))
    suite = Suite(assignment)
    outcomes = suite.run(opener("def g(x): return x + x + x\ndef f(x): return g(x) + 2"), seed=1, device="cpu")
    assert [d.mistake for d in diagnose(suite, assignment, exercise, outcomes, 1, "cpu")] == ["g_tripled"]


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer on this system")
def test_a_mistake_that_hangs_does_not_stop_the_others(tmp_path: Path) -> None:
    hanging = 'def f_hangs(X):\n    """Hangs."""\n    while True: pass\n'
    suite = Suite(write(tmp_path, TESTS, reference=REFERENCE, mistakes=hanging + MISTAKES))
    assert told(suite, "def f(X): return X / X.norm(dim=0, keepdim=True)")[0] == "f_down_the_columns"


def test_a_broken_mistakes_file_is_named(tmp_path: Path) -> None:
    suite = Suite(write(tmp_path, TESTS, reference=REFERENCE, mistakes="1 / 0"))
    with pytest.raises(SuiteError, match=r"mistakes\.py:1 cannot be loaded"):
        told(suite, "def f(X): return X")


def test_no_mistakes_file_no_diagnosis(tmp_path: Path) -> None:
    assert told(Suite(write(tmp_path, TESTS, reference=REFERENCE)), "def f(X): return X") == []


def test_a_mistake_reads_what_the_reference_keeps(tmp_path: Path) -> None:
    reference = "import torch\nSHIFT = torch.ones(3)\ndef scale(x, by): return by * x\ndef f(X): return X + SHIFT\n"
    mistakes = """
SCALE = 2

def _twice(x):
    return SCALE * x

def f_twice(X):
    '''Twice. / 两倍。'''
    return X + _twice(SHIFT)

def f_scaled(X):
    '''Scaled. / 缩放。'''
    return scale(X, 3.0) + SHIFT
"""
    suite = Suite(write(tmp_path, TESTS, reference=reference, mistakes=mistakes))
    assert told(suite, "def f(X): return X + 2") == ["f_twice"]
    assert told(suite, "def f(X): return 3 * X + 1") == ["f_scaled"]


def test_a_model_is_a_value(tmp_path: Path) -> None:
    reference = "import torch\nf = torch.nn.ReLU()\n"
    mistakes = """
import torch

def f_smooth():
    '''Smooth. / 光滑。'''
    return torch.nn.Softplus()
"""
    tests = """
@points(1)
def test_values(student, reference):
    X = torch.randn(4)
    check.close(student.f(X), reference.f(X))
"""
    suite = Suite(write(tmp_path, tests, reference=reference, mistakes=mistakes))
    assert told(suite, "f = torch.nn.Softplus()") == ["f_smooth"]
    assert told(suite, "f = torch.nn.ReLU()") == []


def test_mistakes_run_once_for_a_seed(demo: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "def f(X): return X / X.norm(dim=0, keepdim=True)"
    first = told(demo, source)
    opened: list[int] = []
    original = InProcessRoom.substitute
    monkeypatch.setattr(InProcessRoom, "substitute", lambda self, *names: (opened.append(1), original(self, *names))[1])
    assert told(demo, source) == first
    assert not opened
    told(demo, source, seed=99)
    assert opened


@pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")
def test_a_lost_device_is_diagnosed_without_a_gpu(tmp_path: Path) -> None:
    tests = """
@on("cuda")
def test_placed(student, reference, device):
    X = torch.ones(2, 2, device=device)
    check.close(student.f(X), reference.f(X))
"""
    lost = '''
def f_on_the_cpu(X, eps=1e-12):
    """On the CPU."""
    X = X.cpu()
    return X / X.square().sum(dim=1, keepdim=True).sqrt()
'''
    suite = Suite(write(tmp_path, TESTS + tests, reference=REFERENCE, mistakes=MISTAKES + lost))
    source = "def f(X):\n    return X.to('cpu') / X.to('cpu').norm(dim=1, keepdim=True).clamp(min=1e-12)"
    assert told(suite, source) == ["f_on_the_cpu"]


def test_observations_compare_up_to_rounding() -> None:
    nan = float("nan")
    ones = torch.ones(2)
    for mine, theirs in (
        (ones, ones + 1e-7),
        (torch.tensor([nan]), torch.tensor([nan])),
        (nan, nan),
        (0.1 + 0.2, 0.3),
        ([1, {"a": (ones, None)}], [1, {"a": (ones, None)}]),
        (float("inf"), float("inf")),
    ):
        assert same(mine, theirs)
    for mine, theirs in (
        (ones, ones.double()),
        (ones, ones[:1]),
        (ones, 1.0),
        (ones, ones + 1e-3),
        (torch.tensor([nan]), torch.tensor([0.0])),
        (nan, 0.0),
        (1, True),
        (1, 1.0),
        ([1], (1,)),
        ([1], [1, 2]),
        ({"a": 1}, {"b": 1}),
        (float("inf"), -float("inf")),
    ):
        assert not same(mine, theirs)
