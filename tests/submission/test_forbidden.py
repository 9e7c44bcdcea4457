"""The source check: what stands in the code, under whatever name, and only in what the exercise reaches."""

from __future__ import annotations

import json

import pytest

from grader.submission import Finding, check, read_bytes, slice
from grader.submission.families import FAMILIES, family


def findings(source: str, name: str, *forbid: str) -> list[Finding]:
    return check(slice(read_bytes(source.encode(), "a.py"), [name]), [name], forbid)


def operations(source: str, name: str, *forbid: str) -> list[str]:
    return [finding.operation for finding in findings(source, name, *forbid) if finding.kind == "forbidden"]


HEAD = """import torch, operator, importlib, sys, functools
from torch import nn
import torch.nn.functional as F
from torch import softmax as s
from d2l import torch as d2l
import scipy.special as sp
t = torch
u = t
"""


@pytest.mark.parametrize(
    ("expression", "operation"),
    [
        ("torch.softmax(X, 1)", "torch.softmax"),
        ("s(X, 1)", "torch.softmax"),
        ("u.softmax(X, 1)", "torch.softmax"),
        ("F.softmax(X, 1)", "torch.nn.functional.softmax"),
        ("nn.functional.log_softmax(X, 1).exp()", "torch.nn.functional.log_softmax"),
        ("nn.Softmax(dim=1)(X)", "torch.nn.Softmax"),
        ("nn.modules.activation.Softmax2d()(X)", "torch.nn.Softmax2d"),
        ("X.softmax(1)", "Tensor.softmax"),
        ("X.float().log_softmax(1).exp()", "Tensor.log_softmax"),
        ("torch.Tensor.softmax(X, 1)", "Tensor.softmax"),
        ("torch.special.softmax(X, 1)", "torch.special.softmax"),
        ("torch.sparse.softmax(X, 1)", "torch.sparse.softmax"),
        ("F.scaled_dot_product_attention(X, X, X)", "torch.nn.functional.scaled_dot_product_attention"),
        ("torch.ops.aten._softmax(X, 1, False)", "torch.ops.aten._softmax"),
        ("torch.ops.aten.softmax.int(X, 1)", "torch.ops.aten.softmax.int"),
        ("torch._C._VariableFunctions.softmax(X, 1)", "torch.softmax"),
        ("torch._C._nn.softmax(X, 1)", "torch.nn.functional.softmax"),
        ("torch.softmax.__call__(X, 1)", "torch.softmax"),
        ("getattr(torch, 'softmax')(X, 1)", "torch.softmax"),
        ("getattr(torch, 'soft' + 'max')(X, 1)", "torch.softmax"),
        ("getattr(torch, ''.join(['soft', 'max']))(X, 1)", "torch.softmax"),
        ("getattr(torch, f'soft{\"max\"}')(X, 1)", "torch.softmax"),
        ("getattr(X, 'softmax')(1)", "Tensor.softmax"),
        ("operator.attrgetter('nn.functional.softmax')(torch)(X, 1)", "torch.nn.functional.softmax"),
        ("operator.methodcaller('softmax', 1)(X)", "Tensor.softmax"),
        ("importlib.import_module('torch').softmax(X, 1)", "torch.softmax"),
        ("__import__('torch').softmax(X, 1)", "torch.softmax"),
        ("sys.modules['torch'].softmax(X, 1)", "torch.softmax"),
        ("vars(torch)['softmax'](X, 1)", "torch.softmax"),
        ("torch.__dict__['softmax'](X, 1)", "torch.softmax"),
        ("eval('torch.softmax(X, 1)')", "torch.softmax"),
        ("functools.partial(torch.softmax, dim=1)(X)", "torch.softmax"),
        ("[op(X, 1) for op in (torch.exp, torch.softmax)][1]", "torch.softmax"),
        ("torch.𝓼𝓸𝓯𝓽𝓶𝓪𝔁(X, 1)", "torch.softmax"),
        ("d2l.torch.softmax(X, 1)", "torch.softmax"),
        ("d2l.nn.functional.softmax(X, 1)", "torch.nn.functional.softmax"),
        ("d2l.softmax(X)", "d2l.softmax"),
        ("sp.softmax(X, 1)", "scipy.special.softmax"),
    ],
)  # fmt: skip
def test_softmax_under_every_name(expression: str, operation: str) -> None:
    source = f"{HEAD}def softmax(X):\n    return {expression}\n"
    assert operation in operations(source, "softmax", "torch.softmax")
    assert operation in operations(source, "softmax", "torch.nn.functional.softmax")
    assert findings(source, "softmax", "torch.softmax")[0].at.line == HEAD.count("\n") + 2


