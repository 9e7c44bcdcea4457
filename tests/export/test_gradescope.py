"""The autograder's zip, run in a folder laid out as Gradescope lays it out, writes results that its fields allow."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.course import find_course
from grader.export.gradescope import autograder
from tests import demo_course

# Gradescope's documentation of results.json: keys, and what each may be.
TOP = {
    "score": (int, float), "execution_time": (int, float), "output": str, "visibility": str, "stdout_visibility": str,
    "output_format": str, "test_output_format": str, "test_name_format": str, "extra_data": dict, "tests": list,
    "leaderboard": list,
}  # fmt: skip
TEST = {
    "score": (int, float), "max_score": (int, float), "status": str, "name": str, "name_format": str, "number": str,
    "output": str, "output_format": str, "tags": list, "visibility": str, "extra_data": dict,
}  # fmt: skip
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
VISIBLE = {"hidden", "after_due_date", "after_published", "visible"}


def accept(document: dict) -> None:
    """What Gradescope documents of results.json."""
    for entry, fields in [(document, TOP), *((test, TEST) for test in document["tests"])]:
        assert set(entry) <= set(fields)
        assert all(isinstance(value, fields[key]) for key, value in entry.items())
        assert all(entry[key] in FORMATS for key in entry if key.endswith("_format"))
        assert all(entry[key] in VISIBLE for key in entry if key.endswith("visibility"))
        assert entry.get("status", "passed") in ("passed", "failed")
    assert "score" in document or all("score" in test for test in document["tests"])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """/autograder, as it is when a submission arrives."""
    root = tmp_path_factory.mktemp("gradescope")
    demo_course.write(root / "course")
    packed = root / "autograder.zip"
    packed.write_bytes(autograder(find_course(explicit=root / "course").assignments[0], "en"))
    home = root / "autograder"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(home / "source")
        for info in archive.infolist():
            (home / "source" / info.filename).chmod(info.external_attr >> 16)
    (home / "run_autograder").write_bytes((home / "source" / "run_autograder").read_bytes())
    (home / "run_autograder").chmod(0o755)
    (home / "results").mkdir()
    return home


def run(home: Path, name: str, text: str) -> dict:
    submission = home / "submission"
    submission.mkdir(exist_ok=True)
    for old in submission.iterdir():
        old.unlink()
    (submission / name).write_text(text)
    environment = {**os.environ, "TORCHGRADE_PYTHON": sys.executable}
    done = subprocess.run([home / "run_autograder"], cwd=home, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    results = (home / "results" / "results.json").read_bytes()
    assert b"\r" not in results
    document = json.loads(results)
    accept(document)
    return document


def test_a_submission_is_graded(home: Path) -> None:
    document = run(home, "anything.py", demo_course.WRONG)
    assert document["score"] == 2
    assert sum(test["max_score"] for test in document["tests"]) == 8
    assert "You divided each column" in document["output"]


def test_one_that_cannot_be_read_has_results_too(home: Path) -> None:
    document = run(home, "hw.ipynb", '{"cells": [')
    assert document["score"] == 0
    assert "hw.ipynb" in document["output"]


def test_the_zip_has_scripts_that_may_run_at_its_root_and_no_caches(home: Path) -> None:
    for script in ("setup.sh", "run_autograder"):
        path = home / "source" / script
        assert path.read_text().startswith("#!")
        assert path.stat().st_mode & stat.S_IXUSR
        assert subprocess.run(["bash", "-n", path]).returncode == 0
    assert not list((home / "source").rglob("*.pyc"))
    assert not (home / "source" / "torchgrade" / "solutions").exists()


def test_the_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    (assignment,) = find_course(explicit=tmp_path).assignments
    assert autograder(assignment, "en") == autograder(assignment, "en")
