# ruff: noqa: E501  (an attack is one line, whatever its length)
"""Submission files (threats 84 to 96), end to end: hostile files become a report or one sentence, and nothing is executed.

tests/submission/ tries each reader on its own; here the file goes the whole way to the page.
"""

from __future__ import annotations

import io
import json
import os
import re
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.feedback import FORMATS, render
from grader.judge import judge
from grader.report import Report
from grader.submission import Unreadable, read, read_bytes
from tests.threats.conftest import Trial
from tests.threats.harness import RIGHT

GOOD = ("import torch" + RIGHT).encode()


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def link(name: str, target: bytes) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target


def notebook(*cells: str, **top: Any) -> bytes:
    made = [{"cell_type": "code", "metadata": {}, "source": c, "outputs": [], "execution_count": None} for c in cells]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4} | top).encode()


NESTED = b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b', "nbformat": 4, "nbformat_minor": 5, "metadata": {}}'
FILES = {
    "t084_zip_bomb": (zipped(("softmax.py", b"#" * (300 << 20))), "a.zip"),
    "t085_zip_slip": (zipped(("../../../../tmp/torchgrade_slipped.py", GOOD), ("/tmp/torchgrade_slipped.py", GOOD)), "a.zip"),
    "t086_zip_with_links": (zipped(link("softmax.py", b"/etc/passwd")), "a.zip"),
    "t088_nul_bytes": (b"import torch\0" + GOOD, "a.py"),
    "t088_utf16": (GOOD.decode().encode("utf-16"), "a.py"),
    "t088_bom_and_crlf": (b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n"), "a.py"),
    "t088_binary": (os.urandom(10_000), "a.py"),
    "t089_deep_nesting": (NESTED, "a.ipynb"),
    "t089_many_cells": (notebook(*["x = 1"] * 20_000), "a.ipynb"),
    "t089_minor_999": (notebook(GOOD.decode(), nbformat_minor=999), "a.ipynb"),
    "t089_truncated": (notebook(GOOD.decode())[:-30], "a.ipynb"),
    "t090_magics": (notebook("!touch torchgrade_ran\n%pip install evil\n" + GOOD.decode(), "%%bash\ntouch torchgrade_ran", "get_ipython().system('touch torchgrade_ran')"), "a.ipynb"),
    "t092_defined_twice": (notebook("def softmax(X):\n    return None", GOOD.decode()), "a.ipynb"),
    "t092_defined_inside_if": (b"import torch\nif True:\n" + b"".join(b"    " + line + b"\n" for line in RIGHT.encode().splitlines()), "a.py"),
}  # fmt: skip


def graded(trial: Trial, data: bytes, name: str) -> Report | None:
    try:
        submission = read_bytes(data, name)
    except Unreadable as error:
        said = error.text.en
        if not 10 < len(said) < 600 or "Traceback" in said:
            raise
        return None
    return judge(
        submission, trial.court.assignment, trial.rooms, trial.court.suite, device="cpu", seed=7, exercises={"softmax"}
    )


@pytest.mark.parametrize(("data", "name"), FILES.values(), ids=FILES)
def test_a_hostile_file_is_a_sentence_or_a_report(
    trial: Trial, data: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = graded(trial, data, name)
    if report is not None:
        for format in FORMATS:
            assert "Traceback" not in render(report, format)
    assert not list(tmp_path.iterdir())
    assert not Path("/tmp/torchgrade_slipped.py").exists()


@pytest.mark.parametrize(
    "which", ["t088_bom_and_crlf", "t090_magics", "t092_defined_twice", "t092_defined_inside_if", "t089_minor_999"]
)
def test_what_is_only_odd_is_graded(trial: Trial, which: str) -> None:
    report = graded(trial, *FILES[which])
    assert report is not None
    assert report.score == trial.court.full


def test_t086_links_fifos_and_devices_in_a_folder(trial: Trial, tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_bytes(GOOD)
    folder = tmp_path / "student"
    folder.mkdir()
    (folder / "softmax.py").symlink_to(tmp_path / "secret.py")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.py")
    with pytest.raises(Unreadable):
        read(folder)


@pytest.mark.parametrize(
    "name",
    [
        "with space.py",
        "-rf.py",
        "a\nb.py",
        "数学.py",
        "a" * 240 + ".py",
        "__init__.py",
        "submission.py.py",
        "$(touch x).py",
        "'; --.py",
    ],
)
def test_t087_names_are_only_names(trial: Trial, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD)
    report = judge(
        read(path), trial.court.assignment, trial.rooms, trial.court.suite, device="cpu", seed=7, exercises={"softmax"}
    )
    assert report.score == trial.court.full
    for format in FORMATS:
        render(report, format)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_t091_edited_metadata_and_overwritten_tests_change_nothing(trial: Trial) -> None:
    made = json.loads(
        notebook("def test_softmax(student):\n    pass\nassert True", "import torch\ndef softmax(X):\n    return X * 0")
    )
    for i, cell in enumerate(made["cells"]):
        cell["metadata"] = {
            "nbgrader": {"grade_id": "softmax", "points": 100, "grade": True, "locked": bool(i), "solution": False}
        }
    report = graded(trial, json.dumps(made).encode(), "a.ipynb")
    assert report is not None
    assert (report.score, report.max_score) == (0, trial.court.full)


MARKUP = "<script>alert(1)</script><svg onload=alert(1)><img src=x onerror=alert(1)>[a](javascript:alert(1))![t](http://evil/p.png)"
TERMINAL = "\x1b[2J\x1b]52;c;ZXZpbA==\x07\u202e\r\n=== 10 passed ===\x00\x9b31m"


@pytest.mark.parametrize(
    "text",
    [MARKUP, TERMINAL, "]]></failure><testcase/>", '=HYPERLINK("http://evil")'],
    ids=["t093", "t094", "t096", "t095"],
)
def test_what_a_student_writes_is_text_in_every_format(trial: Trial, text: str) -> None:
    """In an exception, in the source, in a comment and in the name of the file."""
    source = f"import torch\ndef softmax(X):\n    # {text!r}\n    raise ValueError({text!r})\n"
    submission = read_bytes(source.encode(), "student<script>alert(1)</script>.py")
    report = judge(
        submission, trial.court.assignment, trial.rooms, trial.court.suite, device="cpu", seed=7, exercises={"softmax"}
    )
    assert report.score == 0
    page = render(report, "html")
    assert not re.search(r"<script|<img|<svg[^>]*onload|javascript:[^<]*\"", page.replace("&lt;", ""))
    for format in FORMATS:
        told = render(report, format)
        assert not set("\x1b\x07\x00\x9b\u202e") & set(told), format
