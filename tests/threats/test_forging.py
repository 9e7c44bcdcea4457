# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Forging the verdict (threats 18 to 54): whatever a program does to the process it runs in, wrong numbers stay wrong."""

from __future__ import annotations

import sys

import pytest

from grader.sandbox.inprocess import InProcess
from tests.threats.conftest import Trial
from tests.threats.harness import RIGHT, Court, attack

# Each runs in every call (or at import), and then the function answers with zeros.
ATTACKS = {
    "t018_os_exit_0": "import os; os._exit(0)",
    "t019_sys_exit": "import sys; sys.exit(0)",
    "t020_pytest_skip": "import pytest; pytest.skip('fine')",
    "t020_a_skip_by_another_road": "import unittest; raise unittest.SkipTest('fine')",
    "t021_pytest_xfail": "import pytest; pytest.xfail('fine')",
    "t022_pytest_exit": "import pytest; pytest.exit('done', returncode=0)",
    "t023_patch_allclose": """
        import numpy, torch.testing
        yes = lambda *a, **k: True
        torch.allclose = torch.equal = torch.isclose = torch.testing.assert_close = yes
        numpy.allclose = numpy.testing.assert_allclose = numpy.array_equal = yes
    """,
    "t024_a_torch_function_mode_left_on": """
        from torch.overrides import TorchFunctionMode
        class Mode(TorchFunctionMode):
            def __torch_function__(self, f, types, args=(), kwargs=None):
                return True if 'close' in f.__name__ else f(*args, **(kwargs or {}))
        Mode().__enter__()
    """,
    "t024_a_torch_dispatch_mode_left_on": """
        from torch.utils._python_dispatch import TorchDispatchMode
        class Mode(TorchDispatchMode):
            def __torch_dispatch__(self, f, types, args=(), kwargs=None):
                return torch.ones(()) if 'close' in str(f) else f(*args, **(kwargs or {}))
        Mode().__enter__()
    """,
    "t025_patch_pytest": """
        import _pytest.reports, _pytest.runner
        _pytest.reports.TestReport.outcome = 'passed'
        _pytest.runner.runtestprotocol = lambda *a, **k: []
    """,
    "t026_replace_the_reference": """
        import sys
        for module in list(sys.modules.values()):
            for name in ('softmax', 'reference', 'softmax_regression'):
                if hasattr(module, name):
                    setattr(module, name, lambda X, *a, **k: X * 0)
    """,
    "t027_patch_builtins": """
        import builtins, math, random, time
        builtins.isinstance = lambda *a: True
        builtins.abs = lambda x: 0
        builtins.sum = lambda *a: 0
        builtins.len = lambda x: 1
        math.isclose = lambda *a, **k: True
        random.random = lambda: 0.0
        time.monotonic = time.perf_counter = lambda: 0.0
    """,
    "t028_an_exit_handler": """
        import atexit, os
        def forge():
            for name in ('junit.xml', 'results.json', 'report.json', '/tmp/report.json'):
                open(name, 'w').write('{"score": 10, "max_score": 10, "status": "passed"}')
        atexit.register(forge)
        forge()
        os._exit(0)
    """,
    "t035_printed_results": """
        import os, sys
        text = '=== 10 passed in 0.01s ===\\n{"score": 10, "max_score": 10}\\n::notice title=Autograding::{"score": 10}\\n'
        print(text)
        sys.__stdout__.write(text); sys.__stdout__.flush()
        os.write(1, text.encode()); os.write(2, text.encode())
    """,
    "t048_change_what_tests_share": """
        torch.set_default_dtype(torch.float64)
        torch.nn.Module.__call__ = lambda self, *a: None
        torch.Tensor.__sub__ = lambda a, b: a * 0
    """,
}  # fmt: skip


@pytest.mark.parametrize("at", ["call", "import"])
@pytest.mark.parametrize("code", ATTACKS.values(), ids=ATTACKS)
def test_patching_and_exiting_earn_nothing(trial: Trial, code: str, at: str) -> None:
    """Threats 18 to 28, 35, 48."""
    report = trial.grade(attack(code, at))
    assert report.score == 0
    asked = [spec for spec in trial.court.suite.tests if spec.exercise == "softmax"]
    assert len(report.exercises[0].tests) == len(asked)  # none is lost, whatever ran


def test_the_next_student_after_all_of_these(trial: Trial) -> None:
    trial.next_is_unharmed()