@pytest.mark.parametrize(
    "source",
    [
        "from torch import softmax",
        "from torch.nn.functional import *\ndef softmax(X): return log_softmax(X, 1).exp()",
        "import torch\nsoftmax = torch.softmax",
        "import torch\ndef helper(X): return torch.softmax(X, 1)\ndef softmax(X): return helper(X)",
        "import torch\ndef softmax(X, f=torch.softmax): return f(X, 1)",
        "import torch\ndef softmax(X, t=torch): return t.softmax(X, 1)",
        "def softmax(X):\n    from torch.nn import functional\n    return functional.softmax(X, 1)",
        "from torch import nn\nclass softmax(nn.Softmax): pass",
        "import torch\nclass A:\n    def go(self, X): return torch.softmax(X, 1)\ndef softmax(X): return A().go(X)",
        "import torch\na, b = torch, 1\ndef softmax(X): return a.softmax(X, b)",
    ],
)
def test_softmax_wherever_it_stands(source: str) -> None:
    assert operations(source, "softmax", "torch.softmax")


@pytest.mark.parametrize(
    "body",
    [
        "return X.exp() / X.exp().sum(1, keepdim=True)",
        "return (X - X.logsumexp(1, keepdim=True)).exp()",
        "return self_made(X)",
        "'torch.softmax would do it'\n    # torch.softmax(X)\n    return X",
        "softmax_result = X\n    return softmax_result",
    ],
)
def test_honest_code_is_left_alone(body: str) -> None:
    source = (
        "import torch\nprint(torch.softmax(A, 1))\ndef self_made(X): return X\n"
        f"def other(X): return torch.softmax(X, 1)\ndef softmax(X):\n    {body}\n"
    )
    assert findings(source, "softmax", "torch.softmax") == []


def test_a_student_s_own_method_of_the_name_is_theirs() -> None:
    source = (
        "class Net:\n    def softmax(self, X): return X\n    def go(self, X): return self.softmax(X)\n"
        "def softmax(X):\n    net = Net()\n    return net.softmax(net.go(X))"
    )
    assert findings(source, "softmax", "torch.softmax") == []


@pytest.mark.parametrize(
    ("expression", "entry"),
    [
        ("F.conv2d(X, K)", "torch.nn.functional.conv2d"),
        ("nn.LazyConv2d(1, 2)(X)", "torch.nn.functional.conv2d"),
        ("torch.conv1d(X, K)", "torch.nn.functional.conv2d"),
        ("torch.convolution(X, K)", "torch.nn.Conv2d"),
        ("torch.ops.aten.convolution.default(X)", "torch.nn.functional.conv2d"),
        ("scipy.signal.correlate2d(X, K)", "torch.nn.functional.conv2d"),
        ("nn.BatchNorm2d(3)(X)", "torch.nn.functional.batch_norm"),
        ("F.layer_norm(X, [1])", "torch.nn.functional.batch_norm"),
        ("torch.native_batch_norm(X)", "torch.nn.BatchNorm1d"),
        ("nn.GRUCell(1, 2)", "torch.nn.GRU"),
        ("nn.RNNBase('GRU', 1, 2)", "torch.nn.GRU"),
        ("torch._VF.gru(X)", "torch.nn.GRU"),
        ("X.sort()", "torch.sort"),
        ("torch.linalg.norm(X)", "torch.linalg.norm"),
        ("torch.ops.aten.linalg_norm(X); torch.linalg.norm", "torch.linalg.norm"),
    ],
)
def test_other_families(expression: str, entry: str) -> None:
    source = "import torch, scipy.signal\nfrom torch import nn\nimport torch.nn.functional as F\n"
    source += f"def f(X, K):\n    return {expression}\n"
    assert operations(source, "f", entry)


