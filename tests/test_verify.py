"""verify lets a good exercise through, and catches each way in which one can be bad."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from grader import cli
from grader.batch import Orders
from grader.course import CourseError, find_course, replaced_name
from grader.faults import nowhere
from grader.verify import Finding, plan, verify
from tests import demo_course

SUITE = demo_course.FILES["test_unit_rows.py"]
MISTAKES = demo_course.FILES["mistakes.py"]
PUBLIC = demo_course.FILES["public/test_unit_rows.py"]
RIGHT = demo_course.RIGHT
TOML = demo_course.FILES["assignment.toml"]


def findings(root: Path, names: tuple[str, ...] = (), jobs: int = 1, **changed: str) -> list[Finding]:
    demo_course.write(root, **changed)
    return verify(plan(find_course(root), names), Orders(course=root, in_process=True, device="cpu"), jobs=jobs)


def troubles(found: list[Finding]) -> dict[tuple[str, str], str]:
    return {(finding.kind, finding.name): finding.trouble for finding in found if finding.trouble}


def test_a_good_exercise_passes(tmp_path: Path) -> None:
    found = findings(tmp_path)
    assert troubles(found) == {}
    kinds = [finding.kind for finding in found if finding.exercise == "unit_rows"]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "suite": 1,
        "reference": 1,
        "stub": 1,
        "trivial": 7,
        "mistake": 2,
        "alternative": 1,
    }


def test_the_turns_together_are_the_whole(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    course = find_course(tmp_path)
    first, second = ({(c.exercise, c.kind, c.name) for c in plan(course, (), (k, 2))} for k in (1, 2))
    assert first | second == {(c.exercise, c.kind, c.name) for c in plan(course, ())}
    brief = {(e, kind, kind) for e in ("unit_rows", "mean_row") for kind in ("suite", "reference", "stub")}
    assert first & second == brief
    assert {e for e, *_ in first - brief} == {"unit_rows"}


@pytest.mark.parametrize("turn", ["0/2", "3/2", "2", "a/b", "1/-1"])
def test_a_turn_is_part_of_a_whole(turn: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["verify", "--turn", turn])
    assert ended.value.code == 2
    assert "the second of three is 2/3" in capsys.readouterr().err


def test_workers_find_the_same(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    planned = plan(find_course(tmp_path), ("mean_row",))
    orders = Orders(course=tmp_path, in_process=True, device="cpu")
    assert verify(planned, orders, jobs=2) == verify(planned, orders, jobs=1)


def test_the_slowest_suites_are_shown_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    demo_course.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    for asked, shown in ([], 0), (["--durations", "1"], 1), (["--durations", "9"], 2):
        with pytest.raises(SystemExit) as ended:
            cli.main(["verify", "--in-process", "--device", "cpu", "--jobs", "1", *asked])
        assert ended.value.code == 0
        out = capsys.readouterr().out
        assert out.count("The slowest suites") == bool(shown)
        assert len(re.findall(r"^ +\d+\.\d\d  (?:unit_rows|mean_row)$", out, re.MULTILINE)) == shown


WRITTEN = """
from grader.suite import files