def test_these_attacks_are_real(court: Court) -> None:
    """In the grader's own process one line is enough (threats 23, 25): this is what the second room is for."""
    import grader.suite.check as check

    code = "import sys; sys.modules['grader.suite.check'].close = lambda *a, **k: None"
    kept = check.close
    try:
        assert court.grade(InProcess(), attack(code)).score > 0
    finally:
        check.close = kept
    assert court.grade(InProcess(), attack("pass")).score == 0


# Answers that lie about themselves.
ANSWERS = {
    "t040_an_object_that_equals_everything": """
        class Yes:
            shape = X.shape; dtype = X.dtype; device = X.device
            def __eq__(self, other): return True
            def __len__(self): return len(X)
            def __float__(self): return 0.0
            def __getattr__(self, name): return lambda *a, **k: True
            __class__ = torch.Tensor
        return Yes()""",
    "t040_a_number_with_its_own_arithmetic": """
        class Lie(float):
            def __rsub__(self, other): return 0.0
            def __abs__(self): return 0.0
            def __lt__(self, other): return True
        return [[Lie(0)] * X.shape[1]] * X.shape[0]""",
    "t041_a_tensor_subclass_that_says_allclose": """
        class Lie(torch.Tensor):
            @classmethod
            def __torch_function__(cls, f, types, args=(), kwargs=None):
                return True
        return torch.zeros_like(X).as_subclass(Lie)""",
    "t042_a_tensor_that_computes_when_compared": """
        class Lazy(torch.Tensor):
            @classmethod
            def __torch_function__(cls, f, types, args=(), kwargs=None):
                if 'close' in getattr(f, '__name__', ''): return torch.softmax(X, 1)
                return super().__torch_function__(f, types, args, kwargs or {})
        return torch.zeros_like(X).as_subclass(Lazy)""",
    "t043_nan": "return X * float('nan')",
    "t043_inf": "return X * 0 + float('inf')",
    "t044_a_scalar": "return torch.tensor(0.25)",
    "t044_one_row": "return torch.full((1, X.shape[1]), 1 / X.shape[1])",
    "t045_complex": "e = X.exp(); return (e / e.sum(1, keepdim=True)).to(torch.complex64)",
    "t045_bool": "return X > 0",
    "t045_meta": "return torch.empty_like(X, device='meta')",
    "t045_sparse": "e = X.exp(); return (e / e.sum(1, keepdim=True)).to_sparse()",
    "t045_numbers_in_lists": "e = X.exp(); return (e / e.sum(1, keepdim=True)).tolist()",
    "t045_an_array": "e = X.detach().exp(); return (e / e.sum(1, keepdim=True)).numpy()",
    "t046_the_input_itself": "return X",
    "t050_a_generator": "return (row for row in X)",
    "t050_a_coroutine": "\n        async def f(): return X\n        return f()",
    "t050_a_billion_elements": "return torch.zeros(1).expand(10**9)",
    "t050_a_huge_list": "return [0.0] * 10**7",
    "t050_a_list_that_holds_itself": "l = []; l.append(l); return l",
    "t051_tests_of_its_own": "return X * 0\ndef test_softmax(): pass\nclass TestSoftmax:\n    def test_a(self): pass",
}  # fmt: skip


@pytest.mark.parametrize("body", ANSWERS.values(), ids=ANSWERS)
def test_answers_that_lie_earn_nothing(trial: Trial, body: str) -> None:
    """Threats 40 to 46, 50, 51."""
    head, *rest = body.strip().split("\n")
    lines = "\n".join(line.removeprefix("    ") for line in rest)
    report = trial.grade(f"import torch\ndef softmax(X):\n    {head}\n{lines}\n")
    assert report.score == 0, [(t.id, t.score) for t in report.exercises[0].tests]
    assert {t.verdict for t in report.exercises[0].tests} <= {None, "protocol", "timeout", "out of memory", "crashed"}