@pytest.mark.parametrize(
    ("expression", "entry"),
    [
        ("nn.LSTM(1, 2)", "torch.nn.GRU"),
        ("nn.RNN(1, 2)", "torch.nn.GRU"),
        ("X.norm()", "torch.linalg.norm"),
        ("F.unfold(X, 2)", "torch.nn.functional.conv2d"),
        ("nn.Linear(1, 2)", "torch.nn.functional.batch_norm"),
    ],
)
def test_families_end_somewhere(expression: str, entry: str) -> None:
    source = f"from torch import nn\nimport torch.nn.functional as F\ndef f(X): return {expression}\n"
    assert findings(source, "f", entry) == []


@pytest.mark.parametrize(
    "source",
    [
        "import nltk.translate\ndef bleu(a): return nltk.translate.bleu(a)",
        "from nltk.translate.bleu_score import sentence_bleu as sb\ndef bleu(a): return sb(a)",
        "def bleu(a):\n    import nltk\n    return 1",
        "import importlib\ndef bleu(a): return importlib.import_module('nltk.translate')",
    ],
)
def test_a_package(source: str) -> None:
    assert operations(source, "bleu", "nltk.*")
    assert findings(source, "bleu", "sacrebleu.*") == [] or "import_module" in source


@pytest.mark.parametrize(
    "body",
    [
        "exec(code)",
        "eval(code)",
        "compile(code, '', 'exec')",
        "__import__(code)",
        "import ctypes",
        "import subprocess",
        "from marshal import loads",
        "getattr(torch, code)",
        "from torch.utils import cpp_extension",
    ],
)
def test_what_reading_cannot_follow_is_suspicious(body: str) -> None:
    found = findings(f"import torch\ncode = 1\ndef softmax(X):\n    {body}\n    return X", "softmax", "torch.softmax")
    assert [finding.kind for finding in found] == ["suspicious"]
    assert "line 4" in found[0].message().en.lower()


def test_ordinary_getattr_is_not_suspicious() -> None:
    assert findings("def f(self, i): return getattr(self, f'W{i}')", "f", "torch.softmax") == []


def test_a_finding_speaks_to_the_student() -> None:
    source = "import torch\n\ndef softmax(X):\n    return torch.softmax(X, dim=1)  # easy"
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": text} for text in ("x = 1", "# nothing", source)
    ]
    document = json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}).encode()
    sliced = slice(read_bytes(document, "a.ipynb"), ["softmax"])
    (finding,) = check(sliced, ["softmax"], ["torch.softmax"])
    assert (finding.at.cell, finding.at.line, finding.text) == (3, 4, "return torch.softmax(X, dim=1)  # easy")
    assert sliced.program.source.split("\n")[finding.line - 1].strip() == finding.text
    assert (
        finding.message().en == "Line 4 of cell 3 uses torch.softmax, which this exercise asks you to build yourself."
    )
    assert finding.message().zh == "第 3 个单元格第 4 行使用了 torch.softmax，而本练习要求你自己实现它。"


def test_only_the_exercise_s_own_names_are_read() -> None:
    sliced = slice(
        read_bytes(b"import torch\ndef f(X): return X\ndef g(X): return torch.softmax(X, 1)", "a.py"), ["f", "g"]
    )
    assert check(sliced, ["f"], ["torch.softmax"]) == []
    assert check(sliced, ["g", "missing"], ["torch.softmax"])
    assert check(sliced, ["g"], []) == []


def test_families_are_entered_by_any_member() -> None:
    for canonical, members in FAMILIES.items():
        assert canonical in members.names
        assert all(
            family(name) is family(canonical)
            for name in members.names
            if sum(name in f.names for f in FAMILIES.values()) == 1
        )
