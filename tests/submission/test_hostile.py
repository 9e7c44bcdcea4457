"""Submissions made to hurt: each ends in a sentence or a program, soon."""

from __future__ import annotations

import json
import time

import pytest

from grader.submission import Unreadable, check, read_bytes, slice

CODE = {
    "minus signs": "-" * 400_000,
    "brackets": "(" * 400_000,
    "attributes": "x = a" + ".b" * 100_000,
    "a long sum": "x = " + "1+" * 100_000 + "1",
    "digits": "x = " + "9" * 400_000,
    "lambdas": "x = " + "lambda:" * 2000 + "1",
    "nested blocks": "".join(" " * depth + "if a:\n" for depth in range(99)) + " " * 99 + "x = 1",
    "elifs": "if a:\n    x = 1\n" + "elif a:\n    x = 2\n" * 2000,
    "blank lines": "\n" * 400_000,
    "spaces": " " * 400_000 + "%x",
    "broken lines": "a b c\n" * 20_000,
    "functions": "".join(f"def f{i}(): return f{i + 1}\n" for i in range(2000)),
    "assignments": "x = 1\n" + "x = x + 1\n" * 2000,
    "a big branch": "if a:\n" + "    x = x + 1\n" * 2000,
    "many branches": "x = 1\n" + "if a:\n    x = x + 1\n" * 2000,
    "semicolons": "x = 1;" * 2000,
    "a huge literal": "x = [" + "[]," * 20_000 + "]",
    "nul": "x = 1\n\0",
    "surrogates": "x = '\ud800'",
}


@pytest.mark.parametrize("name", CODE)
def test_code_that_costs_or_crashes_a_parser(name: str) -> None:
    source = CODE[name] + "\n"
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": text}
        for text in (source, "def answer(): return x, f0")
    ]
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    start = time.process_time()
    sliced = slice(read_bytes(json.dumps(document).encode(), "answer.ipynb"), ["answer"])
    check(sliced, ["answer"], ["torch.softmax"])
    assert "answer" in sliced.found
    assert time.process_time() - start < 10  # linear, on the slowest machine: quadratic code takes minutes here


def test_ten_thousand_cells() -> None:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": f"x = {i}"} for i in range(10_000)]
    document = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [*cells, {"cell_type": "code", "source": "def f(): return x"}],
    }
    sliced = slice(read_bytes(json.dumps(document).encode(), "answer.ipynb"), ["f"])
    assert (sliced.found["f"].at.cell, len(sliced.line_map)) == (10_001, 2)


def test_too_much_code_is_said_once() -> None:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": "#" * 300_000} for _ in range(5)]
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
    sliced = slice(read_bytes(json.dumps(document).encode(), "answer.ipynb"), ["f"])
    assert [warning.en for warning in sliced.warnings if "too long" in warning.en] == [
        "The code from line 1 of cell 2 on is too long to be graded and was left out."
    ]


@pytest.mark.parametrize(
    "document", ['{"cells":' + "[" * 100_000, '{"cells": [' + "[]," * 100_000 + "[]]}", '{"cells":' + "9" * 9999 + "}"]
)
def test_json_that_is_no_notebook(document: str) -> None:
    try:
        cells = read_bytes(document.encode(), "a.ipynb").cells
    except Unreadable:
        cells = []
    assert cells == []


def test_homoglyphs_are_the_identifiers_that_python_sees() -> None:
    assert slice(read_bytes("def 𝓪𝓷𝓼𝔀𝓮𝓻(): pass".encode(), "a.py"), ["answer"]).missing == ()


def test_invalid_escapes_do_not_warn_on_our_terminal(recwarn: pytest.WarningsRecorder) -> None:
    slice(read_bytes(b"def f(): return '\\d', 1 is 1", "a.py"), ["f"])
    assert not recwarn.list