SEND = """
    import msgspec, os, struct
    def frame(body, buffers=()):
        raw = msgspec.msgpack.encode(body)
        lengths = struct.pack(f'<{len(buffers)}Q', *map(len, buffers))
        return struct.pack('<III', 0x54473031, len(raw), len(buffers)) + lengths + raw + b''.join(buffers)
    sockets = [fd for fd in range(256) if os.path.exists(f'/proc/self/fd/{fd}') or fd == 3]
"""
FRAMES = {
    "t036_garbage": "os.write(3, b'A' * 5000)",
    "t036_true_as_an_answer": "os.write(3, frame(['a', True, [], [], 0, [], None]))",
    "t036_zeros_as_an_answer":
        "os.write(3, frame(['a', ['T', 0, 'float32', [4, 6], None, 0, 'cpu', 0], [], [], 0, [], None], [bytes(96)]))",
    "t036_to_every_descriptor": "[os.write(fd, b'passed') for fd in sockets if fd > 2]",
    "t037_dup2_over_the_pipe": "os.dup2(os.open('x', os.O_CREAT | os.O_RDWR), 3)",
    "t037_a_thread_that_reads_the_pipe":
        "import threading; threading.Thread(target=lambda: [os.read(3, 4096) for _ in range(99)], daemon=True).start()",
    "t038_a_pickle": """
        import pickle
        class Bomb:
            def __reduce__(self): return (exec, ("import os; os.environ['OWNED'] = '1'",))
        os.write(3, frame(['a', pickle.dumps(Bomb()), [], [], 0, [], None]))""",
    "t039_a_length_of_a_terabyte": "os.write(3, struct.pack('<III', 0x54473031, 20, 1) + struct.pack('<Q', 10**12) + bytes(20))",
    "t039_a_body_of_four_gigabytes": "os.write(3, struct.pack('<III', 0x54473031, 2**32 - 1, 0))",
    "t039_a_negative_shape": "os.write(3, frame(['a', ['T', 0, 'float32', [-4, 6], None, 0, 'cpu', 0], [], [], 0, [], None], [bytes(96)]))",
    "t039_a_shape_beyond_its_bytes": "os.write(3, frame(['a', ['T', 0, 'float32', [10**6, 10**6], None, 0, 'cpu', 0], [], [], 0, [], None], [bytes(96)]))",
    "t039_an_unknown_dtype": "os.write(3, frame(['a', ['T', 0, 'object', [4, 6], None, 0, 'cpu', 0], [], [], 0, [], None], [bytes(96)]))",
    "t039_deep_lists": "os.write(3, struct.pack('<III', 0x54473031, 100001, 0) + b'\\x91' * 100000 + b'\\xc0')",
    "t039_a_million_keys": "os.write(3, frame(['a', ['d', [[i, i] for i in range(10**6)]], [], [], 0, [], None]))",
    "t039_a_request_for_what_is_not_there": "os.write(3, frame(['q', 'call', 1, [[], {}], [True, None], [], []]))",
    "t039_a_request_to_read_a_global": "os.write(3, frame(['q', 'get', 1, [['__globals__'], {}], [True, None], [], []]))",
}  # fmt: skip


@pytest.mark.parametrize("code", FRAMES.values(), ids=FRAMES)
def test_writing_to_the_pipe_earns_nothing(trial: Trial, code: str) -> None:
    """Threats 36 to 39: a frame is only data, and what is no frame ends the room."""
    import os
    import textwrap

    report = trial.grade(attack(textwrap.dedent(SEND) + textwrap.dedent(code)))
    assert report.score == 0
    assert "OWNED" not in os.environ


def test_t047_changing_the_input_does_not_change_what_is_expected(trial: Trial) -> None:
    """With an input of zeros the right answer would be 1/n everywhere."""
    report = trial.grade(
        "import torch\ndef softmax(X):\n    X.zero_()\n    return torch.full_like(X, 1 / X.shape[1])\n"
    )
    assert report.score == 0


def test_t046_an_answer_that_is_changed_afterwards(trial: Trial) -> None:
    code = """
    import torch, threading, time
    kept = []
    def later():
        while True:
            time.sleep(0.001)
            for P, X in list(kept):
                P.data.copy_(torch.softmax(X, 1))
    def softmax(X):
        if not kept:
            threading.Thread(target=later, daemon=True).start()
        P = torch.zeros_like(X)
        kept.append((P, X.detach().clone()))
        return P
    """
    assert trial.score(code) == 0


def test_t049_a_gradient_of_its_own(trial: Trial) -> None:
    """Right values and a wrong backward pass: all but the test of the gradient."""
    honest = trial.grade("import torch" + RIGHT).score
    code = """
    import torch
    class F(torch.autograd.Function):
        @staticmethod
        def forward(ctx, X):
            e = (X - X.amax(1, keepdim=True)).exp()
            return e / e.sum(1, keepdim=True)
        @staticmethod
        def backward(ctx, G):
            return G
    def softmax(X):
        return F.apply(X)
    """
    report = trial.grade(code)
    lost = [t.id for t in report.exercises[0].tests if t.score < t.max_score]
    assert lost == ["softmax::test_the_gradient_flows"]
    assert report.score < honest


