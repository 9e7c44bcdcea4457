"""Feedback in the student's own notebook: where it stands, that nothing else changes, and that no text comes alive."""

from __future__ import annotations

import copy
import json
from html.parser import HTMLParser
from typing import Any

import nbformat
import pytest
from msgspec.structs import replace
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.feedback import render_page
from grader.report import Place, Report
from grader.submission import Submission, read_bytes
from tests.reports import EVIL, a_report, a_test, an_exercise, hostile


def report(*places: Place, **fields: Any) -> Report:
    """A failed exercise for each place, called as its function."""
    exercises = [
        an_exercise(a_test(f"{p.function}::test_a", message="Wrong."), id=p.function, definitions=(p,)) for p in places
    ]
    return a_report(*exercises, **fields)


def at(name: str, cell: int | None, line: int = 1, file: str = "") -> Place:
    return Place(1, cell, line, name, f"def {name}(X):", file)


def page(report: Report, submission: Submission | None) -> dict[str, Any]:
    return dict(json.loads(render_page(report, "notebook", submission)))


def ours(cell: dict[str, Any]) -> bool:
    return cell["cell_type"] == "markdown" and dict(cell["metadata"]).get("torchgrade", {}).get("role") == "feedback"


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def notebook() -> Any:
    output = new_output("execute_result", data={"text/plain": "3", "text/html": "<b>3</b>"}, execution_count=7)
    cells = [
        new_markdown_cell("# Mine"),
        new_code_cell("import torch", metadata={"tags": ["setup"], "vscode": {"languageId": "python"}}),
        new_code_cell("def f(X):\n    return X\ndef g(X): pass", outputs=[output], execution_count=7),
        new_markdown_cell("## A note"),
        new_code_cell("f(torch.ones(1))"),
    ]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "x"}, "mine": [1, 2]})


def test_feedback_stands_under_the_code_and_nothing_else_changes() -> None:
    original = json.loads(nbformat.writes(notebook()))
    submission = read_bytes(json.dumps(original).encode(), "a.ipynb")
    result = page(report(at("f", 2), at("g", 2, 3)), submission)
    nbformat.validate(result)
    kinds = ["ours" if ours(cell) else cell["cell_type"] for cell in result["cells"]]
    assert kinds == ["ours", "markdown", "code", "code", "ours", "ours", "markdown", "code"]
    assert [cell["metadata"]["torchgrade"].get("exercise") for cell in result["cells"] if ours(cell)] == [
        None,
        "f",
        "g",
    ]
    result["cells"] = [cell for cell in result["cells"] if not ours(cell)]
    assert result == original
    assert list(result) == list(original)


def test_grading_again_replaces_what_was_said_before() -> None:
    submission = read_bytes(nbformat.writes(notebook()).encode(), "a.ipynb")
    once = render_page(report(at("f", 2)), "notebook", submission)
    again = render_page(report(at("f", 2)), "notebook", read_bytes(once.encode(), "a.ipynb"))
    assert again == once
    moved = page(report(at("f", 3)), read_bytes(once.encode(), "a.ipynb"))
    assert [ours(cell) for cell in moved["cells"]] == [True, False, False, False, False, False, True]


def test_a_student_s_own_cell_is_never_taken_for_ours() -> None:
    source = notebook()
    source.cells[0].metadata["torchgrade"] = {"role": "statement"}
    source.cells[2].metadata["torchgrade"] = {"role": "feedback"}  # code is code, whatever it says of itself
    result = page(report(at("f", 2)), read_bytes(nbformat.writes(source).encode(), "a.ipynb"))
    assert len(result["cells"]) == 7


