"""Running a suite: one outcome for each test whatever happens, and the right words for each way to fail."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.sandbox import Program, Room
from grader.sandbox.errors import Forbidden, Inconclusive, RoomDied, StudentError, Verdict
from grader.sandbox.inprocess import InProcessRoom
from grader.suite.runner import Suite, SuiteError, gpu_present
from tests.suite.sample import REFERENCE, run, write

DOUBLES = """
@points(1)
def test_doubles(student, reference):
    X = torch.randn(3)
    check.close(student.f(X), reference.f(X))
"""


def suite(root: Path, hidden: str = DOUBLES, **more: str) -> Suite:
    return Suite(write(root, hidden, **more))


def test_right_and_wrong(tmp_path: Path) -> None:
    demo = suite(tmp_path)
    right = run(demo)["doubles"]
    assert (right.status, right.score, right.device, right.message, right.judged) == ("passed", 1.0, "cpu", None, True)
    wrong = run(demo, "def f(x): return 3 * x")["doubles"]
    assert (wrong.status, wrong.score, wrong.rung) == ("failed", 0.0, "value")
    assert wrong.message is not None
    assert wrong.detail is not None
    assert run(demo)["doubles"].status == "passed"


def test_missing_and_not_callable(tmp_path: Path) -> None:
    demo = suite(tmp_path)
    for source, rung, words in (("", "exists", "`f` is not defined"), ("f = 3", "callable", "`f` is not a function")):
        outcome = run(demo, source)["doubles"]
        assert (outcome.status, outcome.rung) == ("failed", rung)
        assert outcome.message is not None
        assert words in outcome.message.en


def test_an_error_names_type_and_line_and_hides_the_message(tmp_path: Path) -> None:
    source = "def f(x):\n    raise type('Secret' + str(float(x[0])), (ValueError,), {})(f'secret {x}')"
    outcome = run(suite(tmp_path), source)["doubles"]
    assert outcome.status == "error"
    assert outcome.message is not None
    assert outcome.message.en == "Your code raised ValueError in line 2."
    assert "ecret" not in outcome.message.en + outcome.message.zh
    assert outcome.detail is not None
    assert "secret tensor" in outcome.detail.en
    assert [frame.line for frame in outcome.frames] == [2]
    assert not outcome.fault


@pytest.mark.parametrize(
    "statement",
    ["raise SystemExit(0)", "import sys; sys.exit()", "import pytest; pytest.skip('x')", "raise KeyboardInterrupt"],
)
def test_a_student_cannot_leave(tmp_path: Path, statement: str) -> None:
    demo = suite(tmp_path, DOUBLES + DOUBLES.replace("doubles", "again"))
    assert [o.status for o in run(demo, f"def f(x):\n    {statement}").values()] == ["error", "error"]


@pytest.mark.parametrize(
    ("body", "status", "fault"),
    [
        ("pytest.skip('no')", "failed", False),
        ("pytest.xfail('no')", "failed", False),
        ("pytest.importorskip('nothing_of_that_name')", "failed", False),
        ("pytest.fail('no')", "failed", False),
        ("pytest.exit('no')", "error", True),
        ("raise SystemExit", "error", True),
        ("1 / 0", "error", True),
        ("assert student.f(1) == 3", "failed", False),
    ],
)
def test_whatever_a_test_does_there_is_one_outcome(tmp_path: Path, body: str, status: str, fault: bool) -> None:
    demo = suite(tmp_path, f"@points(1)\ndef test_odd(student):\n    {body}\n" + DOUBLES)
    outcomes = run(demo)
    assert list(outcomes) == ["odd", "doubles"]
    assert outcomes["odd"].status == status
    assert outcomes["odd"].score == 0
    assert bool(outcomes["odd"].fault) == fault
    assert outcomes["doubles"].status == "passed"


def test_marks_that_skip_or_expect_failure_mean_nothing(tmp_path: Path) -> None:
    demo = suite(
        tmp_path,
        """
        @pytest.mark.skip
        def test_skipped(student): check.equal(student.f(1), 2)
        @pytest.mark.xfail
        def test_expected(student): check.equal(student.f(1), 3)
        """,
    )
    assert [o.status for o in run(demo).values()] == ["passed", "failed"]


def test_what_the_test_cannot_use_is_the_submissions_fault(tmp_path: Path) -> None:
    """The reference passes on the same inputs: then the test is sound, and what came back is to blame."""
    demo = suite(
        tmp_path,
        """
        def test_pair(student):
            a, b = student.f((1, 2))
            check.equal(a + b, 6)
        """,
        reference="def f(x): return [2 * y for y in x]",
    )
    outcome = run(demo, "def f(x): pass")["pair"]
    assert (outcome.status, outcome.rung, outcome.fault) == ("failed", "type", "")
    assert outcome.message is not None
    assert "TypeError" in outcome.message.en


def test_a_broken_fixture_is_a_fault(tmp_path: Path) -> None:
    demo = suite(
        tmp_path,
        """
        @pytest.fixture
        def broken():
            assert False
        @pytest.fixture
        def late():
            yield 1
            1 / 0
        def test_broken(student, broken): pass
        def test_late(student, late): pass
        def test_fine(student): pass
        """,
    )
    outcomes = run(demo)
    assert [o.status for o in outcomes.values()] == ["error", "error", "passed"]
    assert outcomes["broken"].fault
    assert "ZeroDivisionError" in outcomes["late"].fault


PREREQUISITES = """
@points(1)
def test_first(student):
    \"\"\"The first. / 第一。\"\"\"
    check.equal(student.f(1), 2)