def test_t052_a_seed_set_inside_does_not_repeat_the_inputs(trial: Trial) -> None:
    """Answering the first call and remembering it: the second input is another."""
    code = """
    import torch
    known = []
    def softmax(X):
        torch.manual_seed(0)
        torch.set_rng_state(torch.zeros_like(torch.get_rng_state()))
        if not known:
            e = X.exp()
            known.append(e / e.sum(1, keepdim=True))
        return known[0]
    """
    report = trial.grade(code)
    assert report.score <= 1  # the first call of a room is right: that test has one fixed input


def test_t053_hard_coded_public_cases(trial: Trial) -> None:
    """The worked example of the statement and random probabilities elsewhere: only what is really right."""
    code = """
    import torch
    def softmax(X):
        if X.shape == (2, 3):
            return torch.tensor([[1 / 6, 1 / 3, 1 / 2], [1 / 4, 1 / 4, 1 / 2]])
        return torch.full_like(X, 1 / X.shape[1])
    """
    report = trial.grade(code)
    hidden = [t for t in report.exercises[0].tests if t.visibility != "public"]
    assert sum(t.score for t in hidden) == 0


def test_t054_a_cache_by_identity(trial: Trial) -> None:
    code = """
    import torch
    cache = {}
    def softmax(X):
        key = (X.data_ptr(), X.shape)
        if key not in cache and id(X) not in cache:
            e = (X - X.amax(1, keepdim=True)).exp()
            cache[key] = cache[id(X)] = e / e.sum(1, keepdim=True)
        return cache.get(id(X), cache.get(key))
    """
    report = trial.grade(code)
    honest = trial.grade("import torch" + RIGHT).score
    assert report.score <= honest


def test_t029_nothing_is_left_to_rewrite_a_result_later(trial: Trial) -> None:
    """A grandchild cannot even be made: fork, vfork, clone, exec and posix_spawn are refused."""
    from tests.threats.harness import ask

    answers = ask(trial.rooms, """
        import ctypes, os, subprocess
        libc = ctypes.CDLL(None, use_errno=True)
        out = []
        for how in (os.fork, os.forkpty, lambda: subprocess.run(['/bin/true']), lambda: os.posix_spawn('/bin/true', ['true'], {}),
                    lambda: os.execv('/bin/true', ['true']), lambda: os.system('true')):
            try:
                out.append(['went', str(how())])
            except BaseException as error:
                out.append(['refused', type(error).__name__])
        out.append(['vfork', libc.syscall(58), ctypes.get_errno()])
        out.append(['clone', libc.syscall(56, 17, 0, 0, 0, 0), ctypes.get_errno()])
        out.append(['clone3', libc.syscall(435, 0, 88), ctypes.get_errno()])
        return out
    """)  # fmt: skip
    went = [a for a in answers if a[0] == "went"]
    assert all(a[1] != "0" for a in went), answers  # os.system says so by its status
    assert all(a[1] == -1 and a[2] in (1, 38) for a in answers[-3:]) or sys.maxsize < 2**32


def test_t030_to_t034_what_a_student_brings_along_is_not_run(trial: Trial, tmp_path) -> None:
    """conftest.py, pytest.ini, sitecustomize.py and modules named torch.py beside the submission."""
    from grader.judge import judge
    from grader.submission import read

    folder = tmp_path / "student"
    folder.mkdir()
    mark = tmp_path / "mark"
    bomb = f"open({str(mark)!r}, 'w').write('ran')\nraise SystemExit(0)\n"
    for name in (
        "conftest.py",
        "sitecustomize.py",
        "usercustomize.py",
        "torch.py",
        "numpy.py",
        "random.py",
        "statistics.py",
    ):
        (folder / name).write_text(bomb)
    (folder / "evil.pth").write_text(f"import os; open({str(mark)!r}, 'w')\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --deselect . -p evil\n")
    (folder / "tox.ini").write_text("[pytest]\naddopts = --co\n")
    (folder / "softmax_regression.py").write_text("import torch, random, statistics" + RIGHT)
    report = judge(
        read(folder),
        trial.court.assignment,
        trial.rooms,
        trial.court.suite,
        device="cpu",
        seed=7,
        exercises={"softmax"},
    )
    assert report.score == trial.court.full
    assert not mark.exists()
