"""Courses are found, read and refused with messages for people."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from grader.course import Course, CourseError, find_course, load_assignment
from grader.text import Text
from tests import demo_course

TOML = demo_course.FILES["assignment.toml"]


def test_an_assignment_is_read_whole(tmp_path: Path) -> None:
    assignment = load_assignment(demo_course.write(tmp_path))
    assert (assignment.id, assignment.chapter, assignment.key) == ("normalise", "ch00_demo", "ch00_demo/normalise")
    assert assignment.title == Text("Normalising rows", "逐行归一化")
    assert [(e.id, e.points, e.names) for e in assignment.exercises] == [
        ("unit_rows", 6.0, ("unit_rows",)),
        ("mean_row", 2.0, ("mean_row",)),
    ]
    assert assignment.exercises[0].forbid == ("torch.nn.functional.normalize",)
    assert assignment.exercises[0].title == Text("unit_rows")
    assert (assignment.limits.call_s, assignment.limits.total_s, assignment.limits.import_s) == (2.0, 20.0, 20.0)
    assert assignment.points == 8
    assert not assignment.released
    assert [p.name for p in assignment.hidden_suites] == ["test_mean_row.py", "test_unit_rows.py"]
    assert [p.name for p in assignment.public_suites] == ["test_mean_row.py", "test_unit_rows.py"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ('section = "0.1"', "section = 3.6"),
            'assignment.toml: section: found 3.6 (float). Allowed: a string, as "3.6".',
        ),
        (("[limits]", 'libraries = ["panda"]\n[limits]'), "libraries: found 'panda'. Did you mean 'pandas'? Allowed: "),
        (("section", "sektion"), "sektion: unknown key. Did you mean 'section'?"),
        (
            ("[limits]\ncall_s = 2", "[limits]\ncalls = 2"),
            "limits.calls: unknown key. Did you mean 'call_s'? Allowed: ",
        ),
        (("call_s = 2", "call_s = 0"), "limits.call_s: found 0.0. Allowed: a number of seconds above 0."),
        (("call_s = 2", "call_s = nan"), "limits.call_s: found nan."),
        (
            ("call_s = 2", "memory_mb = 512"),
            "limits.memory_mb: found 512. Allowed: a whole number of MiB, at least 1024",
        ),
        (("points = 6", "points = '6'"), "exercises.unit_rows.points: found '6' (str). Allowed: a number above 0"),
        (("points = 6", "points = true"), "exercises.unit_rows.points: found True (bool)."),
        (("points = 6", "points = -1"), "exercises.unit_rows.points: found -1.0."),
        (("points = 6\n", ""), "exercises.unit_rows.points: is missing. Needed: a number above 0"),
        (('["torch.nn.functional.normalize"]', '"torch.softmax"'), "exercises.unit_rows.forbid: found 'torch.softmax'"),
        (
            ('["torch.nn.functional.normalize"]', '["torch softmax"]'),
            "exercises.unit_rows.forbid: found 'torch softmax'",
        ),
        (
            ("points = 2", 'points = 2\nnames = ["unit_rows"]'),
            "exercises.mean_row.names: 'unit_rows' is asked for twice",
        ),
        (("[exercises.unit_rows]", "[exercises.unit-rows]"), "'unit-rows' is not a Python name"),
        (('en = "Normalising rows"', 'de = "Zeilen"'), "title.de: unknown language. Allowed: en, zh."),
        (('en = "Normalising rows", ', ""), "title.en: is missing."),
        (("[limits]", "[limits"), "this is not TOML: "),
    ],
)
def test_a_mistake_in_the_settings_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    assert change[0] in TOML
    folder = demo_course.write(tmp_path, assignment_toml=TOML.replace(*change, 1))
    with pytest.raises(CourseError, match=re.escape(says)) as caught:
        load_assignment(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    folder = demo_course.write(tmp_path, assignment_toml="\ufeff" + TOML)
    assert load_assignment(folder).section == "0.1"


def test_the_version_is_that_of_the_bytes_that_decide_a_mark(tmp_path: Path) -> None:
    first, second = demo_course.write(tmp_path / "a"), demo_course.write(tmp_path / "b")
    version = load_assignment(first).version
    (second / "__pycache__").mkdir()
    (second / "__pycache__" / "x.pyc").write_bytes(b"x")
    (second / "normalise.ipynb").write_text("{}")
    os.utime(second / "mistakes.py", (0, 0))
    assert load_assignment(second).version == version
    (second / "test_mean_row.py").write_text("# changed\n")
    assert load_assignment(second).version != version


def test_the_nearest_course_upwards_is_found(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    inner = tmp_path / "work" / "of" / "ann"
    inner.mkdir(parents=True)
    (tmp_path / "work" / "assignments").mkdir()  # a student's folder of that name is no course
    assert find_course(inner).root == tmp_path


def test_an_assignment_handed_out_alone_is_a_course_of_one(tmp_path: Path) -> None:
    home = tmp_path / "Downloads" / "normalise"
    home.parent.mkdir()
    demo_course.write(tmp_path / "course").rename(home)
    assert not list((tmp_path / "course").rglob("*.toml"))
    for course in (find_course(home), find_course(home / "public"), find_course(explicit=home)):
        assert ([a.id for a in course.assignments], course.root) == (["normalise"], home)
    demo_course.write(tmp_path)  # within a course it is one of many
    assert find_course(home).root == tmp_path


def test_without_one_the_shipped_course_is_used(tmp_path: Path) -> None:
    assert "softmax_regression" in [a.id for a in find_course(tmp_path).assignments]


def test_a_folder_that_is_no_course_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="not a course"):
        find_course(explicit=tmp_path)
    with pytest.raises(CourseError, match="no such folder"):
        find_course(explicit=tmp_path / "nowhere")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    demo_course.write(tmp_path)
    return find_course(tmp_path)


@pytest.mark.parametrize("name", ["normalise", "ch00_demo/normalise", "0.1", "mean_row", "ch00_demo/normalise/"])
def test_an_assignment_has_several_names(course: Course, name: str) -> None:
    assert course.find(name).id == "normalise"


def test_an_unknown_name_lists_what_there_is(course: Course) -> None:
    with pytest.raises(CourseError, match="Did you mean 'normalise'"):
        course.find("normalize")
    with pytest.raises(CourseError, match="no exercise 'mean'"):
        course.find("normalise").exercise("mean")


def test_a_name_of_two_assignments_asks_which(tmp_path: Path) -> None:
    folder = demo_course.write(tmp_path)
    twin = tmp_path / "solutions" / "ch01_more" / "normalise"
    twin.parent.mkdir()
    folder.rename(twin)
    demo_course.write(tmp_path)
    course = find_course(tmp_path)
    with pytest.raises(CourseError, match="Say which: ch00_demo/normalise, ch01_more/normalise"):
        course.find("normalise")


def test_one_exercise_or_all_of_an_assignment_are_selected(course: Course) -> None:
    def selected(*names: str) -> list[tuple[str, list[str]]]:
        return [(a.id, [e.id for e in exercises]) for a, exercises in course.selected(names)]

    every = [e.id for e in course.assignments[0].exercises]
    assert selected() == selected("normalise") == selected("mean_row", "0.1") == [("normalise", every)]
    assert selected("normalise::mean_row") == selected("mean_row") == [("normalise", ["mean_row"])]
    with pytest.raises(CourseError, match="no exercise 'mean'"):
        course.selected(["normalise::mean"])


def test_data_that_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = demo_course.write(tmp_path) / "data"
    folder.mkdir()
    (folder / "a.bin").write_bytes(bytes(100))
    monkeypatch.setattr("grader.course._MOST_DATA_BYTES", 99)
    with pytest.raises(CourseError, match=r"data: holds 1 files of 0\.0 MiB in all"):
        find_course(tmp_path)
