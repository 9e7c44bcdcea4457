"""Scripts that hold cells: what nbconvert and jupytext write comes back as the cells that it was made from."""

from __future__ import annotations

from typing import Any

import jupytext
import pytest
from nbconvert import PythonExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.submission import Submission, read_bytes, slice

CELLS = [
    "%matplotlib inline\n!pip install -q d2l\nimport torch\nfiles = !ls",
    "%%time\ndef f(X):\n    e = X.exp()\n\n    return e\n\n\nclass A:\n    pass",
    "s = '''\n# %% not a cell\n\n# In[3]:\n\n# +\n'''",
    "# only a comment",
    "def g():\n    return 1\n\ng()",
    "x = 1\n\n\ny = 2",
    "def h():\n    return x + y",
]


def notebook(*sources: str) -> Any:
    cells = [new_markdown_cell("# Title\n\nSome *text*.")]
    for source in sources:
        cells += [new_code_cell(source), new_markdown_cell("So much for that.")]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def exported(form: str, *sources: str) -> str:
    if form == "script":
        return str(PythonExporter().from_notebook_node(notebook(*sources))[0])
    return str(jupytext.writes(notebook(*sources), fmt=form))


def code(submission: Submission) -> list[str]:
    return [cell.source for cell in submission.cells if cell.kind == "code"]


def test_an_nbconvert_script_is_the_notebook_again() -> None:
    submission = read_bytes(exported("script", *CELLS).encode(), "a.py")
    assert code(submission) == CELLS
    assert [cell.number for cell in submission.cells if cell.number] == list(range(1, len(CELLS) + 1))
    assert [c.source for c in submission.cells if c.kind == "markdown"][-1] == "So much for that."


@pytest.mark.parametrize("form", ["py:percent", "py:light", "py:hydrogen"])
def test_a_jupytext_script_has_the_cells_of_its_notebook(form: str) -> None:
    submission = read_bytes(exported(form, *CELLS).encode(), "a.py")
    for own, original in zip(code(submission), CELLS, strict=True):
        kept = [line for line in original.split("\n") if not line.startswith(("%", "!", "files"))]
        assert [line for line in own.split("\n") if line in kept] == kept
    assert not [cell for cell in submission.cells if cell.kind == "markdown" and "def " in cell.source]


@pytest.mark.parametrize("form", ["script", "py:percent", "py:light", "py:hydrogen", "py:sphinx", "py:nomarker"])
def test_definitions_lead_to_cell_and_line(form: str) -> None:
    text = exported(form, *CELLS)
    sliced = slice(read_bytes(text.encode(), "a.py"), ["f", "g", "h"])
    assert sliced.missing == ()
    for name, cell in (("f", 2), ("g", 5), ("h", 7)):
        at = sliced.found[name].at
        line = at.file_line if at.cell else at.line
        if form in ("py:sphinx", "py:nomarker"):  # no mark says where a cell of these begins
            assert at.cell is None
        else:
            assert at.cell == cell
        if not (form == "script" and name == "f"):  # which stands in a string, on one line with the whole cell
            assert text.split("\n")[line - 1].startswith(f"def {name}(")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("import torch\n#%%\ndef f(): pass\n#%% more\nx = 1\n", [1, 2, 3]),
        ("# a comment\n# %%\ndef f(): pass\n# %% [markdown]\n# def g(): pass\n# %%\n", [1, 2]),
        ("# <codecell>\ndef f(): pass\n", [1]),
        ("# Databricks notebook source\nimport torch\n# COMMAND ----------\ndef f(): pass\n", [1, 2]),
        ("#%% md\n'''text'''\n#%%\ndef f(): pass\n", [1]),
        ("def f(): return '''\n# %%\n# In[3]:\n'''\n", [None]),
        ("# %%time\ndef f(): pass\n", [None]),
        ("def f(): return 5 \\\n  %3\n# 100 %%\n", [None]),
        ("# %%\nx = '''never closed\n# %%\ndef f(): pass\n", [1, 2]),
    ],
)
def test_marks_and_what_only_looks_like_one(text: str, numbers: list[int | None]) -> None:
    submission = read_bytes(text.encode(), "a.py")
    assert [cell.number for cell in submission.cells if cell.kind == "code"] == numbers
    assert "f" in slice(submission, ["f"]).found


def test_places_in_words() -> None:
    sliced = slice(read_bytes(b"# %%\nimport torch\n\n# %% two\n\ndef f(X):\n    return X\n", "a.py"), ["f"])
    line = sliced.found["f"].line + 1
    assert sliced.place(line).en == "line 2 of cell 2 (line 7 of the file)"
    assert sliced.place(line).zh == "第 2 个单元格第 2 行（文件第 7 行）"


def test_a_broken_cell_of_a_script_keeps_what_can_be_read() -> None:
    text = "# %%\ndef f():\n    return 1\n\ndef g(:\n    pass\n# %%\ndef h(): return 2\n"
    sliced = slice(read_bytes(text.encode(), "a.py"), ["f", "g", "h"])
    assert sliced.missing == ("g",)
    assert "line 4 of cell 1 (line 5 of the file)" in sliced.warnings[0].en
