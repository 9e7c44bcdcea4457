"""The student's own record of checks: what is kept, what survives, and `torchgrade progress`."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from grader.cli import cli
from grader.course import find_course
from grader.loop import records
from grader.report import Report
from tests import demo_course
from tests.reports import a_report, a_test, an_exercise


def report(passed: int, exercise: str = "unit_rows", version: str = "v1", total: int = 2) -> Report:
    tests = [a_test(f"{exercise}::{n}", "passed" if n < passed else "failed") for n in range(total)]
    result = an_exercise(*tests, id=exercise, status="passed" if passed == total else "failed")
    result = replace(result, score=float(passed), max_score=float(total))
    return a_report(result, assignment="normalise", assignment_version=version)


def test_the_best_of_each_version_is_found(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "progress.jsonl"
    for found in (report(1), report(2), report(0), report(1, version="v2")):
        assert records.remember(found, path)
    best = records.best(records.read(path))
    assert {key: record.passed for key, record in best.items()} == {
        ("normalise", "v1", "unit_rows"): 2,
        ("normalise", "v2", "unit_rows"): 1,
    }
    assert best["normalise", "v1", "unit_rows"].done


def test_the_same_result_again_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    assert records.remember(report(1), path)
    assert not records.remember(report(1), path)
    assert records.remember(report(2), path)
    assert len(records.read(path)) == 2


def test_what_was_not_judged_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    assert not records.remember(replace(report(1), trouble="unreadable"), path)
    missing = replace(report(0).exercises[0], status="missing")
    assert not records.remember(replace(report(0), exercises=(missing,)), path)
    assert records.read(path) == []


def test_a_damaged_file_costs_only_what_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    records.remember(report(1), path)
    with path.open("ab") as file:
        file.write(b'\xff\xfe nonsense\n[1, 2]\n{"at": "2026", "assi')
    records.remember(report(2), path)
    assert [record.passed for record in records.read(path)] == [1, 2]


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not records.remember(report(1), tmp_path / "file" / "progress.jsonl")


def _write(path: Path, writer: int) -> None:
    for n in range(20):
        records.remember(report(1, exercise=f"e{writer}_{n}"), path)


def test_writers_side_by_side_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "progress.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write, args=(path, writer)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert {record.exercise for record in records.read(path)} == {f"e{w}_{n}" for w in range(4) for n in range(20)}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    demo_course.write(tmp_path)
    monkeypatch.setenv(records.PLACE, str(tmp_path / "progress.jsonl"))
    return tmp_path


def progress(course: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["progress", "--course", str(course), *arguments], standalone_mode=False)
    assert result.exception is None
    return result.output


def test_progress_tells_what_is_done_and_what_is_left(course: Path) -> None:
    version = find_course(explicit=course).assignments[0].version
    assert "0 of 2 exercises done, 2 left." in progress(course)
    records.remember(report(2, version=version))
    records.remember(report(1, exercise="mean_row", version="another"))
    said = progress(course)
    assert "✓ unit_rows  2 / 2   2 / 2 tests   20" in said
    assert "? mean_row   checked in an earlier version" in said
    assert "1 of 2 exercises done, 1 left." in said
    assert "完成了 1 题，还剩 1 题" in progress(course, "--lang", "zh")


def test_progress_as_json(course: Path) -> None:
    version = find_course(explicit=course).assignments[0].version
    records.remember(report(1, version=version))
    (found,) = json.loads(progress(course, "--json", "normalise"))
    assert [(e["id"], e["state"], e["score"], e["tests"]) for e in found["exercises"]] == [
        ("unit_rows", "begun", 1.0, 2),
        ("mean_row", "new", 0.0, None),
    ]
    assert json.loads(progress(course, "--json", "ch00"))[0]["assignment"] == "normalise"
    result = CliRunner().invoke(cli, ["progress", "nothing", "--course", str(course)])
    assert result.exit_code == 2