@points(2)
@after(test_first)
def test_second(student): check.equal(student.f(2), 4)
@after(test_second)
def test_third(student): check.equal(student.f(3), 6)
"""


def test_prerequisites(tmp_path: Path) -> None:
    demo = suite(tmp_path, PREREQUISITES)
    assert [o.status for o in run(demo).values()] == ["passed"] * 3
    outcomes = run(demo, "def f(x): return x + 2")
    second = outcomes["second"]
    assert (second.status, second.score, second.judged) == ("inconclusive", 0, False)
    assert second.message is not None
    assert second.message.en == "Judged once “The first” passes."
    assert second.message.zh == "“第一”通过后才会评判。"
    assert not outcomes["third"].judged
    alone = run(demo, "def f(x): return x + 2", only=["f::test_second"])
    assert [(name, o.status) for name, o in alone.items()] == [("second", "passed")]
    every = run(demo, "def f(x): return x + 2", in_order=False)
    assert [o.status for o in every.values()] == ["failed", "passed", "failed"]


def test_selection(tmp_path: Path) -> None:
    demo = suite(tmp_path, PREREQUISITES)
    assert run(demo, exercises=["g"]) == {}
    assert list(run(demo, exercises=["f"])) == ["first", "second", "third"]


def test_seeds_give_the_same_inputs_to_everyone(tmp_path: Path) -> None:
    drawing = "def test_draws(student):\n    check.equal(student.f((torch.rand(1).item(), random.random())), 0)"
    demo = suite(tmp_path, drawing)
    echo = "import torch, random\ndef f(x):\n    torch.rand(3); random.random(); return x"
    first, again = (run(demo, echo, seed=5)["draws"].observations for _ in range(2))
    assert first == again
    assert run(demo, echo, seed=6)["draws"].observations != first
    assert run(demo, echo, seed=5, only=["f::test_draws"])["draws"].observations == first


def test_both_rooms_draw_the_same_mask(tmp_path: Path) -> None:
    source = "import torch\ndef f(x): return torch.nn.functional.dropout(x, 0.5)"
    demo = suite(
        tmp_path,
        """
        def test_mask(student, reference):
            X = torch.ones(64)
            check.close(student.f(X), reference.f(X))
            mine, theirs = student.f(X), reference.f(X)
            check.close(mine, theirs)
            check.that(not torch.equal(mine, X), "nothing was dropped")
        """,
        reference=source,
    )
    assert run(demo, source)["mask"].status == "passed"


def test_the_reference_gets_what_the_student_first_received(tmp_path: Path) -> None:
    demo = suite(tmp_path, DOUBLES + "\ndef test_alone(student): check.leaves_alone(student.f, torch.ones(2))")
    outcomes = run(demo, "def f(x):\n    x *= 2\n    return x")
    assert outcomes["doubles"].status == "passed"
    assert outcomes["alone"].status == "failed"


def test_a_cheat_on_the_input_does_not_change_the_expectation(tmp_path: Path) -> None:
    outcome = run(suite(tmp_path), "def f(x):\n    x.zero_()\n    return x")["doubles"]
    assert outcome.status == "failed"


def test_a_program_that_does_not_load_is_loaded_once(tmp_path: Path) -> None:
    demo = suite(tmp_path, PREREQUISITES)
    opened = []

    def open_room() -> Room:
        opened.append(1)
        return InProcessRoom(Program("x = 1\n1 / 0"))

    outcomes = demo.run(open_room, seed=1, device="cpu")
    assert [o.status for o in outcomes] == ["error"] * 3
    assert all("line 2" in o.message.en and "ZeroDivisionError" in o.message.en for o in outcomes if o.message)
    assert len(opened) == 1


class Fragile(InProcessRoom):
    """A room in which calling f dies, as a real one may."""

    verdict = Verdict("crashed", "signal 11")
    closed = 0

    def get(self, name: str) -> Any:
        def call(x: Any) -> Any:
            raise RoomDied(self.verdict)

        return call if name == "f" else super().get(name)

    def close(self) -> None:
        Fragile.closed += 1
        super().close()


@pytest.mark.parametrize(
    ("kind", "status", "word"),
    [
        ("timeout", "timeout", "in time"),
        ("crashed", "crashed", "crashed"),
        ("out of memory", "crashed", "memory"),
        ("killed", "crashed", "ended from outside"),
        ("protocol", "crashed", "could not be read"),
    ],
)
def test_a_room_that_dies_is_a_verdict_and_the_next_test_has_a_fresh_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Any, status: str, word: str
) -> None:
    monkeypatch.setattr(Fragile, "verdict", Verdict(kind, "detail"))
    monkeypatch.setattr(Fragile, "closed", 0)
    demo = suite(tmp_path, DOUBLES + DOUBLES.replace("doubles", "again"))
    rooms = iter([Fragile(Program(REFERENCE)), InProcessRoom(Program(REFERENCE))])
    first, second = demo.run(lambda: next(rooms), seed=1, device="cpu")
    assert (first.status, first.score, first.verdict) == (status, 0, Verdict(kind, "detail"))
    assert first.message is not None
    assert word in first.message.en
    assert second.status == "passed"
    assert Fragile.closed == 1


def test_a_room_that_dies_while_opening_is_not_opened_again(tmp_path: Path) -> None:
    opened = []

    def open_room() -> Room:
        opened.append(1)
        raise RoomDied(Verdict("timeout", "import"))

    outcomes = suite(tmp_path, PREREQUISITES).run(open_room, seed=1, device="cpu")
    assert [o.status for o in outcomes] == ["timeout"] * 3
    assert len(opened) == 1


class Raising(InProcessRoom):
    error: BaseException = Forbidden()

    def get(self, name: str) -> Any:
        raise self.error


def test_forbidden_names_the_operation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = Forbidden()
    error.operation = "torch.softmax"
    monkeypatch.setattr(Raising, "error", error)
    outcome = suite(tmp_path).run(lambda: Raising(Program("")), seed=1, device="cpu")[0]
    assert (outcome.status, outcome.rung) == ("failed", "forbidden")
    assert outcome.message is not None
    assert "`torch.softmax`" in outcome.message.en


def test_what_cannot_be_told_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Raising, "error", Inconclusive("values"))
    outcome = suite(tmp_path).run(lambda: Raising(Program("")), seed=1, device="cpu")[0]
    assert (outcome.status, outcome.score, outcome.judged) == ("inconclusive", 1.0, True)


@pytest.mark.parametrize(
    "error",
    ["RuntimeError('CPUAllocator: can\\'t allocate memory')", "RuntimeError('CUDA out of memory.')", "MemoryError"],
)
def test_memory_is_told_apart(tmp_path: Path, error: str) -> None:
    outcome = run(suite(tmp_path), f"def f(x): raise {error}")["doubles"]
    assert outcome.status == "error"
    assert outcome.message is not None
    assert "more memory" in outcome.message.en


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer on this system")
def test_the_backstop_ends_a_loop_in_the_program_and_in_the_test(tmp_path: Path) -> None:
    demo = suite(tmp_path, DOUBLES + "\ndef test_hangs(student):\n    while True: pass\n")
    began = time.monotonic()
    outcomes = run(demo, "def f(x):\n    while True: pass", backstop_s=0.2)
    assert time.monotonic() - began < 5
    assert (outcomes["doubles"].status, outcomes["doubles"].verdict) == ("timeout", Verdict("timeout", "f"))
    assert outcomes["hangs"].status == "error"
    assert outcomes["hangs"].fault


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer on this system")
def test_a_timer_of_the_caller_goes_on(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    signal.setitimer(signal.ITIMER_REAL, 50.0)
    try:
        run(suite(tmp_path))
        assert signal.getsignal(signal.SIGALRM) == before[0]
        assert 40 < signal.getitimer(signal.ITIMER_REAL)[0] <= 50
    finally:
        signal.setitimer(signal.ITIMER_REAL, *before[1])


def test_another_thread_can_run_a_suite(tmp_path: Path) -> None:
    demo, found = suite(tmp_path), []
    thread = threading.Thread(target=lambda: found.append(run(demo)["doubles"].status))
    thread.start()
    thread.join()
    assert found == ["passed"]


def test_the_whole_submission_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    three = "@pytest.mark.parametrize('n', range(3))\ndef test_one(student, n): check.equal(student.f(n), 2 * n)"
    demo = suite(tmp_path, three)
    now = time.monotonic
    late = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now() + late[0])

    class Slow(InProcessRoom):
        def end(self) -> None:
            late[0] = demo.assignment.limits.total_s + 1
            super().end()

    outcomes = demo.run(lambda: Slow(Program(REFERENCE)), seed=1, device="cpu")
    assert [o.status for o in outcomes] == ["passed", "timeout", "timeout"]


def test_ctrl_c_stops_the_run_and_closes_the_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo = suite(tmp_path, "def test_interrupted(student): raise KeyboardInterrupt\n" + DOUBLES)
    monkeypatch.setattr(Fragile, "closed", 0)
    with pytest.raises(KeyboardInterrupt):
        demo.run(lambda: Fragile(Program(REFERENCE)), seed=1, device="cpu")
    assert Fragile.closed == 1
    assert run(demo, only=["f::test_doubles"])["doubles"].status == "passed"


def test_an_error_in_a_backward_pass_is_the_students(tmp_path: Path) -> None:
    demo = suite(
        tmp_path,
        "def test_backward(student):\n    X = torch.ones(2, requires_grad=True)\n    student.f(X).sum().backward()\n",
    )
    outcome = run(
        demo,
        """
        import torch
        class Twice(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x): return 2 * x
            @staticmethod
            def backward(ctx, g): raise ValueError("no")
        def f(x): return Twice.apply(x)
        """,
    )["backward"]
    assert outcome.status == "error"
    assert outcome.message is not None
    assert outcome.message.en.startswith("Your code raised ValueError in line")


DEVICES = """
@on("cuda")
@points(1)
def test_placed(student, device):
    X = torch.ones(3, device=device)
    check.close(student.f(X), 2 * X)
