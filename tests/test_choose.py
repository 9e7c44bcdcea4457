"""Which assignment a submission is for, which entries of a folder are submissions, and what pages are called."""

from __future__ import annotations

import itertools
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from grader.choose import Undecided, choose, entries, is_collection, of_another_release, page_names
from grader.course import Course, find_course
from grader.submission import read
from tests import demo_course

SOFTMAX = "def softmax(X):\n    return X\n"
CORR2D = "def corr2d(X, K):\n    return X\n"


@pytest.fixture(scope="module")
def course() -> Course:
    return find_course(Path(__file__).parent)


def chosen(path: Path, text: str, course: Course) -> tuple[str, list[str]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    assignment, warnings = choose(read(path), course)
    return assignment.id, [warning.en for warning in warnings]


@pytest.mark.parametrize("name", ["ann.py", "image_convolution.py", "hw/x.py"])
def test_what_is_defined_decides_where_nothing_else_does(tmp_path: Path, course: Course, name: str) -> None:
    assert chosen(tmp_path / name, SOFTMAX, course) == ("softmax_regression", [])


@pytest.mark.parametrize(
    "name", ["image_convolution.py", "ann-image_convolution.py", "image_convolution.zh.py", "image_convolution/a.py"]
)
def test_a_telling_name_decides_between_two(tmp_path: Path, course: Course, name: str) -> None:
    assignment, warnings = chosen(tmp_path / name, SOFTMAX + CORR2D, course)
    assert assignment == "image_convolution"
    assert "softmax (softmax_regression)" in warnings[0]


def test_metadata_of_a_released_notebook_decides_before_its_name(tmp_path: Path, course: Course) -> None:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": SOFTMAX + CORR2D,
    }
    about = {"torchgrade": {"assignment": "softmax_regression"}}
    text = json.dumps({"cells": [cell], "metadata": about, "nbformat": 4, "nbformat_minor": 5})
    assert chosen(tmp_path / "image_convolution.ipynb", text, course)[0] == "softmax_regression"


def test_most_names_win_and_the_rest_is_said(tmp_path: Path, course: Course) -> None:
    text = "def get_params(): pass\ndef gru(): pass\n" + SOFTMAX
    assignment, warnings = chosen(tmp_path / "ann.py", text, course)
    assert assignment == "gated_recurrent_unit"
    assert warnings == [
        "Graded as gated_recurrent_unit. It also defines names of other assignments, which are not graded here:"
        " softmax (softmax_regression)."
    ]


def test_a_tie_lists_the_choices(tmp_path: Path, course: Course) -> None:
    pairs = itertools.combinations(course.assignments, 2)
    tied = next((a, b) for a, b in pairs if len(a.names) == len(b.names) and not {*a.names} & {*b.names})
    text = "".join(f"def {name}(): pass\n" for assignment in tied for name in assignment.names)
    with pytest.raises(Undecided, match="several assignments") as caught:
        chosen(tmp_path / "ann.py", text, course)
    for assignment in tied:
        assert f"{assignment.id} ({', '.join(assignment.names)})" in caught.value.text.en
        assert assignment.id in caught.value.text.zh


def test_where_nothing_is_defined_all_are_listed(tmp_path: Path, course: Course) -> None:
    with pytest.raises(Undecided, match="none of the names") as caught:
        chosen(tmp_path / "ann.py", "x = 1\n", course)
    for assignment in course.assignments:
        assert assignment.id in caught.value.text.en
        assert assignment.id in caught.value.text.zh


def test_the_only_assignment_needs_no_choice(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    assert chosen(tmp_path / "ann.py", "x = 1\n", find_course(tmp_path)) == ("normalise", [])


def released(path: Path, assignment: str, **about: str) -> Path:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": SOFTMAX}
    metadata = {"torchgrade": {"assignment": assignment, **about}}
    path.write_text(json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}))
    return path


