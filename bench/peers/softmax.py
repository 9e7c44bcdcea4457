"""Owns the ten softmax notebooks: the same bytes for nbgrader, Otter and torchgrade, eight right and two wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.common import right_softmax
from tests.importing.lessons import code, markdown, notebook, raw, solution, test

NAME = "softmax"
_RIGHT = 8
_WRONG = (
    "import torch\n\n\ndef softmax(X):\n    e = torch.exp(X)\n    return e / e.sum(dim=0, keepdim=True)\n",
    "import torch\n\n\ndef softmax(X):\n    e = torch.exp(X)\n    return e / e.sum(dim=1, keepdim=True)\n",
)
# What a course would ask of softmax, in as few cells as the other tools' own examples have.
_CHECKS = (
    "X = torch.arange(6.0).reshape(2, 3)\nassert torch.allclose(softmax(X).sum(dim=1), torch.ones(2))",
    "_ = torch.manual_seed(0)\nX = torch.randn(4, 7)\nassert torch.allclose(softmax(X), torch.softmax(X, dim=1))",
    "X = torch.tensor([[1000.0, 1001.0], [-1000.0, 0.0]])\nassert torch.allclose(softmax(X), torch.softmax(X, dim=1))",
    "X = torch.randn(3, 5)\nkept = X.clone()\nY = softmax(X)\nassert torch.equal(X, kept)",
    "X = torch.randn(3, 5, requires_grad=True)\nsoftmax(X)[:, 0].sum().backward()\n"
    "Y = X.detach().clone().requires_grad_()\ntorch.softmax(Y, dim=1)[:, 0].sum().backward()\n"
    "assert torch.allclose(X.grad, Y.grad, atol=1e-6)",
)


def source(number: int) -> str:
    """The `number`-th student's code; of every ten, eight are right."""
    number_of_ten = number % (_RIGHT + len(_WRONG))
    if number_of_ten < _RIGHT:
        return right_softmax(number).decode()
    return f"{_WRONG[number_of_ten - _RIGHT]}\n# student {number}\n"


def is_right(number: int) -> bool:
    return number % (_RIGHT + len(_WRONG)) < _RIGHT


def for_nbgrader() -> str:
    """The instructor's notebook for nbgrader."""
    answer = f"def softmax(X):\n    ### BEGIN SOLUTION\n{_body()}\n    ### END SOLUTION"
    checks = [test(f"check{n}", 2, text) for n, text in enumerate(_CHECKS, 1)]
    return notebook([_title(), code("import torch"), solution("softmax", answer), *checks])


def for_otter() -> str:
    """The instructor's notebook for Otter."""
    cells = [
        raw("# ASSIGNMENT CONFIG\ninit_cell: false\nexport_cell: false\nsolutions_pdf: false"),
        _title(),
        code("import torch"),
        raw("# BEGIN QUESTION\nname: softmax\npoints: 10"),
        raw("# BEGIN SOLUTION"),
        code(f"def softmax(X):\n    # BEGIN SOLUTION\n{_body()}\n    # END SOLUTION"),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        *(code(text) for text in _CHECKS),
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ]
    return notebook(cells)


def handed_in(copy: dict[str, Any], number: int) -> str:
    """The `number`-th student's notebook, made of nbgrader's released copy."""
    cells = [
        {**cell, "source": source(number)} if cell["metadata"].get("nbgrader", {}).get("solution") else cell
        for cell in copy["cells"]
    ]
    return json.dumps({**copy, "cells": cells}, indent=1)


def write(copy: dict[str, Any], numbers: range, flat: Path) -> list[Path]:
    """Students' notebooks in one folder, as s000.ipynb and so on."""
    flat.mkdir(parents=True, exist_ok=True)
    paths = [flat / f"s{number:03}.ipynb" for number in numbers]
    for number, path in zip(numbers, paths, strict=True):
        path.write_text(handed_in(copy, number), encoding="utf-8")
    return paths


def _body() -> str:
    return right_softmax(0).decode().partition("def softmax(X):\n")[2].split("\n\n")[0]


def _title() -> dict[str, Any]:
    return markdown("# Softmax\n\nExponentiate, and divide each row by its sum.")
