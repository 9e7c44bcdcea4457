"""`torchgrade submit`: what is packed, what is said of it, and that it is graded as the file itself would be."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.batch import Desk, Orders
from grader.cli import cli
from grader.submission import read
from grader.submission.receipt import RECEIPT, receipt_in
from tests import demo_course

RIGHT = demo_course.RIGHT
HALF = "import torch\n\n\ndef mean_row(X):\n    return X.mean(dim=0)\n"
STUB = "def unit_rows(X):\n    raise NotImplementedError\n\n\ndef mean_row(X):\n    return X.mean(dim=0)\n"
FORBIDDEN = "import torch\n\n\ndef unit_rows(X):\n    return torch.nn.functional.normalize(X)\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    demo_course.write(tmp_path / "course")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "course"


def submit(course: Path, *arguments: Any) -> Result:
    return CliRunner().invoke(
        cli, ["submit", "--course", str(course), *map(str, arguments)], catch_exceptions=False, standalone_mode=False
    )


def work(source: str, name: str = "mine.py") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def notebook(*sources: str) -> str:
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None} for s in sources
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def test_a_whole_submission_is_packed_with_a_receipt(course: Path) -> None:
    path = work(RIGHT)
    result = submit(course, path)
    assert result.return_value == 0
    out = Path("normalise.torchgrade.zip")
    receipt = receipt_in(out.read_bytes())
    assert receipt is not None
    assert receipt.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert receipt.sha256 in result.output
    assert receipt.time.replace("T", " ").replace("Z", " UTC") in result.output
    assert (receipt.complete, receipt.incomplete) == (("unit_rows", "mean_row"), ())
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["mine.py", RECEIPT]
        assert archive.read("mine.py") == path.read_bytes()
    assert "unit_rows  found" in result.output


@pytest.mark.parametrize(
    ("name", "source", "marks"),
    [
        ("right.py", RIGHT, 8),
        ("wrong.py", demo_course.WRONG, 2),
        ("right.ipynb", notebook("import torch", RIGHT, "%matplotlib inline"), 8),
        ("half.ipynb", notebook(HALF, "print(1"), 2),
    ],
)
def test_it_is_graded_as_the_file_itself(course: Path, name: str, source: str, marks: float) -> None:
    path = work(source, name)
    submit(course, path)
    with Desk(Orders(course=course, in_process=True, device="cpu")) as desk:
        plain, packed = desk.grade(path).report, desk.grade(Path("normalise.torchgrade.zip")).report
    assert (plain.score, packed.score) == (marks, marks)
    assert (plain.seed, plain.submission.sha256) == (packed.seed, packed.submission.sha256)
    assert [t.message for e in plain.exercises for t in e.tests] == [
        t.message for e in packed.exercises for t in e.tests
    ]
    assert plain.warnings == packed.warnings


def test_a_folder_is_graded_as_the_folder_itself(course: Path) -> None:
    work(HALF, "all/a.py")
    work("import torch\n\n\ndef unit_rows(X):\n    return X\n", "all/sub/b.py")
    assert submit(course, "all").return_value == 0
    packed = read(Path("normalise.torchgrade.zip"))
    assert packed.sha256 == read(Path("all")).sha256
    assert [cell.source for cell in packed.cells] == [cell.source for cell in read(Path("all")).cells]


def test_the_assignment_is_known_whatever_the_file_is_called(course: Path) -> None:
    submit(course, work(RIGHT), "-o", "Ann_4711_upload.zip")
    found = read(Path("Ann_4711_upload.zip"))
    assert found.release is not None
    assert found.release.assignment == "ch00_demo/normalise"
    assert found.student == "Ann_4711_upload"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (HALF, "unit_rows  missing"),
        (STUB, "unit_rows  not written yet  line 1"),
        (FORBIDDEN, "unit_rows  uses what is forbidden  line 4\n    Line 5 uses torch.nn.functional.normalize"),
        (notebook("x = 1", RIGHT), "unit_rows  found  cell 2, line 8"),
        (notebook("def unit_rows(X):\n    return X +", HALF), "There is a syntax error at line 2 of cell 1"),
    ],
    ids=["missing", "stub", "forbidden", "where", "lost"],
)
def test_what_is_found_and_what_is_not(course: Path, source: str, said: str) -> None:
    result = submit(course, work(source, "mine.ipynb" if source.startswith("{") else "mine.py"))
    assert said in result.output
    assert result.return_value == (0 if "found  cell" in said else 1)
    assert Path("normalise.torchgrade.zip").exists()


def test_the_same_work_packs_to_the_same_content(course: Path) -> None:
    path = work(RIGHT)
    for out in ("a.zip", "b.zip"):
        submit(course, path, "-o", out)
    a, b = (zipfile.ZipFile(out) for out in ("a.zip", "b.zip"))
    infos = [[(i.filename, i.date_time, i.CRC) for i in z.infolist() if i.filename != RECEIPT] for z in (a, b)]
    assert infos[0] == infos[1]
    assert infos[0][0][1] == (1980, 1, 1, 0, 0, 0)


def test_a_file_in_the_way_is_replaced_only_when_told(course: Path) -> None:
    submit(course, work(RIGHT))
    before = Path("normalise.torchgrade.zip").read_bytes()
    refused = CliRunner().invoke(cli, ["submit", str(work(HALF)), "--course", str(course)])
    assert refused.exit_code == 2
    assert "is there already (packed " in refused.output
    assert Path("normalise.torchgrade.zip").read_bytes() == before
    assert "Replaced normalise.torchgrade.zip" in submit(course, "mine.py", "--force").output
    assert Path("normalise.torchgrade.zip").read_bytes() != before


def test_what_cannot_be_packed_is_a_sentence(course: Path) -> None:
    work("x = 1\n", "nothing.py")
    Path("empty.py").touch()
    work('{"cells": [', "cut.ipynb")
    for arguments, said in {
        ("nowhere.py",): "does not exist",
        ("empty.py",): "is empty",
        ("cut.ipynb",): "is cut off",
        ("mine.txt.exe",): "does not exist",
        (str(work(RIGHT)), "-o", "no/such/folder.zip"): "cannot write no/such/folder.zip",
        (str(work(RIGHT)), "--assignment", "normalize"): "normalise",
    }.items():
        result = CliRunner().invoke(cli, ["submit", "--course", str(course), *arguments])
        assert result.exit_code == 2, arguments
        assert said in result.output
        assert "Traceback" not in result.output
    assert not list(Path().glob("*.zip*"))


def test_a_changed_pack_is_told(course: Path) -> None:
    submit(course, work(RIGHT))
    receipt = zipfile.ZipFile("normalise.torchgrade.zip").read(RECEIPT)
    with zipfile.ZipFile("changed.zip", "w") as archive:
        archive.writestr("mine.py", HALF)
        archive.writestr(RECEIPT, receipt)
    assert any("changed after packing" in warning.en for warning in read(Path("changed.zip")).warnings)
    with zipfile.ZipFile("odd.zip", "w") as archive:
        archive.writestr("mine.py", HALF)
        archive.writestr(RECEIPT, b'{"schema": 1')
    assert [w.en for w in read(Path("odd.zip")).warnings] == []


def test_as_json_and_in_chinese(course: Path) -> None:
    said = json.loads(submit(course, work(HALF), "--format", "json").output)
    assert [(e["id"], e["state"]) for e in said["exercises"]] == [("unit_rows", "missing"), ("mean_row", "found")]
    assert said["exercises"][1]["names"][0]["at"]["line"] == 4
    assert said["receipt"]["incomplete"] == ["unit_rows"]
    output = submit(course, "mine.py", "--lang", "zh", "--force").output
    assert "没有找到" in output
    assert "已替换：normalise.torchgrade.zip" in output


def test_nothing_is_run_and_torch_is_not_imported(course: Path) -> None:
    work("open('ran', 'w')\n" + RIGHT)
    code = (
        "import sys\nfrom grader.cli import cli\n"
        f"cli(['submit', 'mine.py', '--course', {str(course)!r}], standalone_mode=False)\n"
        "assert not {'torch', 'numpy', 'pytest'} & set(sys.modules), sys.modules.keys()"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {str(root)!r})\n{code}"], check=True)
    assert not Path("ran").exists()