def test_the_mean_is_written(student):
    \"\"\"The mean is written down. / 写下平均值。\"\"\"
    student.mean_row(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    check.equal(files(student).text("mean.txt"), "2 3")
"""


def test_a_trivial_answer_writes_no_file(tmp_path: Path) -> None:
    """It is filled in where the right answer would be, which must not leave its file behind on the way."""
    reference = demo_course.FILES["normalise.py"].replace(
        "    total = X.sum(dim=0)",
        '    with open("mean.txt", "w") as file:\n        file.write("2 3")\n    total = X.sum(dim=0)',
    )
    suite = demo_course.FILES["public/test_mean_row.py"].partition("@points")[0] + WRITTEN.replace(
        "def test_the", "@points(1)\ndef test_the"
    )
    found = findings(tmp_path, ("mean_row",), normalise_py=reference, public_test_mean_row_py=suite)
    assert {k for k, v in troubles(found).items() if k[0] in ("reference", "trivial", "stub")} == set()


def test_only_mistakes_are_diagnosed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stub or a trivial answer is judged by its marks: looking for mistakes in it would be most of the time."""
    asked: list[str] = []
    monkeypatch.setattr("grader.explain.diagnose", lambda *_, **__: asked.append("") or [])
    found = findings(tmp_path)
    assert len(asked) == sum(finding.kind == "mistake" for finding in found) == 3


CHECK = "check.close(student.unit_rows(X), reference.unit_rows(X))"
SHAPE = "check.shape(student.unit_rows(X), (5, 3))"
RIGHT_ONE = "\n\ndef mean_row_right(X):\n    '''Nothing. / 没有。'''\n    return X.mean(dim=0)\n"
TWIN = "\n\ndef unit_rows_again(X):\n    '''It. / 同。'''\n    return unit_rows_down_the_columns(X)\n"
DOUBLE = "import torch\n\n\ndef mean_row_in_double(X):\n    return X.double().mean(dim=0)\n"


@pytest.mark.parametrize(
    ("file", "text", "exercise", "case", "says"),
    [
        ("test_unit_rows.py", SUITE.replace(CHECK, "pass"), "unit_rows", "None",
         "scores 3 of 6, by unit_rows::test_every_row_has_length_one"),
        ("test_unit_rows.py", SUITE.replace(CHECK, SHAPE), "unit_rows", "random numbers",
         "test_every_row_has_length_one"),
        ("mistakes.py", MISTAKES + RIGHT_ONE, "mean_row", "mean_row_right", "gets full marks: no test catches it"),
        ("mistakes.py", MISTAKES + TWIN, "unit_rows", "unit_rows_again", "is taken for unit_rows_down_the_columns"),
        ("alternatives.py", DOUBLE, "mean_row", "mean_row_in_double", "scores 0 of 2: mean_row::test_two_rows says"),
        ("assignment.toml", TOML.replace("points = 6", "points = 7"), "unit_rows", "suite",
         "assignment.toml gives 7 points and the tests sum to 6"),
        ("test_unit_rows.py", SUITE.replace(" / 每一行的长度都是 1。", ""), "unit_rows", "suite",
         "unit_rows::test_every_row_has_length_one needs a title in English and Chinese"),
        ("mistakes.py", MISTAKES.replace("你把每一列除以了它的长度：dim=0 沿行方向累加。", ""), "unit_rows", "suite",
         "the mistake unit_rows_down_the_columns needs a docstring in English and Chinese"),
        ("statement.zh.md", "", "mean_row", "suite", "statement.zh.md: cannot be read"),
        ("public/test_mean_row.py", "", "mean_row", "suite", "there is no public test"),
        ("public/test_unit_rows.py", PUBLIC.replace("0.8]])", "0.9]])"), "unit_rows", "reference", "scores 5 of 6"),
    ],
)  # fmt: skip
def test_a_bad_exercise_is_caught(tmp_path: Path, file: str, text: str, exercise: str, case: str, says: str) -> None:
    changed = {file.replace(".", "_").replace("/", "_"): text}
    found = findings(tmp_path, (exercise,), **changed)
    assert says in next(finding.trouble for finding in found if finding.name == case), found


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("torch.softmx", "forbid has 'torch.softmx', which does not exist: did you mean 'torch.softmax'?"),
        ("torch.nn.functional.normalise", "did you mean 'torch.nn.functional.normalize'?"),
        ("numpy.linalgx.*", "did you mean 'numpy.linalg'?"),
        ("collections.Countr", "did you mean 'collections.Counter'?"),
        ("torch.masked.softmax", ""),
        ("torch.Tensor.exp", ""),
        ("torch._softmax", ""),
        ("math.exp", ""),
        ("nltk.translate.bleu", ""),
        ("numpy.linalg.*", ""),
    ],
)
def test_a_forbidden_name_that_does_not_exist_is_caught(entry: str, says: str) -> None:
    assert says in nowhere(entry)
    assert bool(says) == bool(nowhere(entry))


def test_the_forbid_list_of_an_exercise_is_looked_up(tmp_path: Path) -> None:
    found = findings(
        tmp_path, ("unit_rows",), assignment_toml=TOML.replace("functional.normalize", "functional.normalise")
    )
    assert "did you mean" in troubles(found)["suite", "suite"]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("test_unit_rows.py", "import nothing_of_that_name\n"),
        ("mistakes.py", "def f(:\n"),
        ("assignment.toml", TOML.replace("points = 6", "points = 'six'")),
    ],
)
def test_an_assignment_that_does_not_load_is_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str, text: str, jobs: int
) -> None:
    folder = demo_course.write(tmp_path)
    shutil.copytree(folder, folder.parent / "other")
    (folder.parent / "other" / "normalise.py").rename(folder.parent / "other" / "other.py")
    (folder / file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["verify", "--in-process", "--device", "cpu", "--jobs", str(jobs)])
    out = capsys.readouterr().out
    assert ended.value.code == 1
    assert "1 are not as they should be." in out
    assert out.count(file) == 1
    assert "unit_rows  6/6" in out


def test_a_stub_that_gives_the_answer_away_is_caught(tmp_path: Path) -> None:
    open_reference = RIGHT.replace("    ### BEGIN SOLUTION\n    total", "    total").replace(
        "    return total / len(X)\n    ### END SOLUTION\n", "    return total / len(X)\n"
    )
    found = findings(tmp_path, ("mean_row",), normalise_py=open_reference)
    assert troubles(found) == {
        ("stub", "stub"): "scores 2 of 2, by mean_row::test_two_rows, mean_row::test_the_mean_of_the_rows"
    }


