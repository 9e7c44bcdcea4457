"""A small course written to a folder, for tests of the house: one assignment with two exercises."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "assignment.toml": """\
section = "0.1"
title = { en = "Normalising rows", zh = "逐行归一化" }

[limits]
call_s = 2
total_s = 20

[exercises.unit_rows]
points = 6
forbid = ["torch.nn.functional.normalize"]

[exercises.mean_row]
points = 2
title = { en = "The mean row", zh = "平均行" }
""",
    "normalise.py": '''\
"""Section 0.1."""

import torch

EPS = 1e-12


def unit_rows(X: torch.Tensor, eps: float = EPS) -> torch.Tensor:
    """Scale each row of X, shape (n, d), to Euclidean length one; a zero row stays zero."""
    ### BEGIN SOLUTION
    length = X.square().sum(dim=1, keepdim=True).sqrt()
    return X / length.clamp(min=eps)
    ### END SOLUTION


# The mean comes second.
def mean_row(X: torch.Tensor) -> torch.Tensor:
    """The mean of the rows of X, shape (n, d): shape (d,)."""
    ### BEGIN SOLUTION
    total = X.sum(dim=0)
    return total / len(X)
    ### END SOLUTION
''',
    "statement.md": "# Normalising rows\n\nScale every row of $X$ to length one.\n",
    "statement.zh.md": "# 逐行归一化\n\n把 $X$ 的每一行缩放到长度 1。\n",
    "public/test_unit_rows.py": '''\
import torch

from grader.suite import check, hint, points


@points(1)
@hint("Sum the squares along dim 1.", zh="沿 dim 1 求平方和。")
def test_three_four_five(student):
    """[3, 4] becomes [0.6, 0.8]. / [3, 4] 变成 [0.6, 0.8]。"""
    check.close(student.unit_rows(torch.tensor([[3.0, 4.0]])), torch.tensor([[0.6, 0.8]]))
''',
    "public/test_mean_row.py": '''\
import torch

from grader.suite import check, points


@points(1)
def test_two_rows(student):
    """The mean of [1, 2] and [3, 4] is [2, 3]. / [1, 2] 与 [3, 4] 的平均是 [2, 3]。"""
    check.close(student.mean_row(torch.tensor([[1.0, 2.0], [3.0, 4.0]])), torch.tensor([2.0, 3.0]))
''',
    "test_unit_rows.py": '''\
import torch

from grader.suite import after, check, hint, points


@points(3)
@hint("Sum the squares along dim 1, and keep that dimension.", zh="沿 dim 1 求平方和，并保留该维度。")
def test_every_row_has_length_one(student, reference, device):
    """Every row has length one. / 每一行的长度都是 1。"""
    X = torch.randn(5, 3, device=device)
    check.close(student.unit_rows(X), reference.unit_rows(X))


@points(2)
@after(test_every_row_has_length_one)
def test_a_zero_row_stays_zero(student, device):
    """A row of zeros stays a row of zeros. / 全零行保持为零。"""
    X = torch.tensor([[0.0, 0.0], [3.0, 4.0]], device=device)
    check.close(student.unit_rows(X), torch.tensor([[0.0, 0.0], [0.6, 0.8]], device=device))
''',
    "test_mean_row.py": '''\
import torch

from grader.suite import check, points


@points(1)
def test_the_mean_of_the_rows(student, reference):
    """The mean of the rows. / 各行的平均。"""
    X = torch.randn(5, 3)
    check.close(student.mean_row(X), reference.mean_row(X))
''',
    "mistakes.py": '''\
import torch


def unit_rows_down_the_columns(X, eps=1e-12):
    """You divided each column by its length: dim=0 runs down the rows.

    你把每一列除以了它的长度：dim=0 沿行方向累加。"""
    return X / X.square().sum(dim=0, keepdim=True).sqrt().clamp(min=eps)


def unit_rows_without_a_floor(X, eps=1e-12):
    """A row of zeros is divided by zero: keep the divisor away from it.

    全零行被除以 0：别让除数为 0。"""
    return X / X.square().sum(dim=1, keepdim=True).sqrt()


def mean_row_along_the_row(X):
    """You took the mean of each row: the mean row runs over dim=0.

    你求的是每一行的平均：平均行应沿 dim=0。"""
    return X.mean(dim=1)
''',
    "alternatives.py": """\
import torch


def unit_rows_by_einsum(X, eps=1e-12):
    return X / torch.einsum("nd,nd->n", X, X).sqrt().clamp(min=eps)[:, None]


def mean_row_by_mean(X):
    return X.mean(dim=0)
""",
}

RIGHT = FILES["normalise.py"]
STUB_LINE = 'raise NotImplementedError("unit_rows is not written yet")'
WRONG = RIGHT.replace("sum(dim=1, keepdim=True)", "sum(dim=0, keepdim=True)")


def write(root: Path, **changed: str) -> Path:
    """Write the course under `root`; `changed` replaces (or, empty, leaves out) files by name with . and / as _."""
    folder = root / "solutions" / "ch00_demo" / "normalise"
    for name, text in FILES.items():
        text = changed.pop(name.replace(".", "_").replace("/", "_"), text)
        if text:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    assert not changed, f"no such file: {changed}"
    return folder
