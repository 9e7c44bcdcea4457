# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Forbidden operations (threats 55 to 62): by whatever road, the ready-made softmax earns nothing."""

from __future__ import annotations

import base64

import pytest

from grader.sandbox.two_rooms import TwoRooms
from tests.threats.conftest import Trial
from tests.threats.harness import RIGHT, ask

_SOURCE = base64.b64encode(b"import torch\nanswer = torch.softmax(X, 1)\n").decode()
ROADS = {
    "t055_plainly": "return torch.softmax(X, 1)",
    "t055_functional": "return torch.nn.functional.softmax(X, dim=1)",
    "t055_method": "return X.softmax(1)",
    "t055_layer": "return torch.nn.Softmax(dim=1)(X)",
    "t055_getattr": "return getattr(torch, 'soft' + 'max')(X, 1)",
    "t055_importlib": "import importlib; return importlib.import_module('torch.nn.functional').__dict__['soft' 'max'](X, 1)",
    "t055_attrgetter": "import operator; return operator.attrgetter('nn.functional.' + 'softmax')(torch)(X, 1)",
    "t055_ops_aten": "return torch.ops.aten._softmax(X, 1, False)",
    "t055_special": "return getattr(torch.special, 'soft' + 'max')(X, 1)",
    "t055_log_softmax": "return getattr(torch, 'log_' + 'softmax')(X, 1).exp()",
    "t055_min_negated": "return getattr(torch.nn, 'Soft' + 'min')(dim=1)(-X)",
    "t055_attention": "return getattr(torch.nn.functional, 'scaled_dot_product_' + 'attention')(X[None], torch.eye(X.shape[1])[None] * X.shape[1] ** 0.5, torch.eye(X.shape[1])[None])[0]",
    "t055_cross_entropy": "return torch.stack([(-torch.nn.functional.cross_entropy(X, torch.full((len(X),), j), reduction='none')).exp() for j in range(X.shape[1])], 1)",
    "t055_logsumexp": "return (X - getattr(torch, 'logsum' + 'exp')(X, 1, keepdim=True)).exp()",
    "t055_scripted": "return torch.jit.trace(lambda Y: Y.softmax(1), X)(X)",
    "t055_in_a_thread": "import threading; out = []; t = threading.Thread(target=lambda: out.append(X.softmax(1))); t.start(); t.join(); return out[0]",
    "t056_exec_of_base64": f"import base64; g = {{'X': X}}; exec(base64.b64decode('{_SOURCE}'), g); return g['answer']",
    "t056_eval": "return eval('torch.soft' + 'max(X, 1)')",
    "t056_dunder_import": "return __import__('torch').__dict__['softm' + 'ax'](X, 1)",
    "t056_marshal": "import marshal, types; f = types.FunctionType(marshal.loads(marshal.dumps((lambda X: X.softmax(1)).__code__)), globals()); return f(X)",
    "t057_homoglyphs": "return torch.𝑠𝑜𝑓𝑡𝑚𝑎𝑥(X, 1)",
    "t059_scipy": "import scipy.special; return torch.from_numpy(scipy.special.softmax(X.detach().numpy(), 1))",
    "t059_torch_compile": "return torch.compile(lambda Y: Y.softmax(1))(X)",
    "t059_cpp_extension": "from torch.utils.cpp_extension import load_inline; m = load_inline('m', 'int f(){return 1;}', functions=['f']); return X.softmax(1)",
    "t059_t060_another_python": "import subprocess, sys; return eval(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout)",
    "t061_a_loop_that_is_never_run": "\n    if False:\n        for row in X: row / row.exp().sum()\n    return torch.softmax(X, 1)",
    "t062_after_undoing_the_override": "torch.library.Library('aten', 'FRAGMENT'); torch._C._dispatch_library; return X.softmax(1)",
}  # fmt: skip


@pytest.mark.parametrize("code", ROADS.values(), ids=ROADS)
def test_the_ready_made_operation_earns_nothing(trial: Trial, code: str) -> None:
    """Threats 55 to 61. `trial.grade` goes through the source check and the ban on operators; either may refuse."""
    report = trial.grade(f"import torch\ndef softmax(X):\n    {code.strip()}\n")
    tests = report.exercises[0].tests
    assert report.score == 0, [(t.id, t.message) for t in tests if t.score]


@pytest.mark.parametrize("name", ["t055_method", "t056_exec_of_base64", "t055_cross_entropy", "t055_layer"])
def test_the_ban_holds_without_the_source_check(trial: Trial, name: str) -> None:
    """The operator itself is denied: the second lock holds when the first is asked nothing."""
    from grader.sandbox import Program

    source = f"import torch\ndef softmax(X):\n    {ROADS[name]}\n"
    outcomes = trial.court.suite.run(
        lambda: trial.rooms.open(Program(source, names=("softmax",)), trial.court.assignment.limits),
        seed=7,
        device="cpu",
    )
    assert sum(o.score for o in outcomes) == 0
    assert any(o.rung == "forbidden" for o in outcomes)


def test_the_same_roads_are_open_without_a_ban(rooms: TwoRooms) -> None:
    """They do compute the softmax where nothing is forbidden, so these tests can fail."""
    for name in (
        "t055_method",
        "t055_getattr",
        "t055_attention",
        "t055_cross_entropy",
        "t056_exec_of_base64",
        "t057_homoglyphs",
    ):
        code = (
            "import torch\nX = torch.tensor([[1.0, 2.0, 3.0]])\nZ = X.softmax(1)\ndef f(X):\n    " + ROADS[name].strip()
        )
        assert ask(rooms, code + "\nreturn bool(torch.allclose(f(X), Z, atol=1e-5))") is True, name


@pytest.mark.parametrize("cookie", ["utf-7", "utf-16", "rot13", "unicode_escape", "raw_unicode_escape"])
def test_t058_an_encoding_that_hides_code(trial: Trial, cookie: str) -> None:
    """What the source check reads is what runs."""
    from grader.submission import Unreadable, read_bytes

    text = f"# -*- coding: {cookie} -*-\nimport torch\ndef softmax(X):\n    return +AHQ-orch.softmax(X, 1)\n"
    try:
        submission = read_bytes(text.encode(), "student.py")
    except Unreadable:
        return
    from grader.judge import judge

    assert (
        judge(
            submission,
            trial.court.assignment,
            trial.rooms,
            trial.court.suite,
            device="cpu",
            seed=7,
            exercises={"softmax"},
        ).score
        == 0
    )


@pytest.mark.parametrize("signature", ["*args, **kwargs", "X, dim=1, *rest"])
def test_t062_another_signature_is_called_by_the_documented_form(trial: Trial, signature: str) -> None:
    """It costs nothing when it works, and gains nothing."""
    body = RIGHT.split("\n", 2)[2]
    head = "    X = args[0]\n" if signature.startswith("*") else ""
    report = trial.grade(f"import torch\ndef softmax({signature}):\n{head}{body}")
    assert report.score == trial.court.full


def test_t062_a_module_getattr_defines_nothing(trial: Trial) -> None:
    report = trial.grade(
        "import torch\ndef __getattr__(name):\n    return lambda X: X.exp() / X.exp().sum(1, keepdim=True)\n"
    )
    assert report.exercises[0].status == "missing"