@points(1)
def test_anywhere(student, device):
    check.device(student.f(torch.ones(1, device=device)), device)
def test_plain(student):
    check.device(student.f(torch.ones(1)), "cpu")
"""
NEEDS_CUDA_BUILD = pytest.mark.skipif(torch.version.cuda is None, reason="torch's CPU build cannot follow cuda:0")


@NEEDS_CUDA_BUILD
@pytest.mark.parametrize(
    ("body", "status", "score"),
    [
        ("return 2 * x", "passed", 1),
        ("return torch.full((3,), 2.0)", "failed", 0),
        ("return 2 * x[:2]", "failed", 0),
        ("return x * torch.full((3,), 2.0)", "error", 0),
        ("return 2 * x if x.sum() > 0 else x", "inconclusive", 1),
        ("return undefined", "error", 0),
        ("return torch.nn.DataParallel(torch.nn.Linear(3, 3), [x.device]).to(x.device)(x)", "inconclusive", 1),
    ],
)
@pytest.mark.parametrize("device", ["cpu", "auto"])
def test_without_a_gpu_placement_is_simulated(
    tmp_path: Path, body: str, status: str, score: float, device: Any
) -> None:
    demo = suite(tmp_path, DEVICES)
    outcomes = run(demo, f"import torch\ndef f(x):\n    {body}", device=device, gpu=False, only=["f::test_placed"])
    placed = outcomes["placed"]
    assert (placed.status, placed.score, placed.device) == (status, score, "cuda (simulated)")
    assert not placed.fault


@NEEDS_CUDA_BUILD
@pytest.mark.parametrize(
    "error",
    ["RuntimeError('No CUDA GPUs are available')", "type('DataDependentOutputException', (Exception,), {})()"],
)
def test_who_raises_what_the_simulation_raises_earns_nothing(tmp_path: Path, error: str) -> None:
    code = f"def f(x):\n    if x.device.type == 'cuda':\n        raise {error}\n    return 2 * x"
    outcome = run(suite(tmp_path, DEVICES), code, device="auto", gpu=False, only=["f::test_placed"])["placed"]
    assert (outcome.status, outcome.score) == ("error", 0)


@NEEDS_CUDA_BUILD
def test_a_layer_whose_weight_was_written_to_in_part_may_move_in_a_simulation(tmp_path: Path) -> None:
    code = """
