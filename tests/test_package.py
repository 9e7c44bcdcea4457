"""What is installed: engine, templates and released assignments, and never a solution."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import grader

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    out = tmp_path_factory.mktemp("wheel")
    code = f"import os, hatchling.build as b; os.chdir({str(ROOT)!r}); print(b.build_wheel({str(out)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_what_a_student_may_have_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "grader/cli.py" in names
    assert "grader/report.schema.json" in names
    assert "grader/_templates/html/report.html" in names
    released = [
        p.relative_to(ROOT / "assignments").as_posix() for p in (ROOT / "assignments").rglob("*") if p.is_file()
    ]
    assert {name.removeprefix("grader/_assignments/") for name in names if "/_assignments/" in name} == {
        name for name in released if "__pycache__" not in name
    }
    hidden = {p.name for p in (ROOT / "solutions").glob("*/*/*.py") if p.name.startswith(("mistakes", "alternatives"))}
    own = [name for name in names if not name.startswith("grader/starter/")]  # a beginning for authors, no solution
    assert not [name for name in own if Path(name).name in hidden or "solutions" in name]
    assert {f"grader/starter/{file}" for file in ("starter.py", "statement.zh.md", "public/test_centre.py")} <= set(
        names
    )
    for name in names:
        if name.startswith("grader/_assignments/"):
            assert b"BEGIN SOLUTION" not in zipfile.ZipFile(wheel).read(name), name
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"grader"}


def test_the_installed_package_knows_its_course(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "from grader.course import find_course as f; print(f().root, len(f().assignments), f().assignments[0].released)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path / "site", check=True
    )
    assert done.stdout.split()[1:] == [str(len(list((ROOT / "assignments").glob("*/*")))), "True"]
    assert str(tmp_path) in done.stdout


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["version"] == grader.__version__


def test_every_dependency_has_a_lower_bound_and_no_upper_one() -> None:
    for dependency in PROJECT["project"]["dependencies"]:
        assert ">=" in dependency
        assert "<" not in dependency
