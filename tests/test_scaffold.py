"""A new assignment is whole from the first minute, and takes nobody's place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader import cli
from grader.batch import Orders
from grader.course import CourseError, find_course
from grader.release import drift, release
from grader.scaffold import STARTER, scaffold
from grader.verify import plan, verify


def troubles(root: Path) -> list[tuple[str, str]]:
    planned = plan(find_course(explicit=root), ())
    found = verify(planned, Orders(course=root, in_process=True, device="auto"), jobs=1)
    assert {"reference", "stub", "trivial", "mistake", "alternative", "suite"} == {finding.kind for finding in found}
    return [(finding.name, finding.trouble) for finding in found if finding.trouble]


@pytest.mark.parametrize("exercise", ["", "Centre", "centre_rows"])
def test_it_passes_verify_under_any_name(tmp_path: Path, exercise: str) -> None:
    scaffold(tmp_path, "ch99_demo/hello", exercise)
    assert troubles(tmp_path) == []
    (assignment,) = find_course(explicit=tmp_path).assignments
    assert (assignment.key, assignment.section) == ("ch99_demo/hello", "99.1")
    assert [e.names for e in assignment.exercises] == [(exercise or "hello",)]


def test_it_is_released(tmp_path: Path) -> None:
    scaffold(tmp_path, "ch99_demo/hello")
    course = find_course(explicit=tmp_path)
    names = {path.name for path, _ in release(course)}
    assert {"hello.py", "hello.ipynb", "hello.zh.ipynb", "test_hello.py"} <= names
    assert drift(course) == []
    stub = (tmp_path / "assignments" / "ch99_demo" / "hello" / "hello.py").read_text(encoding="utf-8")
    assert "never leaves" not in stub


def test_nothing_of_the_starters_own_names_is_left(tmp_path: Path) -> None:
    for path in scaffold(tmp_path, "ch99_demo/hello", "shout"):
        text = path.read_text(encoding="utf-8")
        assert "starter" not in path.as_posix().removeprefix(tmp_path.as_posix())
        if path.suffix == ".py":
            names = {getattr(node, "name", "") for node in ast.parse(text).body}
            assert not {name for name in names if name.startswith("centre")}
            assert ".centre" not in text
    assert len(list(STARTER.rglob("*.*"))) >= 8


def test_sections_follow_each_other(tmp_path: Path) -> None:
    scaffold(tmp_path, "ch03_linear/one", section="3.9")
    scaffold(tmp_path, "ch03_linear/two")
    scaffold(tmp_path, "extra/three")
    sections = {a.id: a.section for a in find_course(explicit=tmp_path).assignments}
    assert sections == {"one": "3.9", "two": "3.10", "three": "0.1"}


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("hello", {}, "this is no CHAPTER/ASSIGNMENT. Say for example ch03"),
        ("ch99/he-llo", {}, "this is no CHAPTER/ASSIGNMENT"),
        ("../ch99/hello", {}, "this is no CHAPTER/ASSIGNMENT"),
        ("ch99/a/b", {}, "this is no CHAPTER/ASSIGNMENT"),
        ("ch99/class", {}, "this is no CHAPTER/ASSIGNMENT"),
        ("ch99/mistakes", {}, "'mistakes' cannot be a name here"),
        ("ch99/hello", {"exercise": "x y"}, "--exercise: 'x y' cannot be a name here"),
        ("ch99/hello", {"exercise": "lambda"}, "--exercise: 'lambda' cannot be a name here"),
        ("ch99/hello", {"section": '3"'}, "--section: found '3\"'. Say it as the book does"),
        ("ch99_demo/taken", {}, "is there already. Nothing was written"),
        ("ch98_other/taken", {}, "ch99_demo/taken has this name already"),
    ],
)
def test_what_cannot_be_made_is_said_before_anything_is_written(
    tmp_path: Path, name: str, options: dict[str, str], says: str
) -> None:
    scaffold(tmp_path, "ch99_demo/taken")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CourseError, match=says.replace(".", r"\.")):
        scaffold(tmp_path, name, **options)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_students_copy_is_no_place_for_it(tmp_path: Path) -> None:
    scaffold(tmp_path, "ch99_demo/hello")
    release(find_course(explicit=tmp_path))
    (tmp_path / "solutions").rename(tmp_path / "elsewhere")
    with pytest.raises(CourseError, match="this is what students get"):
        scaffold(tmp_path, "ch99_demo/other")


def test_the_command_makes_a_course_and_says_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        cli.main(["new", "ch99_demo/hello"])
    assert ended.value.code == 2
    assert "there is no solutions/ here" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        cli.main(["new", "ch99_demo/hello", "--course", "course"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "wrote course/solutions/ch99_demo/hello/hello.py" in out
    assert "torchgrade verify hello --course course\n  torchgrade release --course course" in out
    monkeypatch.chdir(tmp_path / "course" / "solutions")
    with pytest.raises(SystemExit):
        cli.main(["new", "ch99_demo/again", "--exercise", "shout"])
    assert "torchgrade verify again\n" in capsys.readouterr().out
    assert len(find_course(explicit=tmp_path / "course").assignments) == 2