import torch
def f(x):
    layer = torch.nn.Linear(3, 3)
    with torch.no_grad():
        layer.bias.zero_()
        layer.weight.zero_()
        for i in range(3):
            layer.weight[i, i] = 2.0
    return layer.to(x.device)(x).detach()
"""
    placed = run(suite(tmp_path, DEVICES), code, device="auto", gpu=False, only=["f::test_placed"])
    assert (placed["placed"].score, placed["placed"].fault) == (1, "")


@NEEDS_CUDA_BUILD
def test_a_simulated_test_that_works_with_values_is_inconclusive(tmp_path: Path) -> None:
    demo = suite(
        tmp_path,
        '@on("cuda")\n@points(1)\ndef test_placed(student, device):\n    assert float(student.f(torch.ones(1))) == 2\n',
    )
    outcome = run(demo)["placed"]
    assert (outcome.status, outcome.score, outcome.fault) == ("inconclusive", 1, "")


@NEEDS_CUDA_BUILD
def test_a_result_of_another_form_fails_a_simulated_test(tmp_path: Path) -> None:
    """Not inconclusive: None would earn the points."""
    demo = suite(
        tmp_path,
        """
        @on("cuda")
        @points(1)
        def test_pair(student, device):
            a, b = student.f(torch.ones(2, device=device))
        """,
        reference="def f(x): return x, x",
    )
    assert run(demo, "def f(x): return x, x")["pair"].status == "passed"
    outcome = run(demo, "def f(x): pass")["pair"]
    assert (outcome.status, outcome.score, outcome.fault) == ("failed", 0, "")


SIZES = """
@on("meta")
@points(1)
def test_sizes(student):
    net = student.f(1 << 22)
    check.layers(net, [torch.nn.Linear, torch.nn.Linear])
    check.shapes(net, torch.ones(2, 1 << 22), [(2, 1 << 22), (2, 1)])
    check.parameter_count(net, (1 << 44) + (1 << 23) + 1)
