"""What an import makes of single cells, and what it says of notebooks that it cannot take."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from bench.peers import softmax
from grader import cli
from grader.importing import NotImported, load
from grader.importing.files import files
from grader.importing.model import Draft
from grader.importing.otter import resolve
from grader.importing.rewrite import indented, messages, renamed
from grader.importing.suite import suite
from grader.release import stub_of
from grader.suite import cells
from grader.suite.words import Failed
from tests.importing.lessons import ROWS, code, markdown, notebook, raw, solution
from tests.importing.lessons import test as graded_cell

SOLUTION = solution("f", "def f(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION")
TEST = graded_cell("f_test", 2, "assert f(2) == 4")


def draft(tmp_path: Path, *found: dict[str, Any], name: str = "lesson.ipynb") -> Draft:
    path = tmp_path / name
    path.write_text(notebook(list(found)), encoding="utf-8")
    return load(path)


def built(tmp_path: Path, *found: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """The files, and what was left, of a notebook with these cells."""
    read = draft(tmp_path, *found)
    made = suite(read)
    return files(read, made, "lesson"), [entry.said for entry in made.left]


def question(
    *tests: dict[str, Any], config: str = "name: q1", answer: str = "f = 1 # SOLUTION"
) -> list[dict[str, Any]]:
    return [
        raw(f"# BEGIN QUESTION\n{config}"),
        raw("# BEGIN SOLUTION"),
        code(answer),
        raw("# END SOLUTION"),
        raw("# BEGIN TESTS"),
        *tests,
        raw("# END TESTS"),
        raw("# END QUESTION"),
    ]


# --- notebooks that cannot be taken ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ([markdown("# Hello")], "is neither an nbgrader source notebook"),
        ([SOLUTION], "no test cell that could be carried over"),
        ([solution("f", "### BEGIN SOLUTION\nf = 1"), TEST], "BEGIN SOLUTION without END SOLUTION"),
        ([solution("f", "f = 1\n### END SOLUTION"), TEST], "do not pair up"),
        ([SOLUTION, graded_cell("t", 1, "assert f(2) ==")], "cell 2, line 1 is not valid Python"),
        ([SOLUTION, graded_cell("t", 1, "### AUTOTEST f(2)")], "Cell 2 (t): tests that nbgrader generates"),
        ([SOLUTION, graded_cell("t", -1, "assert f(2)")], "has -1 points"),
        ([solution("f", "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"), TEST], "students get"),
        ([markdown("```\nBEGIN QUESTION\nname: q1\n```")], "Otter's versions before 3"),
        ([raw("# BEGIN QUESTION\nname: q1"), code("x = 1")], "BEGIN QUESTION has no END QUESTION"),
        ([raw("# BEGIN TESTS"), code("x")], "BEGIN TESTS outside of a question"),
        ([raw("# BEGIN QUESTION\npoints: 1"), raw("# END QUESTION")], "a question without a name"),
        ([raw("# BEGIN QUESTION\nname: [")], "settings that are not YAML"),
        (question(code("f"), config="name: q1\npoints: [1, 2]"), "2 points and 1 tests"),
        (question(code("f"), answer="# BEGIN SOLUTION\nf = 1"), "BEGIN SOLUTION without END SOLUTION"),
    ],
    ids=lambda value: value[:30].replace(" ", "-") if isinstance(value, str) else "",
)
def test_what_is_wrong_is_a_sentence(tmp_path: Path, found: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(NotImported) as raised:
        draft(tmp_path, *found)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.ipynb", b"{", "cut off"),
        ("a.ipynb", b"<html>", "web page"),
        ("a.ipynb", b'{"a": 1}', "no list of cells"),
        ("a.ipynb", b"\x00\xff\xfe\x00", "a.ipynb"),
        ("a.py", b"x = 1", "an .ipynb file is needed"),
    ],
)
def test_files_that_are_no_notebooks(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NotImported, match=says):
        load(tmp_path / name)


def test_the_command_says_it_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["gone.ipynb"], [str(ROWS.source), "--as", "nowhere"], [str(ROWS.source), "--as", "a/b-c"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(["import", *arguments, "--into", str(tmp_path)])
        assert ended.value.code == 2
        assert capsys.readouterr().err.startswith("torchgrade: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_command_writes_a_course_that_verify_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson = tmp_path / "lesson.ipynb"
    lesson.write_text(notebook([SOLUTION, TEST]), encoding="utf-8")
    for arguments, code_ in (
        (["import", str(lesson), "--into", str(tmp_path), "--as", "ch01/doubling"], 0),
        (["verify", "--course", str(tmp_path)], 0),
        (["release", "--course", str(tmp_path)], 0),
        (["import", str(lesson), "--into", str(tmp_path), "--as", "ch01/doubling"], 2),
    ):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == code_, capsys.readouterr()
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "assignments" / "ch01" / "doubling" / "doubling.ipynb").is_file()
    assert "2 points were carried over, all there are" in (
        tmp_path / "solutions" / "ch01" / "doubling" / "IMPORTED.md"
    ).read_text(encoding="utf-8")


# --- nbgrader's cells -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_schema_version_is_read(tmp_path: Path, version: int) -> None:
    old = [json.loads(json.dumps(cell)) for cell in (SOLUTION, TEST)]
    for cell in old:
        about = cell["metadata"]["nbgrader"]
        if version < 3:
            del about["task"]
        if version == 1:
            del about["schema_version"]
            about["points"] = str(about.get("points", ""))
    made = suite(draft(tmp_path, *old))
    assert [(e.id, e.points, e.names) for e in made.exercises] == [("f", 2, ["f"])]


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    newer = json.loads(json.dumps(TEST))
    newer["metadata"]["nbgrader"]["schema_version"] = 4
    with pytest.raises(NotImported, match="schema version 4"):
        draft(tmp_path, SOLUTION, newer)


def test_a_notebook_of_version_3_is_read(tmp_path: Path) -> None:
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    cells_ = [
        {"cell_type": "code", "input": c["source"], "language": "python", "metadata": c["metadata"], "outputs": []}
        for c in (SOLUTION, TEST)
    ]
    path = tmp_path / "old.ipynb"
    path.write_text(json.dumps(old | {"worksheets": [{"cells": cells_, "metadata": {}}]}), encoding="utf-8")
    assert [test.points for test in load(path).tests] == [2]


def test_a_hidden_region_is_in_the_hidden_file_alone(tmp_path: Path) -> None:
    test = graded_cell("t", 3, "assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f(77) == 154\n### END HIDDEN TESTS")
    found, _ = built(tmp_path, SOLUTION, test)
    public, hidden = found["public/test_f.py"], found["test_f.py"]
    assert "77" not in public
    assert "@points" not in public
    assert "student.f(1)" in public
    assert "student.f(77)" in hidden
    assert "@points(3)" in hidden


def test_what_a_hidden_region_defines_does_not_get_out(tmp_path: Path) -> None:
    first = graded_cell("a", 1, "### BEGIN HIDDEN TESTS\nsecret = 77\n### END HIDDEN TESTS\nassert f(1) == 2")
    found, _ = built(tmp_path, SOLUTION, first, graded_cell("b", 1, "assert f(2) == 4"))
    assert "77" not in "".join(text for name, text in found.items() if name.startswith("public/"))


def test_the_stub_is_without_the_solution(tmp_path: Path) -> None:
    whole = solution("g", "import math\n\nclass g:\n    k = 41\n\n    def run(self, x):\n        return math.sin(x)")
    found, _ = built(tmp_path, SOLUTION, TEST, whole, graded_cell("g_test", 1, "assert g().run(0) == 0"))
    stub = stub_of(found["lesson.py"], tmp_path, ["f", "g"])
    assert "class g:" in stub
    assert "def run(self, x):" in stub
    for secret in ("41", "math.sin", "2 * x"):
        assert secret in found["lesson.py"]
        assert secret not in stub


@pytest.mark.parametrize("source", ["# The double of 2\nassert f(2) == 4", '"""The double of 2."""\nassert f(2) == 4'])
def test_a_cell_says_itself_what_it_is_about(tmp_path: Path, source: str) -> None:
    found, _ = built(tmp_path, SOLUTION, graded_cell("t", 1, source))
    assert '    """The double of 2. / 测试单元 t。"""' in found["public/test_f.py"]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("g = f\ndel f", "deletes the student's f"),
        ("assert _ == 4", "the notebook's own state (_)"),
        ("assert 'f' in globals()", "the notebook's own state (globals)"),
        ("assert f(2) == four", "reads four, which no cell defines"),
        ("import matplotlib.pyplot as plt\nassert plt.gca() and f", "looks at plots (matplotlib)"),
        ("import no_such_package as n\nassert n.ok(f)", "needs the package no_such_package"),
        ("assert 1 + 1 == 2", "asks for nothing that a student writes"),
        ("### AUTOTEST f(2)", "AUTOTEST"),
        ("%%bash\nls", "is not Python"),
    ],
)
def test_what_cannot_be_carried_is_listed(tmp_path: Path, source: str, says: str) -> None:
    found, left = built(tmp_path, SOLUTION, TEST, graded_cell("odd", 1.5, source))
    (line,) = left
    assert says in line
    assert line.startswith("cell 3 (odd): ")
    assert line.endswith("(1.5 points)")
    assert "points = 2\n" in found["assignment.toml"]


def test_helpers_and_data_of_other_cells_come_along(tmp_path: Path) -> None:
    found, left = built(
        tmp_path,
        code("import numpy as np\nN = 3\n\ndef data(n):\n    return np.ones(n) * SCALE\n\nSCALE = 2"),
        SOLUTION,
        code("X = data(N)\nX += 1\nY = f(X)\nunused = 5"),
        graded_cell("t", 1, "total = 0\nfor y in Y:\n    total += y\nassert total == 18"),
    )
    assert left == []
    text = found["public/test_f.py"]
    assert "Y = student.f(X)" in text
    assert "    X += 1\n" in text
    assert "\nSCALE = 2\n" in text
    assert "unused" not in text
    scope: dict[str, Any] = {}
    exec(compile(text, "t", "exec"), scope)
    scope["test_t"](type("Student", (), {"f": staticmethod(lambda x: 2 * x)}))


def test_a_test_between_two_languages(tmp_path: Path) -> None:
    found, _ = built(tmp_path, markdown("# 加倍\n\n写出函数 f。"), SOLUTION, TEST)
    assert found["statement.zh.md"].startswith("# 加倍")
    assert found["statement.md"].startswith("# 加倍\n\n*(This statement has not been translated yet.)*\n")
    assert 'zh = "加倍"' in found["assignment.toml"]


# --- Otter's ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "given", "resolved"),
    [
        (None, [None, None], [0.5, 0.5]),
        (None, [None, 2], [0, 2]),
        (None, [0, None], [0, 1]),
        (None, [0, 0], [0, 0]),
        (3, [None, None, 2], [0.5, 0.5, 2]),
        (3, [1, 1], [1, 1]),
    ],
)
def test_points_are_shared_as_otter_does(total: Any, given: list[Any], resolved: list[float]) -> None:
    assert resolve(total, given) == resolved


def test_otter_refuses_more_points_than_there_are() -> None:
    with pytest.raises(ValueError, match="worth 4"):
        resolve(3, [4])


def test_fenced_blocks_are_as_good_as_raw_cells(tmp_path: Path) -> None:
    fenced = markdown("```otter\n# BEGIN QUESTION\nname: q1\n```\n\nSay 1.\n\n```otter\n# BEGIN SOLUTION\n```")
    read = draft(tmp_path, fenced, *question(code("f", shows="1"))[2:])
    assert read.statement == ["Say 1."]
    assert [(test.label, test.expects) for test in read.tests] == [("q1 1", "1")]


def test_a_question_that_is_marked_by_hand_is_listed(tmp_path: Path) -> None:
    manual = [raw("# BEGIN QUESTION\nname: q2\nmanual: true\npoints: 4"), markdown("Why?"), raw("# END QUESTION")]
    _, left = built(tmp_path, *question(code("f", shows="1")), *manual)
    assert left == ["question q2: is marked by hand (4 points)"]


def test_the_notebooks_of_the_comparison_are_whole(tmp_path: Path) -> None:
    for text in (softmax.for_nbgrader(), softmax.for_otter()):
        (tmp_path / "softmax.ipynb").write_text(text, encoding="utf-8")
        made = suite(load(tmp_path / "softmax.ipynb"))
        assert [(e.names, e.points, len(e.tests)) for e in made.exercises] == [(["softmax"], 10, 5)]
        assert made.left == []
    copy = json.loads(softmax.for_nbgrader())
    found = [softmax.handed_in(copy, number) for number in range(10)]
    assert len(set(found)) == 10
    assert [softmax.is_right(number) for number in range(10)] == [True] * 8 + [False] * 2


# --- rewriting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("assert f(f(2)) == 'f'", "assert student.f(student.f(2)) == 'f'"),
        ("x = [f for f in (1, 2)]; f(x)", "x = [f for f in (1, 2)]; student.f(x)"),
        ("def g(f): return f(1)\ng(f)", "def g(f): return f(1)\ng(student.f)"),
        ("def g(): return f(1)", "def g(): return student.f(1)"),
        ("é = '雨'; f(é)", "é = '雨'; student.f(é)"),
        ("a.f = f\nh(f=f)", "a.f = student.f\nh(f=student.f)"),
        (
            "class A:\n    f = 1\n    def g(self): return f(2)",
            "class A:\n    f = 1\n    def g(self): return student.f(2)",
        ),
    ],
)
def test_the_students_names_are_the_students(source: str, expected: str) -> None:
    assert renamed(source, {"f"}) == (expected, set())


@pytest.mark.parametrize("source", ["print(f'{f(2)}')", "f = f\nf(2)", "with f() as f: f(2)"])
def test_where_a_name_cannot_be_prefixed_it_is_fetched(source: str) -> None:
    assert renamed(source, {"f"})[1] == {"f"}


def test_strings_over_several_lines_stay_as_they_are() -> None:
    source = 'x = """a\nb"""\nif x:\n    y = f"""{x}\n  c"""'
    scope: dict[str, Any] = {}
    exec(f"def t():\n{indented(source)}\n    return x, y", scope)
    assert scope["t"]() == ("a\nb", "a\nb\n  c")


def test_a_message_is_told() -> None:
    source = "if True:\n    assert (1 ==\n        1), 'it is \"one\"'\nassert f(2), g"
    assert (
        ast.unparse(ast.parse(messages(source))) == "if True:\n    check.that(1 == 1, 'it is \"one\"')\nassert f(2), g"
    )


# --- what the tests use ---------------------------------------------------------------------------------------------


def test_nose_is_there_under_its_own_names() -> None:
    cells.assert_almost_equal(1.0, 1.0 + 1e-9)
    cells.assert_raises(ValueError, int, "x")
    with pytest.raises(AssertionError):
        cells.assert_in(1, [2])
    with pytest.raises(AttributeError):
        _ = cells.assert_something_else


def test_what_a_cell_shows() -> None:
    cells.shows([1, 2], "[1, 2]")
    cells.shows(None, "")
    with cells.output("a\n2") as show:
        print("a")
        show(2)
    for value, expected in ((1.0, "1"), (None, "None"), ("a", "a")):
        with pytest.raises(Failed):
            cells.shows(value, expected)
    with pytest.raises(Failed), cells.output(""):
        print()


def test_partial_credit_is_all_or_nothing() -> None:
    for value in (None, True, "text", 2, 2.0, 3):
        cells.full_credit(value, 2)
    with pytest.raises(Failed):
        cells.full_credit(1.5, 2)
