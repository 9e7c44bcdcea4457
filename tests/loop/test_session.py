"""Which runs of a session count, and what is told of the rest; without a kernel."""

from __future__ import annotations

import pytest

from grader.choose import Undecided
from grader.course import find_course
from grader.loop.choosing import asked_for
from grader.loop.history import Run
from grader.loop.session import counted, notes, submission_of
from grader.submission import slice as slice_
from tests import demo_course


def runs(*given: tuple[str, dict[str, object]] | str) -> list[Run]:
    made = []
    for number, one in enumerate(given, 1):
        source, more = (one, {}) if isinstance(one, str) else one
        made.append(Run(number=number, source=source, **more))  # type: ignore[typeddict-item]
    return made


def test_a_cell_counts_as_it_ran_last() -> None:
    found = counted(runs(("a = 1", {"cell": "x"}), "b = 2", ("a = 3", {"cell": "x"})))
    assert [(run["number"], run["source"]) for run in found] == [(2, "b = 2"), (3, "a = 3")]


def test_without_ids_every_run_counts_once() -> None:
    found = counted(runs("a = 1", "b = 2", "a = 1", "b = 2"))
    assert [run["number"] for run in found] == [3, 4]


def test_what_never_ran_does_not_count() -> None:
    found = counted(runs(("a = 1", {"cell": "x"}), ("a = (", {"cell": "x", "stopped": 0})))
    assert [run["source"] for run in found] == ["a = 1"]


@pytest.mark.parametrize(
    ("source", "line", "left"),
    [
        ("a = 1\nb = 1 / 0\nc = 3", 2, "a = 1"),
        ("a = 1\nfor i in range(3):\n    b = 1 / 0\nc = 3", 3, "a = 1"),
        ("%time a = 1\nb = 2\n1 / 0", 3, "%time a = 1\nb = 2"),
        ("@wrong\n@other\ndef f():\n    pass", 1, ""),
        ("a = 1\nb = (\n    1 / 0,\n)\n", 3, "a = 1"),
    ],
)
def test_a_run_counts_up_to_its_error(source: str, line: int, left: str) -> None:
    assert [run["source"] for run in counted(runs((source, {"stopped": line})))] == ([left] if left else [])


def test_what_an_earlier_run_defined_stays_where_the_last_broke_off() -> None:
    whole, broken = ("a = 1\nb = 2", {"cell": "x"}), ("1 / 0\na = 5", {"cell": "x", "stopped": 1})
    assert [run["number"] for run in counted(runs(whole, broken))] == [1]
    going_on = ("a = 7\n%check a", {"cell": "x", "stopped": 2, "going_on": True})
    assert [run["source"] for run in counted(runs(whole, going_on))] == ["a = 7"]


def test_the_newest_runs_stay_where_there_are_too_many() -> None:
    long = [f"x{n} = '{'y' * 50_000}'" for n in range(20)]
    found = counted(runs(*long, "last = 1"))
    assert found[-1]["source"] == "last = 1"
    assert found[-2]["source"] == long[-1]
    assert len(found) < 12


def test_numbers_are_those_beside_the_cells() -> None:
    sliced = slice_(submission_of(runs("x = 1", "def f():\n    return x"), ""), ["f"])
    assert (sliced.found["f"].at.cell, sliced.found["f"].at.line) == (2, 1)


def test_a_redefinition_is_no_news_in_a_session() -> None:
    made = runs("def f():\n    return 1", "def f():\n    return 2")
    sliced = slice_(submission_of(made, ""), ["f"])
    assert sliced.warnings == []
    assert notes(sliced, made, {"f"}) == []


@pytest.mark.parametrize(
    ("sources", "names", "asked"),
    [
        (["def unit_rows(X): pass"], [], {"unit_rows"}),
        (["def unit_rows(X): pass", "def mean_row(X): pass"], [], {"unit_rows", "mean_row"}),
        (["def unit_rows(X): pass"], ["mean_row"], {"mean_row"}),
        (["def unit_rows(X): pass"], ["normalise"], {"unit_rows"}),
        ([], ["normalise"], {"unit_rows", "mean_row"}),
        (["def unit_rows(X): pass"], ["0.1"], {"unit_rows"}),
    ],
)
def test_which_exercises_are_meant(tmp_path, sources: list[str], names: list[str], asked: set[str]) -> None:
    demo_course.write(tmp_path)
    course = find_course(explicit=tmp_path)
    found = asked_for(submission_of(runs(*sources), ""), course, names, {"unit_rows", "mean_row"})
    assert {id_ for _, ids in found.values() for id_ in ids} == asked


def test_a_name_of_two_assignments_is_told_unless_something_decides(tmp_path) -> None:
    first = demo_course.write(tmp_path)
    second = first.with_name("scaling")
    for path in first.rglob("*.*"):
        target = second / path.relative_to(first).as_posix().replace("normalise", "scaling")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    course = find_course(explicit=tmp_path)
    made = runs("def unit_rows(X): pass")
    live = {"unit_rows"}
    for names in ([], ["unit_rows"]):
        with pytest.raises(Undecided, match="several assignments: normalise, scaling"):
            asked_for(submission_of(made, ""), course, names, live)
    for path, assignment in (("/home/ann/scaling.ipynb", None), ("", "scaling")):
        found = asked_for(submission_of(made, path), course, ["unit_rows"], live, assignment)
        assert list(found) == ["ch00_demo/scaling"]