@pytest.mark.parametrize("version", [(3, 0), (4, 0), (4, 2), (4, 4), (4, 5)])
def test_every_version_stays_valid(version: tuple[int, int]) -> None:
    source = nbformat.convert(notebook(), 3) if version[0] == 3 else copy.deepcopy(notebook())
    if version[0] == 4:
        source["nbformat_minor"] = version[1]
        for cell in source["cells"] if version[1] < 5 else ():
            del cell["id"]
    submission = read_bytes(json.dumps(source).encode(), "a.ipynb")
    result = page(report(at("f", 2)), submission)
    nbformat.validate(result)
    assert (result["nbformat"], result["nbformat_minor"]) == (source["nbformat"], source["nbformat_minor"])
    cells = result["cells"] if version[0] == 4 else result["worksheets"][0]["cells"]
    assert [ours(cell) for cell in cells] == [True, False, False, False, True, False, False]
    assert all(("id" in cell) == (version >= (4, 5)) for cell in cells if ours(cell))


def test_ids_that_are_taken_are_not_taken_again() -> None:
    source = notebook()
    source.cells[0]["id"], source.cells[1]["id"] = "feedback-f", "feedback"
    result = page(report(at("f", 2)), read_bytes(nbformat.writes(source).encode(), "a.ipynb"))
    ids = [cell["id"] for cell in result["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("indent", [None, 1, 2])
def test_the_layout_of_the_file_is_kept(indent: int | None) -> None:
    data = json.dumps(json.loads(nbformat.writes(notebook())), indent=indent, ensure_ascii=False)
    result = render_page(report(at("f", 2)), "notebook", read_bytes(data.encode(), "a.ipynb"))
    missing = set(data.splitlines()) - set(result.splitlines())
    assert not missing if indent else result.count("\n") == 1


def test_strange_characters_survive() -> None:
    source = notebook()
    source.cells[0]["source"] = "# 😀 数学 \u2028"
    data = nbformat.writes(source).replace("数学", "\\ud800")  # half a pair, as only an escape can hold it
    result = render_page(report(at("f", 2)), "notebook", read_bytes(b"\xef\xbb\xbf" + data.encode(), "a.ipynb"))
    assert json.loads(result)["cells"][1]["source"] == json.loads(data)["cells"][0]["source"]
    result.encode()


@pytest.mark.parametrize(
    "odd",
    [
        {"cells": [{"cell_type": "code", "source": "def f(X): pass"}]},
        {"cells": [{"cell_type": "code", "id": ["a"], "metadata": [], "source": "def f(X): pass"}, 5, None, []]},
        {"nbformat": "4", "nbformat_minor": None, "cells": [{"cell_type": "code", "source": "def f(X): pass"}]},
        {"worksheets": [{"cells": [{"cell_type": "code", "input": "def f(X): pass"}]}, {"cells": 3}], "nbformat": 3},
        {"cells": [{"cell_type": "code", "source": "def f(X): pass", "x": json.loads("[" * 900 + "]" * 900)}]},
        {"cells": [{"cell_type": "code", "source": "def f(X): pass", "y": float("inf")}]},
    ],
    ids=["bare", "types", "versions", "worksheets", "nested", "infinite"],
)
def test_odd_notebooks_are_returned_too(odd: dict[str, Any]) -> None:
    text = render_page(report(at("f", 1)), "notebook", read_bytes(json.dumps(odd).encode(), "a.ipynb"))
    result = json.loads(text)
    cells = result["cells"] if "cells" in result else result["worksheets"][0]["cells"]
    assert ours(cells[0])
    assert ours(cells[2])
    assert [cell for cell in cells if not (isinstance(cell, dict) and ours(cell))] == (
        odd["cells"] if "cells" in odd else odd["worksheets"][0]["cells"]
    )


# --- what was no notebook -------------------------------------------------------------------------------------------


def test_a_script_is_cut_under_each_graded_definition() -> None:
    script = "import torch\n\n\ndef f(X):\n    return X\n\n\n@torch.no_grad()\ndef g(X):\n    return X\n\n\nprint(1)\n"
    result = page(report(at("f", None, 4), at("g", None, 9)), read_bytes(script.encode(), "a.py"))
    nbformat.validate(result)
    assert [ours(cell) for cell in result["cells"]] == [True, False, True, False, True, False]
    assert text(result["cells"][1]).endswith("return X")
    assert text(result["cells"][3]).startswith("@torch.no_grad()")
    assert "made from your file" in text(result["cells"][0])


def test_cells_of_a_script_and_of_markdown_become_cells() -> None:
    script = "# %% [markdown]\n# # Mine\n# %%\ndef f(X):\n    return X\n# %%\nx = 1\n"
    result = page(report(at("f", 1)), read_bytes(script.encode(), "a.py"))
    assert [ours(cell) for cell in result["cells"]] == [True, False, False, True, False]
    assert text(result["cells"][1]) == "# Mine"
    markdown = "# Mine\n\n```python\nx = 1\n```\n\nSo:\n\n```python\ndef f(X):\n    return X\n```\n"
    result = page(report(at("f", 2)), read_bytes(markdown.encode(), "a.md"))
    kinds = ["text" if cell["cell_type"] == "markdown" else "code" for cell in result["cells"]]
    assert kinds == ["text", "text", "code", "text", "code", "text"]
    assert ours(result["cells"][-1])


def test_several_files_become_one_notebook(tmp_path: Any) -> None:
    from grader.submission import read

    (tmp_path / "part1.py").write_text("def f(X):\n    return X\n")
    (tmp_path / "part2.ipynb").write_text(nbformat.writes(notebook()))
    submission = read(tmp_path)
    result = page(report(at("f", None, 1, "part1.py"), at("g", 2, 3, "part2.ipynb")), submission)
    nbformat.validate(result)
    assert text(result["cells"][1]) == "#### <code>part1.py</code>"
    feedback = [n for n, cell in enumerate(result["cells"]) if ours(cell)]
    assert feedback[0] == 0
    assert text(result["cells"][feedback[1] - 1]) == "def f(X):\n    return X"
    assert "def g" in text(result["cells"][feedback[2] - 1])


def test_the_only_notebook_of_a_zip_is_that_notebook(tmp_path: Any) -> None:
    import zipfile

    from grader.submission import read

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("hw/a.ipynb", nbformat.writes(notebook()))
        archive.writestr("README.md", "x")
    result = page(report(at("f", 2)), read(tmp_path / "a.zip"))
    assert result["metadata"]["mine"] == [1, 2]


def test_what_could_not_be_read_is_one_sentence() -> None:
    result = page(a_report(trouble="unreadable", title="", score=0, max_score=0, warnings=("a.ipynb is empty.",)), None)
    nbformat.validate(result)
    assert len(result["cells"]) == 1
    assert "a.ipynb is empty." in text(result["cells"][0])


# --- what a stranger wrote ------------------------------------------------------------------------------------------


class Live(HTMLParser):
    """The tags with their attributes and the text of a fragment."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.loose = ""  # text outside code: where MathJax looks for formulas
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"code", "pre"} & set(self.open):
            self.loose += data


FORMULA = r"$\href{javascript:alert(1)}{x}$ \(\href{javascript:alert(2)}{y}\) $$z$$ @@0@@ javascript:alert(3)"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("evil", [EVIL, FORMULA], ids=["markup", "formulas"])
def test_no_text_of_a_student_s_comes_alive_in_the_notebook(evil: str, lang: str) -> None:
    base = hostile(evil)
    exercise = replace(base.exercises[0], definitions=(at(evil, 2, 1, evil),))
    base = replace(base, exercises=(exercise,), language=lang, warnings=(evil,))
    result = page(base, read_bytes(nbformat.writes(notebook()).encode(), "a.ipynb"))
    said = [cell for cell in result["cells"] if ours(cell)]
    assert len(said) == 2
    alone = new_notebook(cells=[new_markdown_cell(text(cell)) for cell in said])
    body = HTMLExporter(template_name="basic").from_notebook_node(alone)[0]
    live = Live(body)
    allowed = {"div", "p", "ul", "li", "h3", "h4", "a", "strong", "em", "code", "pre", "blockquote", "sub", "style"}
    assert {tag for tag, _ in live.tags} <= allowed
    for tag, attributes in live.tags:
        assert not [name for name in attributes if name.startswith("on")]
        if tag == "a":  # the anchors that nbconvert gives to headings
            assert attributes.get("class") == "anchor-link"
            assert (attributes["href"] or "").startswith("#")
    assert "$" not in live.loose
    assert "\\" not in live.loose
    assert "https://" not in live.loose
