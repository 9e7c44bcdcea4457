"""A small course written to a folder, for tests of the house: exercises whose graded names are values, and one function
that an answer is worked out with."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "assignment.toml": """\
section = "0.2"
title = { en = "Asking a tensor", zh = "询问张量" }

[limits]
call_s = 2
total_s = 20

[exercises.length]
points = 3
title = { en = "What is len(X)?", zh = "len(X) 是多少？" }

[exercises.sums]
points = 5
names = ["row_sums", "total", "is_larger", "double"]
""",
    "asking.py": '''\
import torch

X = torch.arange(24).reshape(2, 3, 4)
# The second one is for later.
Y = X + 1

# What does len give for X? Work it out with code.
### BEGIN SOLUTION
length = len(X)
### END SOLUTION

# The sums over the last axis, and of all elements; whether each element of Y is larger than that of X.
### BEGIN SOLUTION
flat = X.reshape(-1)
row_sums = X.sum(dim=-1)
total, is_larger = int(flat.sum()), bool((Y > X).all())
### END SOLUTION


def double(x: int) -> int:
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION
''',
    "statement.md": "# Asking a tensor\n\nGive each name the value that its comment asks for.\n",
    "statement.zh.md": "# 询问张量\n\n按注释给每个名称赋值。\n",
    "public/test_length.py": '''\
from grader.suite import check, points


@points(1)
def test_a_whole_number(student):
    """It is 2 or 3. / 是 2 或 3。"""
    check.that(student.length in (2, 3), "It is neither.", "都不是。")
''',
    "public/test_sums.py": '''\
from grader.suite import check, points


@points(1)
def test_the_total(student):
    """The total. / 总和。"""
    check.equal(student.total, 276)
''',
    "test_length.py": '''\
from grader.suite import check, hint, points


@points(2)
@hint("len counts along the first axis.", zh="len 数的是第一个轴。")
def test_the_length(student, reference):
    """The length is right. / 长度正确。"""
    check.equal(student.length, reference.length)
''',
    "test_sums.py": '''\
from grader.suite import after, check, points


@points(2)
def test_the_row_sums(student, reference):
    """The sums over the last axis. / 沿最后一个轴的和。"""
    check.equal(student.row_sums, reference.row_sums)


@points(1)
@after(test_the_row_sums)
def test_larger(student, reference):
    """Each element of Y is larger. / Y 的每个元素都更大。"""
    check.equal(student.is_larger, reference.is_larger)


@points(1)
def test_double(student, reference):
    """Twice the total. / 总和的两倍。"""
    check.equal(student.double(21), 42)
''',
    "mistakes.py": '''\
def length_along_the_second_axis(X):
    """You gave the size of axis 1: len looks at axis 0.

    你给出的是轴 1 的大小：len 看的是轴 0。"""
    return X.shape[1]


def length_counts_elements():
    """You counted all elements.

    你数的是所有元素。"""
    return 24


def row_sums_over_the_first_axis(X):
    """You summed over axis 0.

    你沿轴 0 求了和。"""
    return X.sum(dim=0)


def total_of_the_first_block(X):
    """You summed the first block only.

    你只对第一块求了和。"""
    return int(X[0].sum())


def is_larger_the_other_way(X, Y):
    """You asked whether X is larger.

    你问的是 X 是否更大。"""
    return bool((X > Y).all())


def double_adds_two(x):
    """You added two.

    你加了 2。"""
    return x + 2
''',
    "alternatives.py": """\
def length_by_shape(X):
    return X.shape[0]


def row_sums_by_stacking(X):
    import torch

    return torch.stack([row.sum(dim=1) for row in X])


def double_by_adding(x):
    return x + x
""",
}

RIGHT = FILES["asking.py"]


def write(root: Path) -> Path:
    """Write the course under `root`; the folder of its assignment."""
    folder = root / "solutions" / "ch00_demo" / "asking"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