@on("meta")
@points(1)
def test_values(student):
    check.shape(student.g(torch.ones(2, 3)), (2, 3))
"""


@pytest.mark.parametrize(
    ("f", "g", "status"),
    [
        ("return nn.Sequential(nn.Linear(n, n), nn.Linear(n, 1))", "return X * 2", ["passed", "passed"]),
        ("return nn.Sequential(nn.Linear(n, n), nn.Linear(n, 2))", "return X[0]", ["failed", "failed"]),
        ("return None", "return X if X.sum() > 0 else X[0]", ["failed", "passed"]),
        ("return undefined", "return torch.tensor([[float(x) for x in row] for row in X])", ["error", "passed"]),
    ],
)
def test_without_values(tmp_path: Path, f: str, g: str, status: list[str]) -> None:
    """Sixteen terabytes of parameters cost nothing; code that needs values gets them."""
    source = f"import torch\nfrom torch import nn\ndef f(n): {f}\ndef g(X): {g}"
    reference = "import torch\nfrom torch import nn\ndef f(n): return nn.Sequential(nn.Linear(n, n), nn.Linear(n, 1))\n"
    demo = suite(tmp_path, SIZES, reference=reference + "def g(X): return X")
    outcomes = run(demo, source).values()
    assert [o.status for o in outcomes] == status
    assert {o.device for o in outcomes} == {"cpu"}


def test_no_gpu_is_said(tmp_path: Path) -> None:
    demo = suite(tmp_path, DEVICES)
    with pytest.raises(SuiteError, match="no CUDA device"):
        run(demo, device="cuda", gpu=False)


def test_asking_for_a_gpu_does_not_initialise_it() -> None:
    gpu_present()
    assert not torch.cuda.is_initialized()


@pytest.mark.gpu
@pytest.mark.skipif(not gpu_present(), reason="no GPU here")
def test_on_a_gpu(tmp_path: Path) -> None:
    demo = suite(tmp_path, DEVICES)
    auto = run(demo, device="auto")
    assert {name: o.device for name, o in auto.items()} == {"placed": "cuda", "anywhere": "cpu", "plain": "cpu"}
    every = run(demo, device="cuda")
    assert {name: o.device for name, o in every.items()} == {"placed": "cuda", "anywhere": "cuda", "plain": "cpu"}
    assert {o.status for o in [*auto.values(), *every.values()]} == {"passed"}
    wrong = run(demo, "import torch\ndef f(x): return torch.full(x.shape, 2.0)", device="cuda")
    assert [o.status for o in wrong.values()] == ["failed", "failed", "passed"]


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    demo = suite(
        tmp_path,
        """
        import warnings
        def test_loud(student):
            print("from the test")
            warnings.warn("from the test")
            student.f(1)
            check.equal(check.printed(student), "from the student\\n")
        """,
    )
    assert run(demo, "def f(x): print('from the student')")["loud"].status == "passed"
    assert capfd.readouterr() == ("", "")


def test_observations_record_what_checks_saw(tmp_path: Path) -> None:
    demo = suite(tmp_path, DOUBLES + "\ndef test_error(student): check.raises(ValueError, student.f, 'x')")
    outcomes = run(demo, "def f(x):\n    if x == 'x': raise KeyError\n    return x")
    assert torch.is_tensor(outcomes["doubles"].observations[0])
    assert [repr(o) for o in outcomes["error"].observations] == ["Raised(KeyError)"]
    failing = run(demo, "def f(x): return y")
    assert [repr(o) for o in failing["doubles"].observations] == ["Raised(NameError)"]


def test_rooms_are_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fragile, "closed", 0)
    suite(tmp_path).run(lambda: Fragile(Program(REFERENCE)), seed=1, device="cpu")
    assert Fragile.closed == 1


def test_student_errors_pass_pytest_raises(tmp_path: Path) -> None:
    demo = suite(tmp_path, "def test_raises(student):\n    with pytest.raises(ValueError): student.f(1)\n")
    assert run(demo, "def f(x): raise ValueError('x')")["raises"].status == "passed"
    assert run(demo, "def f(x): raise KeyError('x')")["raises"].status == "error"
    assert run(demo, "def f(x): return 1")["raises"].status == "failed"
    assert issubclass(Forbidden, StudentError)


def test_a_plain_assertion_shows_no_object_of_ours(tmp_path: Path) -> None:
    public = """
class Box:
    pass
@points(1)
def test_is_one(student): assert student.f == 3
@points(1)
def test_calls(student):
    out = student.f(torch.ones(2))
    assert out.sum() == len([student.f, Box()]) + 5
"""
    for outcome in run(Suite(write(tmp_path, public=public))).values():
        assert outcome.status == "failed"
        assert outcome.detail is not None
        assert " at 0x" not in outcome.detail.en
        assert outcome.detail.en.startswith("assert ")
