"""Random bytes and random cells: never anything but Unreadable, and what is sliced is always Python."""

from __future__ import annotations

import ast
import contextlib
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.submission import Unreadable, check, read_bytes, slice

quick = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

FRAGMENTS = [
    "import torch, math as m",
    "from d2l import torch as d2l",
    "from torch import *",
    "from __future__ import annotations",
    "def f(x): return g(x) + k",
    "def g(x):\n    y = k\n    return y",
    "k = 1; j = k",
    "k += 1",
    "k: int = f(2)",
    "f = f(1)",
    "if k:\n    def f(x):\n        return 1\nelif j:\n    k = 2\nelse:\n    j = 3",
    "try:\n    import x\nexcept E as e:\n    k = 0\nfinally:\n    pass",
    "with a as b:\n    k = b\n    print(k)",
    "if j: k = 2",
    "for i in range(3): k = i",
    "for i in j:\n    l.append(i)",
    "l = []",
    "l[0] = f",
    "class C(B):\n    def f(self): return f(k)",
    "%time k = 2",
    "!ls",
    "f?",
    "x = !ls",
    "%%time",
    "k = '''\n%a\n'''",
    "@g\ndef f(x): pass",
    "torch.f = f",
    "match k:\n    case [f]: pass",
    "while 1: f",
    "def broken(:",
    "(",
    "'''",
    "\\",
    "if __name__ == '__main__':\n    k = 5\n    f()",
    "\tk = 1",
    "k = 1 # é; f",
    "é = k; f = é",
    "async def f(): await g()",
    "del f",
    "lambda: f",
    "global k",
    "k = yield",
]


@quick
@given(st.binary(max_size=300), st.sampled_from(["a.py", "a.ipynb", "a.zip", "a.md", "a", "a.txt", "-\n\u202e.py"]))
def test_any_bytes(data: bytes, name: str) -> None:
    with contextlib.suppress(Unreadable):
        ast.parse(slice(read_bytes(data, name), ["f"]).program.source)


@quick
@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4)))
def test_any_json_for_cells(cells: object) -> None:
    for document in (
        {"cells": cells, "nbformat": 4},
        {"worksheets": cells},
        {"cells": [{"cell_type": "code", "source": cells}]},
    ):
        with contextlib.suppress(Unreadable):
            slice(read_bytes(json.dumps(document).encode(), "a.ipynb"), ["f"])


@settings(quick, max_examples=250)
@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=4), max_size=5))
def test_any_cells_become_python_with_a_true_line_map(fragments: list[list[str]]) -> None:
    sources = ["\n".join(parts) for parts in fragments]
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": s} for s in sources
    ]
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    submission = read_bytes(json.dumps(document).encode(), "a.ipynb")
    sliced = slice(submission, ["f", "k", "C"])
    ast.parse(sliced.program.source)
    lines = sliced.program.source.split("\n")
    for line, (cell, number, *_) in sliced.line_map.items():
        assert cell is not None
        original = sources[cell - 1].split("\n")[number - 1]
        text = lines[line - 1].strip()
        assert (
            text in original
            or text == "pass"
            or text.startswith(("import ", "from ", "if True:"))
            or "%" in original
            or "!" in original
        )
    for name, definition in sliced.found.items():
        assert 1 <= definition.line <= len(lines)
        assert name
        assert sliced.needed[name]
    check(sliced, ["f", "k", "C"], ["torch.softmax", "scipy.*"])


@quick
@given(st.text(max_size=200))
def test_any_text_as_script(source: str) -> None:
    with contextlib.suppress(Unreadable):
        ast.parse(slice(read_bytes(source.encode("utf-8", "replace"), "a.py"), ["f", "x"]).program.source)
