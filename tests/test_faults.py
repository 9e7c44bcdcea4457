"""Whatever an author gets wrong is said with its file and line, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch import Orders
from grader.course import find_course
from grader.faults import statement_faults
from grader.verify import plan, verify
from tests import demo_course

TOML = demo_course.FILES["assignment.toml"]
PY = demo_course.FILES["normalise.py"]
SUITE = demo_course.FILES["test_unit_rows.py"]
MISTAKES = demo_course.FILES["mistakes.py"]
BOTH = "### BEGIN SOLUTION", "### END SOLUTION"


def without_marks(source: str) -> str:
    return "".join(line for line in source.splitlines(keepends=True) if line.strip() not in BOTH)


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("test_unit_rows.py", SUITE + "\ndef f(:\n", "test_unit_rows.py:21 cannot be loaded: it does not parse"),
        ("test_unit_rows.py", SUITE + "\n1 / 0\n", "test_unit_rows.py:21 cannot be loaded: ZeroDivisionError"),
        ("test_unit_rows.py", "import nothing_x\n", "test_unit_rows.py:1 cannot be loaded: ModuleNotFoundError: No"),
        ("test_unit_rows.py", SUITE.replace("points(3)", "points('3')"),
         "test_unit_rows.py:6 cannot be loaded: ValueError: @points takes a number from 0 up, as in @points(2), not"),
        ("test_unit_rows.py", SUITE.replace("@points(3)", "@points"), "not the function test_every_row_has_length_one"),
        ("test_unit_rows.py", SUITE.replace("@points(2)", "@hint(3)"), "ValueError: @hint takes strings, as in @hint("),
        ("test_unit_rows.py", SUITE.replace("@after(test_every_row_has_length_one)", "@after"),
         "test_unit_rows.py: test_a_zero_row_stays_zero: @after stands without its brackets"),
        ("test_unit_rows.py", SUITE.replace("@after(test_every_row_has_length_one)", "@after(3)"),
         "ValueError: @after takes tests that stand above, not 3"),
        ("test_unit_rows.py", SUITE.replace("(student, device)", "(students, device)"),
         "test_unit_rows.py:14: unit_rows::test_a_zero_row_stays_zero asks for 'students'; there are student,"),
        ("test_unit_rows.py", SUITE.replace("torch.randn", "torch.rnd"),
         "test_unit_rows.py:10: AttributeError: module 'torch' has no attribute 'rnd' (unit_rows::test_every_row"),
        ("mistakes.py", MISTAKES + "\ndef f(:\n", "mistakes.py: line 24: does not parse"),
        ("mistakes.py", "import nothing_x\n" + MISTAKES, "mistakes.py:1 cannot be loaded: ModuleNotFoundError"),
        ("alternatives.py", "", "alternatives.py: cannot be read (No such file or directory)"),
        ("normalise.py", PY + "\n1 / 0\n", "normalise.py:24 cannot be loaded: ZeroDivisionError"),
        ("normalise.py", PY.replace("### BEGIN", "# begin", 1), "normalise.py:10: found '# begin SOLUTION'; the"),
        ("normalise.py", without_marks(PY), "normalise.py: there is no ### BEGIN SOLUTION, so the stub would be the"),
        ("normalise.py", PY.replace("def mean_row", "def mean"),
         "normalise.py: mean_row, which assignment.toml asks for, is not defined at the top level"),
        ("statement.md", "Scale.\n", "statement.md:1: found 'Scale.'; a statement begins with a heading"),
        ("statement.zh.md", "# Rows\n", "statement.zh.md: there is no Chinese in it"),
        ("statement.md", "# Rows\n\nLet $x be.\n", "statement.md:3: a formula does not end: $ stands 1 times"),
        ("statement.md", "# Rows\n\n`length = X.square().sum(dim=1, keepdim=True).sqrt()`\n",
         "README.md gives away a line that students must not see: length = X.square().sum(dim=1, keepdim=True).sqrt()"),
        ("assignment.toml", TOML + "\n[exercises.third]\npoints = 1\n", "there are no tests: write "),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named(tmp_path: Path, file: str, text: str, says: str) -> None:
    folder = demo_course.write(tmp_path, **{file.replace(".", "_").replace("/", "_"): text})
    orders = Orders(course=tmp_path, in_process=True, device="cpu")
    planned = [case for case in plan(find_course(tmp_path), ()) if case.kind in ("suite", "reference", "mistake")]
    troubles = [finding.trouble for finding in verify(planned, orders, jobs=1) if finding.trouble]
    assert [t for t in troubles if says in t and (str(folder) in t or "gives away" in t)], troubles
    assert "Traceback" not in "".join(troubles)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = demo_course.write(tmp_path)
    (folder / "test_unit_rows.py").write_bytes(SUITE.encode("gbk"))
    orders = Orders(course=tmp_path, in_process=True, device="cpu")
    (finding, *_) = verify(plan(find_course(tmp_path), ["unit_rows"]), orders, jobs=1)
    assert "test_unit_rows.py cannot be loaded: byte 146 is not UTF-8" in finding.trouble


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\n$$\nx\n$$\n",
        "# T\n\nIt costs 3\\$ or `$HOME`.\n\n```\n$ torchgrade check\n```\n",
        "\n# T\n\n- $a$ and\n- $$b$$, $c$\n",
    ],
)
def test_a_good_statement_is_left_in_peace(tmp_path: Path, text: str) -> None:
    (tmp_path / "statement.md").write_text(text, encoding="utf-8")
    assert list(statement_faults(tmp_path / "statement.md", "en")) == []
