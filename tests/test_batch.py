"""Many submissions: each has its report, whatever is among them, and one desk serves one after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch import CannotGrade, Desk, Graded, Orders, grade_all
from grader.course import CourseError
from tests import demo_course


@pytest.fixture
def orders(tmp_path: Path) -> Orders:
    demo_course.write(tmp_path / "course")
    return Orders(course=tmp_path / "course", in_process=True, device="cpu")


def write(folder: Path, **texts: str | bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = []
    for name, text in texts.items():
        path = folder / name.replace("_ipynb", ".ipynb").replace("_py", ".py")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        paths.append(path)
    return paths


def graded_all(paths: list[Path], orders: Orders, jobs: int = 2) -> list[Graded]:
    found = dict(grade_all(paths, orders, jobs=jobs))
    assert sorted(found) == list(range(len(paths)))
    assert all(found[i].path == path for i, path in enumerate(paths))
    return [found[i] for i in sorted(found)]


def test_a_folder_with_broken_ones_in_it_loses_none(tmp_path: Path, orders: Orders) -> None:
    paths = write(
        tmp_path / "in",
        right_py=demo_course.RIGHT,
        wrong_py=demo_course.WRONG,
        empty_py="",
        broken_ipynb='{"cells": [',
        binary_py=bytes(range(256)) * 20,
        leaves_py="import os\nos.kill(os.getpid(), 9)\n" + demo_course.RIGHT,  # it is sliced away
        dies_py="import os\n\n\ndef mean_row(X):\n    os.kill(os.getpid(), 9)\n",  # in process: takes the worker along
    )
    paths.insert(3, tmp_path / "in" / "nowhere.py")
    found = {g.path.stem: g for g in graded_all(paths, orders)}
    assert {stem: g.report.score for stem, g in found.items()} == {
        "right": 8, "wrong": 2, "empty": 0, "nowhere": 0, "broken": 0, "binary": 0, "leaves": 8, "dies": 0,
    }  # fmt: skip
    troubles = {stem: g.trouble for stem, g in found.items() if g.trouble}
    assert {stem: troubles.get(stem, "") for stem in ("empty", "broken", "nowhere")} == dict.fromkeys(
        ("empty", "broken", "nowhere"), "unreadable"
    )
    assert troubles["dies"] == "grader"
    assert "SIGKILL" in found["dies"].why
    assert found["empty"].report.warnings == ("empty.py is empty.",)
    assert "right" not in troubles
    assert "wrong" not in troubles


def test_workers_and_one_desk_give_the_same_reports(tmp_path: Path, orders: Orders) -> None:
    paths = write(tmp_path / "in", right_py=demo_course.RIGHT, wrong_py=demo_course.WRONG)
    with Desk(orders) as desk:
        alone = [desk.grade(path) for path in paths]
    together = graded_all(paths, orders)
    for one, other in zip(alone, together, strict=True):
        assert one.report.seed == other.report.seed
        assert [t.status for e in one.report.exercises for t in e.tests] == [
            t.status for e in other.report.exercises for t in e.tests
        ]
        assert one.report.score == other.report.score


def test_pages_come_with_the_reports(tmp_path: Path, orders: Orders) -> None:
    (path,) = write(tmp_path / "in", right_py=demo_course.RIGHT)
    page = graded_all([path], Orders(orders.course, in_process=True, pages="html"))[0].page
    assert page.startswith("<!doctype html>") or page.lower().startswith("<!doctype html>")


def test_a_failing_grader_is_no_mark(tmp_path: Path) -> None:
    suite = demo_course.FILES["test_mean_row.py"].replace("torch.randn", "torch.rand_n")
    demo_course.write(tmp_path / "course", test_mean_row_py=suite)
    (path,) = write(tmp_path / "in", right_py=demo_course.RIGHT)
    (graded,) = graded_all([path], Orders(tmp_path / "course", in_process=True, device="cpu"))
    assert graded.trouble == "grader"
    assert {e.status for e in graded.report.exercises} == {"error"}
    assert "AttributeError" in graded.why


def test_what_concerns_all_ends_the_run(tmp_path: Path, orders: Orders) -> None:
    paths = write(tmp_path / "in", a_py=demo_course.RIGHT, b_py=demo_course.RIGHT)
    with pytest.raises(CannotGrade, match="no exercise 'unit_row'"):
        graded_all(paths, Orders(orders.course, "normalise", ("unit_row",), in_process=True))
    with pytest.raises(CourseError, match="no exercise 'unit_row'"):
        graded_all(paths[:1], Orders(orders.course, "normalise", ("unit_row",), in_process=True))


HOSTILE = {
    "loops_py": ("while True:\n        pass", "timeout", "timeout"),
    "exits_py": ("import os\n    os._exit(0)", "crashed", "crashed"),
    "segfaults_py": ("import ctypes\n    ctypes.string_at(0)", "crashed", "crashed"),
    "hoards_py": ("return torch.ones(8 * 2**30)", "error", None),
    "recurses_py": ("return mean_row(X)", "error", None),
    "quits_py": ("raise SystemExit(0)", "error", None),
    "raises_py": ("raise KeyboardInterrupt", "error", None),
}


def test_hostile_submissions_end_in_their_own_verdicts(tmp_path: Path) -> None:
    """In the real sandbox, side by side with right ones, which they do not harm."""
    demo_course.write(tmp_path / "course")
    texts = {name: f"import torch\n\n\ndef mean_row(X):\n    {body}\n" for name, (body, _, _) in HOSTILE.items()}
    right = {f"right{n}_py": f"{demo_course.RIGHT}# {n}\n" for n in range(5)}
    order = [item for pair in zip(texts.items(), [*right.items(), *right.items()], strict=False) for item in pair]
    paths = write(tmp_path / "in", **dict(order))
    orders = Orders(tmp_path / "course", exercises=("mean_row",), device="cpu")
    found = {g.path.stem: g for g in graded_all(paths, orders)}
    for name, (_, status, verdict) in HOSTILE.items():
        graded = found[name.removesuffix("_py")]
        (exercise,) = graded.report.exercises
        assert (graded.trouble, exercise.score) == ("", 0), name
        assert (exercise.status, exercise.verdict) == (status, verdict), name
        assert len(exercise.tests) == 2
    for name in right:
        assert found[name.removesuffix("_py")].report.score == 2
