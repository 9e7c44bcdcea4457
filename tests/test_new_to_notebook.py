"""The whole way of a new assignment: written, verified and released by the commands, its notebook executed in a real
kernel as a student gets it and as a student hands it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parents[1]
RIGHT = "def hello(X):\n    return X - X.mean(dim=0)\n"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the two rooms need fork")


@pytest.fixture(scope="module")
def student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a student gets of `torchgrade new ch99_demo/hello && torchgrade verify && torchgrade release`."""
    root = tmp_path_factory.mktemp("course")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for arguments in (["new", "ch99_demo/hello", "--course", "."], ["verify", "--jobs", "1"], ["release"]):
        command = [sys.executable, str(ROOT / "cli.py"), *arguments]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    there = tmp_path_factory.mktemp("student") / "assignments"
    shutil.copytree(root / "assignments", there)
    return there / "ch99_demo" / "hello"


def executed(folder: Path, name: str, code: str | None = None) -> NotebookNode:
    """The notebook with its outputs, every cell run in order; `code` in the place of what a student writes."""
    notebook = nbformat.read(folder / name, as_version=4)
    for cell in notebook.cells:
        if code is not None and cell.metadata.torchgrade.role == "solution":
            cell.source = f"{cell.source}\n\n\n{code}"
    manager = AsyncKernelManager(kernel_name="python3")
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        language="python",
        display_name="t",
    )
    client = NotebookClient(notebook, km=manager, timeout=120, resources={"metadata": {"path": str(folder)}})
    return client.execute(
        env={**os.environ, "PYTHONPATH": str(ROOT), "TORCHGRADE_PROGRESS": str(folder / "progress.jsonl")}
    )


def shown(notebook: NotebookNode) -> list[str]:
    """The HTML that each check cell shows."""
    cells = [cell for cell in notebook.cells if cell.metadata.torchgrade.role == "check"]
    return ["".join(out.data["text/html"] for out in cell.outputs if "data" in out) for cell in cells]


@pytest.mark.parametrize(("name", "word"), [("hello.ipynb", "Not written yet"), ("hello.zh.ipynb", "还没有写")])
def test_the_stub_runs_whole_and_its_check_is_red(student: Path, name: str, word: str) -> None:
    (html,) = shown(executed(student, name))
    assert "tg-card tg-error" in html  # as red as tg-failed: see the style below
    assert "tg-card tg-passed" not in html
    assert ".tg-card { --tg-tone: var(--tg-bad)" in html
    assert ".tg-card.tg-error" not in html
    assert word in html


@pytest.mark.parametrize("name", ["hello.ipynb", "hello.zh.ipynb"])
def test_filled_in_its_check_is_green(student: Path, name: str) -> None:
    (html,) = shown(executed(student, name, RIGHT))
    assert "tg-card tg-passed" in html
    assert "tg-card tg-failed" not in html


def test_a_wrong_answer_is_red_and_gets_the_hint(student: Path) -> None:
    (html,) = shown(executed(student, "hello.ipynb", RIGHT.replace("dim=0", "dim=1, keepdim=True")))
    assert "tg-card tg-failed" in html
    assert "The columns have the means 2 and 4." in html