def test_a_notebook_of_another_assignment_or_version_is_told_so(tmp_path: Path, course: Course) -> None:
    softmax = course.find("softmax_regression")
    folder = course.root / "assignments" / softmax.chapter / softmax.id
    notebook = json.loads((folder / "softmax_regression.ipynb").read_text())
    version = notebook["metadata"]["torchgrade"]["version"]

    def said(assignment: str, **about: str) -> list[str]:
        path = released(tmp_path / "a.ipynb", assignment, **about)
        return [note.en for note in of_another_release(read(path), softmax)]

    assert said("softmax_regression", version=version) == []
    assert said("softmax_regression") == []
    assert "another version" in said("softmax_regression", version="f" * 64)[0]
    assert "made for image_convolution; it was graded as softmax_regression" in said("image_convolution")[0]


def test_metadata_counts_inside_a_zip(tmp_path: Path, course: Course) -> None:
    notebook = released(tmp_path / "a.ipynb", "softmax_regression")
    with zipfile.ZipFile(tmp_path / "image_convolution.zip", "w") as archive:
        archive.write(notebook, "hw.ipynb")
    assert choose(read(tmp_path / "image_convolution.zip"), course)[0].id == "softmax_regression"


# --- folders ----------------------------------------------------------------------------------------------------------


def folder(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_py", ".py").replace("_ipynb", ".ipynb").replace("_zip", ".zip")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("files", "several"),
    [
        ({"ann_py": SOFTMAX, "bo_py": SOFTMAX}, True),
        ({"ann__hw_py": SOFTMAX, "bo__hw_py": SOFTMAX}, True),
        ({"ann_zip": "", "bo_zip": ""}, True),
        ({"ann_ipynb": '"def softmax(X):"', "bo_py": SOFTMAX, "broken_py": "\0"}, True),
        ({"hw_py": SOFTMAX, "helpers_py": CORR2D}, False),
        ({"hw_ipynb": '"def softmax(X):"', "hw_py": SOFTMAX}, False),
        ({"hw_py": SOFTMAX, "data__x_py": "def load(): pass"}, False),
        ({"hw_zip": ""}, False),
    ],
)
def test_a_folder_of_submissions_is_told_from_a_submission(
    tmp_path: Path, files: dict[str, str], several: bool
) -> None:
    assert is_collection(folder(tmp_path, **files), {"softmax", "corr2d"}) is several


def test_every_visible_entry_is_a_submission(tmp_path: Path) -> None:
    for name in ("b.py", "a.bin", ".hidden", "__MACOSX"):
        (tmp_path / name).write_text("")
    assert [path.name for path in entries(tmp_path)] == ["a.bin", "b.py"]


# --- names of pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/ann.py", "a/bo.ipynb"], ["ann", "bo"]),
        (["ann/hw.ipynb", "bo/hw.ipynb"], ["ann_hw", "bo_hw"]),
        (["ann.py", "ann.ipynb"], ["ann", "ann-2"]),
        (["Ann.py", "ann.ipynb"], ["Ann", "ann-2"]),
        (["con.py", "作业 一.py", "..py", "a\nb<c>.py"], ["_con", "作业_一", "submission", "a_b_c"]),
        (["x" * 300 + ".py"], ["x" * 80]),
    ],
)
def test_page_names_are_safe_and_unique(paths: list[str], names: list[str]) -> None:
    assert page_names([Path(path) for path in paths]) == names


def test_of_two_assignments_the_one_that_is_defined_more_wholly_wins(tmp_path: Path, course: Course) -> None:
    counts = Counter(name for assignment in course.assignments for name in assignment.names)
    first: dict[int, tuple[str, str]] = {}  # by how many names an assignment has, one, and a name that is its own
    for assignment in course.assignments:
        for name in assignment.names:
            if counts[name] == 1:
                first.setdefault(len(assignment.names), (assignment.id, name))
    few, many = first[min(first)], first[max(first)]
    text = f"def {many[1]}(): pass\ndef {few[1]}(): pass\n"
    assert chosen(tmp_path / "ann.py", text, course)[0] == few[0]


def test_a_name_inside_another_definition_is_told(tmp_path: Path, course: Course) -> None:
    with pytest.raises(Undecided, match="There is one inside Ops, at line 2: define it at the left margin"):
        chosen(tmp_path / "ann.py", "class Ops:\n    def softmax(X): pass\n", course)
