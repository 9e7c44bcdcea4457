"""The lessons that the import is tried on, as an instructor and as students write them, for both of the other tools.

`python -m bench.peers --record` hands them to nbgrader and Otter, which make the students' copies and give the marks;
what came of it lies in `recorded/`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

RECORDED = Path(__file__).resolve().parent / "recorded"


class Lesson(NamedTuple):
    """An instructor's notebook, and for each student what stands in the cells to be filled in, in order."""

    name: str
    tool: str  # nbgrader or otter
    cells: list[dict[str, Any]]
    answers: dict[str, list[str]]

    @property
    def source(self) -> Path:
        return RECORDED / self.name / f"{self.name}.ipynb"

    def handed_in(self, student: str) -> Path:
        return RECORDED / self.name / "students" / f"{student}.ipynb"

    @property
    def marks(self) -> Path:
        return RECORDED / self.name / "marks.json"


def notebook(cells: list[dict[str, Any]]) -> str:
    """The bytes of a notebook with these cells."""
    document = {
        "cells": [{"id": f"cell-{n}", **cell} for n, cell in enumerate(cells, 1)],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def markdown(source: str, **about: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": about, "source": source}


def raw(source: str) -> dict[str, Any]:
    return {"cell_type": "raw", "metadata": {}, "source": source}


def code(source: str, shows: str = "", prints: str = "", **about: Any) -> dict[str, Any]:
    outputs: list[dict[str, Any]] = []
    if prints:
        outputs.append({"name": "stdout", "output_type": "stream", "text": prints})
    if shows:
        outputs.append(
            {"data": {"text/plain": shows}, "execution_count": 1, "metadata": {}, "output_type": "execute_result"}
        )
    return {"cell_type": "code", "execution_count": None, "metadata": about, "outputs": outputs, "source": source}


def _nbgrader(grade_id: str, points: float | None = None, **flags: bool) -> dict[str, Any]:
    about = {"grade": False, "solution": False, "locked": False, "task": False, **flags}
    about |= {"grade_id": grade_id, "schema_version": 3}
    return {"nbgrader": about if points is None else about | {"points": points}}


def solution(grade_id: str, source: str) -> dict[str, Any]:
    return code(source, **_nbgrader(grade_id, solution=True))


def test(grade_id: str, points: float, source: str) -> dict[str, Any]:
    return code(source, **_nbgrader(grade_id, points, grade=True, locked=True))


ROWS = Lesson(
    "rows",
    "nbgrader",
    [
        markdown("# 1.2 Rows of a table\n\nEach row $\\mathbf{x}$ of a table has a length $\\|\\mathbf{x}\\|_2$."),
        code("%matplotlib inline\nimport matplotlib.pyplot as plt\nimport numpy as np"),
        code(
            "from nose.tools import assert_almost_equal, assert_equal, assert_raises\n\n"
            "TABLE = np.array([[3.0, 4.0], [0.0, 2.0], [-1.0, 0.0]])\n\n\n"
            "def rounded(values, digits=6):\n    return [round(float(v), digits) for v in values]",
            **_nbgrader("setup", locked=True),
        ),
        markdown("## Lengths\n\nWrite `lengths`.\n\n![a row](row.png)"),
        solution(
            "lengths",
            "def lengths(table):\n"
            '    """The Euclidean length of each row; ValueError for what has no rows."""\n'
            "    ### BEGIN SOLUTION\n"
            "    table = np.asarray(table)\n"
            "    if table.ndim != 2:\n"
            '        raise ValueError("a table has two dimensions")\n'
            "    return np.sqrt((table ** 2).sum(axis=1))\n"
            "    ### END SOLUTION",
        ),
        code("lengths(TABLE)\nplt.plot(lengths(TABLE));"),
        test(
            "lengths_values",
            2,
            "# The lengths of the rows of TABLE\n"
            'assert rounded(lengths(TABLE)) == [5.0, 2.0, 1.0], "[3, 4] has length 5"\n'
            "### BEGIN HIDDEN TESTS\nwide = np.arange(12.0).reshape(2, 6)\n"
            "assert np.allclose(lengths(wide), np.linalg.norm(wide, axis=1))\n"
            "print('the lengths are fine')\n### END HIDDEN TESTS",
        ),
        test(
            "lengths_errors",
            1,
            "assert_equal(len(lengths(TABLE)), 3)\nassert_raises(ValueError, lengths, np.zeros(4))",
        ),
        markdown("## Rows of length one\n\nDivide each row by its length."),
        solution(
            "scaled_cell",
            "import math\n\ndef _safe(length):\n    return length if length > 0 else 1.0\n\n"
            "def scaled(table):\n    rows = [row / _safe(n) for row, n in zip(table, lengths(table))]\n"
            "    return np.stack(rows)\n",
        ),
        test(
            "scaled_hidden",
            3,
            "### BEGIN HIDDEN TESTS\nfor row in scaled(TABLE):\n    assert_almost_equal(float(np.dot(row, row)), 1.0)\n"
            "zeros = np.zeros((2, 2))\nassert np.array_equal(scaled(zeros), zeros), f'{scaled(zeros)} is not zero'\n"
            "### END HIDDEN TESTS",
        ),
        solution("longest_cell", "### BEGIN SOLUTION\nlongest = float(lengths(TABLE).max())\n### END SOLUTION"),
        test("longest_value", 1, "assert longest == 5"),
        test(
            "scaled_partial",
            2,
            "credit = 0\nif scaled(TABLE).shape == TABLE.shape:\n    credit += 1\n"
            "if np.allclose(scaled(TABLE)[0], [0.6, 0.8]):\n    credit += 1\ncredit",
        ),
        solution(
            "report",
            "def report(name):\n    ### BEGIN SOLUTION\n    print(f'{name}: {len(TABLE)} rows')\n    ### END SOLUTION",
        ),
        test(
            "report_prints",
            1.5,
            "import io\nfrom contextlib import redirect_stdout\n\ncaught = io.StringIO()\n"
            "with redirect_stdout(caught):\n    report('x')\nassert caught.getvalue() == 'x: 3 rows\\n'",
        ),
        test(
            "scaled_uses_lengths",
            1,
            "kept = lengths\ndel lengths\ntry:\n    scaled(TABLE)\nexcept NameError:\n    pass\n"
            "else:\n    raise AssertionError('scaled must use lengths')\nfinally:\n    lengths = kept",
        ),
        test("plot", 1, "figure = plt.figure()\nassert len(figure.axes) == 0 and longest"),
        markdown("Because the shortest way is straight.", **_nbgrader("why", 2, grade=True, solution=True)),
        markdown(
            "Draw a row.\n\n### BEGIN MARK SCHEME\nOne point for an arrow.\n### END MARK SCHEME",
            **_nbgrader("draw", 3, task=True, locked=True),
        ),
    ],
    {
        # lengths, scaled_cell, longest_cell, report, why
        "right": [
            "def lengths(table):\n    if np.ndim(table) != 2:\n        raise ValueError('no table')\n"
            "    return np.array([math.sqrt(sum(v * v for v in row)) for row in table])\n\nimport math",
            "def scaled(table):\n    n = lengths(table)\n    n[n == 0] = 1\n    return table / n[:, None]",
            "longest = max(lengths(TABLE))",
            "def report(name):\n    print(name + ':', TABLE.shape[0], 'rows')",
            "By Pythagoras.",
        ],
        "partly": [
            "def lengths(table):\n    # the table has three rows\n    return np.sqrt((table ** 2).sum(axis=1))[:3]",
            "def scaled(table):\n    return table / lengths(table)[:, None]",
            "longest = 5",
            "def report(name):\n    print(name, len(TABLE), 'rows')",
            "YOUR ANSWER HERE",
        ],
        "columns": [
            "def lengths(table):\n    if table.ndim != 2:\n        raise ValueError()\n"
            "    return np.sqrt((table ** 2).sum(axis=0))",
            "def scaled(table):\n    return table / np.linalg.norm(table)",
            "longest = lengths(TABLE).max()",
            "def report(name):\n    return f'{name}: {len(TABLE)} rows'",
            "I do not know.",
        ],
        "broken": [
            "def lengths(table):\n    return table.undefined",
            "def scaled(table):\n    raise RuntimeError('no')",
            "longest = None",
            "def report(name):\n    print(f'{name}: 3 rows')",
            "?",
        ],
        "untouched": [],
    },
)

SUMS = Lesson(
    "sums",
    "otter",
    [
        raw("# ASSIGNMENT CONFIG\nname: sums\ninit_cell: true\nexport_cell: false\nfiles: []\nsolutions_pdf: false"),
        markdown("# Sums\n\nTwo functions and a number."),
        code("import numpy as np\n\nSTEPS = np.array([1, 2, 3, 4])"),
        raw("# BEGIN QUESTION\nname: q1\npoints: 3"),
        markdown("**Question 1.** Write `running`, the running sums."),
        raw("# BEGIN SOLUTION"),
        code(
            'def running(values):\n    """The running sums of a list."""\n'
            "    total, out = 0, [] # SOLUTION\n    # BEGIN SOLUTION\n    for v in values:\n        total += v\n"
            "        out.append(total)\n    # END SOLUTION\n    return out # SOLUTION"
        ),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        code("running([1, 2, 3])", shows="[1, 3, 6]"),
        code("# the empty list\nassert running([]) == []"),
        code(
            '""" # BEGIN TEST CONFIG\nhidden: true\npoints: 2\nfailure_message: Look at negative numbers.\n'
            '""" # END TEST CONFIG\nall(a == b for a, b in zip(running([5, -5, 1]), [5, 0, 1]))',
            shows="True",
        ),
        raw("# END TESTS"),
        raw("# END QUESTION"),
        raw("# BEGIN QUESTION\nname: q2"),
        markdown("**Question 2.** Give `mean` the mean of `STEPS`, and `spread` the range."),
        raw("# BEGIN SOLUTION"),
        code("mean = STEPS.mean() # SOLUTION\nspread = int(STEPS.max() - STEPS.min()) # SOLUTION"),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        code("bool(np.isclose(mean, 2.5))", shows="True"),
        code("# HIDDEN\nassert spread == 3"),
        raw("# END TESTS"),
        raw("# END QUESTION"),
        raw("# BEGIN QUESTION\nname: q3\npoints: 4\nall_or_nothing: true"),
        markdown("**Question 3.** `tell(n)` prints the running sums up to `n`."),
        raw("# BEGIN SOLUTION"),
        code(
            '""" # BEGIN PROMPT\ndef tell(n):\n    ...\n"""; # END PROMPT\n'
            "# BEGIN SOLUTION NO PROMPT\ndef tell(n):\n    for v in running(range(1, n + 1)):\n        print(v)\n"
            "# END SOLUTION"
        ),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        code("tell(3)", prints="1\n3\n6\n"),
        code("tell(0)"),
        code("# HIDDEN\nfor n in (1, 2):\n    print('up to', n)\n    tell(n)", prints="up to 1\n1\nup to 2\n1\n3\n"),
        raw("# END TESTS"),
        raw("# END QUESTION"),
        raw("# BEGIN QUESTION\nname: q4\nmanual: true\npoints: 2"),
        markdown("**Question 4.** Why do running sums grow?"),
        raw("# BEGIN SOLUTION"),
        markdown("They need not."),
        raw("# END SOLUTION"),
        raw("# END QUESTION"),
    ],
    {
        # q1, q2, q3
        "right": [
            "def running(values):\n    return [sum(values[: i + 1]) for i in range(len(values))]",
            "mean = sum(STEPS) / len(STEPS)\nspread = 3",
            "def tell(n):\n    total = 0\n    for i in range(1, n + 1):\n        total += i\n        print(total)",
        ],
        "partly": [
            "def running(values):\n    out = [values[0]]\n    for v in values[1:]:\n        out.append(out[-1] + v)\n"
            "    return out",
            "mean = 2.5\nspread = 4",
            "def tell(n):\n    print(1)\n    print(3)\n    print(6)",
        ],
        "arrays": [
            "def running(values):\n    return np.cumsum(values)",
            "mean = STEPS.sum()\nspread = STEPS.max() - STEPS.min()",
            "def tell(n):\n    print(*running(range(1, n + 1)), sep='\\n')",
        ],
        "broken": [
            "def running(values):\n    return values",
            "mean = 'x'\nspread = None",
            "def tell(n):\n    return n",
        ],
        "untouched": [],
    },
)

CHECKS = Lesson(
    "checks",
    "otter",
    [
        raw(
            "# ASSIGNMENT CONFIG\nname: checks\ninit_cell: true\nexport_cell: false\nsolutions_pdf: false\n"
            "tests:\n  ok_format: false"
        ),
        markdown("# Checks"),
        code("LIMIT = 3"),
        raw("# BEGIN QUESTION\nname: clip\npoints:\n  each: 1.5"),
        markdown("Write `clip` and `LOW`."),
        raw("# BEGIN SOLUTION"),
        code("def clip(x):\n    return max(LOW, min(x, LIMIT)) # SOLUTION\n\nLOW = -1 # SOLUTION"),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        code("def test_inside(clip):\n    assert clip(2) == 2\n\ntest_inside(clip)"),
        code("def test_low(env):\n    assert env['LOW'] == -1\n    assert env['clip'](-5) == env['LOW']"),
        code("# HIDDEN\ndef test_high(clip, LIMIT):\n    for x in (3, 4, 10):\n        assert clip(x) == LIMIT, x"),
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ],
    {
        "right": ["LOW = -1\ndef clip(x):\n    return sorted([LOW, x, LIMIT])[1]"],
        "partly": ["def clip(x):\n    return max(x, LOW)\n\nLOW = -1"],
        "wrong": ["def clip(x):\n    return LIMIT\n\nLOW = 0"],
        "untouched": [],
    },
)

LESSONS = {lesson.name: lesson for lesson in (ROWS, SUMS, CHECKS)}