def test_only_what_is_named_is_planned(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    course = find_course(tmp_path)
    assert {case.exercise for case in plan(course, ["mean_row"])} == {"mean_row"}
    assert {case.exercise for case in plan(course, ["0.1"])} == {"unit_rows", "mean_row"}
    with pytest.raises(CourseError, match="no assignment 'nothing'"):
        plan(course, ["nothing"])


def test_a_mistake_of_no_exercise_is_refused(tmp_path: Path) -> None:
    found = findings(tmp_path, mistakes_py="def row_units(X):\n    '''A. / 甲。'''\n    return X\n")
    assert len(found) == 1
    assert "mistakes.py: row_units: names no exercise" in found[0].trouble


def test_a_graded_name_may_begin_with_an_underscore(tmp_path: Path) -> None:
    files = {path: text.replace("mean_row", "_mean_row") for path, text in demo_course.FILES.items()}
    files["mistakes.py"] += "\n\ndef _help(X):\n    return X\n"
    folder = tmp_path / "solutions" / "ch00_demo" / "normalise"
    for path, text in files.items():
        path = path.replace("mean_row", "_mean_row")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    orders = Orders(course=tmp_path, in_process=True, device="cpu")
    found = verify(plan(find_course(tmp_path), ["_mean_row"]), orders, jobs=1)
    assert troubles(found) == {}
    assert {f.name for f in found if f.kind in ("mistake", "alternative")} == {
        "_mean_row_along_the_row",
        "_mean_row_by_mean",
    }


@pytest.mark.parametrize(
    ("name", "replaced"),
    [("gru_x", "gru"), ("get_params_x", "get_params"), ("BatchNorm_x", "BatchNorm"), ("gru", None), ("grux_y", None)],
)
def test_the_longest_name_before_the_underscore_counts(name: str, replaced: str | None) -> None:
    assert replaced_name(name, ["gru", "get", "get_params", "BatchNorm"]) == replaced


SHOUT = {
    "assignment.toml": """
section = "0.2"
title = { en = "Shouting", zh = "大喊" }

[exercises.shout]
points = 3

[exercises.shout_all]
points = 2

[exercises.print_loudly]
points = 1
""",
    "shouting.py": """
def shout(text):
    ### BEGIN SOLUTION
    return text.upper()
    ### END SOLUTION


def shout_all(texts):
    ### BEGIN SOLUTION
    return [(text.upper(), text.isupper(), text.encode()) for text in texts]
    ### END SOLUTION


def print_loudly(text):
    ### BEGIN SOLUTION
    print(text.upper())
    ### END SOLUTION
""",
    "statement.md": "# Shouting\\n",
    "statement.zh.md": "# 大喊\\n",
    "public/test_shout.py": """
from grader.suite import check, points


@points(3)
def test_a_word(student):
    '''hey becomes HEY. / hey 变成 HEY。'''
    check.equal(student.shout("hey"), "HEY")
""",
    "public/test_shout_all.py": """
from grader.suite import check, points


@points(2)
def test_words(student):
    '''Every word. / 每个词。'''
    right = [("HEY", False, b"hey"), ("YOU", True, b"YOU"), ("A", True, b"A"), ("B", False, b"b")]
    check.equal(student.shout_all(["hey", "YOU", "A", "b"]), right)
""",
    "public/test_print_loudly.py": """
from grader.suite import check, points


@points(1)
def test_printed(student):
    '''It prints HEY. / 打印 HEY。'''
    student.print_loudly("hey")
    check.equal(check.printed(student).strip(), "HEY")
""",
    "test_shout.py": "",
    "mistakes.py": """
def shout_lower(text):
    '''Lower. / 小写。'''
    return text.lower()


def shout_all_lower(texts):
    '''All lower. / 全部小写。'''
    return [(text.lower(), text.isupper(), text.encode()) for text in texts]


def print_loudly_softly(text):
    '''Softly. / 小声。'''
    print(text)
""",
    "alternatives.py": "",
}


def test_exercises_that_return_strings_or_print_pass(tmp_path: Path) -> None:
    for name, text in SHOUT.items():
        path = tmp_path / "solutions" / "ch00_demo" / "shouting" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = verify(plan(find_course(tmp_path), ()), Orders(course=tmp_path, in_process=True, device="cpu"), jobs=1)
    assert troubles(found) == {}
    assert {finding.exercise for finding in found if finding.kind == "mistake"} == {
        "shout",
        "shout_all",
        "print_loudly",
    }
