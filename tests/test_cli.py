"""The command line: what it prints, where it writes, and with which code it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from grader import batch, cli
from grader.report import decode
from grader.sandbox.inprocess import InProcess
from tests import demo_course

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, str(ROOT / "cli.py")]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in a small course, in this process. (Workers are spawned: they have the real sandbox.)"""
    demo_course.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batch, "_sandbox", lambda *_: InProcess())

    def running(*arguments: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return int(ended.value.code or 0), out, err

    return running


def test_help_is_there_at_once() -> None:
    times = []
    for _ in range(3):
        before = time.perf_counter()
        done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - before)
    assert all(command in done.stdout for command in ("check", "grade", "list", "release", "verify"))
    heavy = {"torch", "numpy", "pytest", "jinja2", "nbformat", "rich"}
    code = f"import sys, grader.cli; print(sorted({heavy} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert loaded.stdout == "[]\n"
    assert min(times) < 1.0  # 0.2 s on a machine that does nothing else


def test_list(run: Run) -> None:
    code, out, _ = run("list")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines == [
        "exercise title points devices tests",
        "",
        "ch00_demo",
        "0.1 normalise: Normalising rows · 逐行归一化 (8)",
        "unit_rows unit_rows 6 cpu 3",
        "mean_row The mean row · 平均行 2 cpu 2",
        "",
        "1 assignments, 2 exercises, 8 points, 5 tests",
    ]
    assert "Normalising" not in run("list", "--lang", "zh")[1]
    assert "平均行" not in run("list", "--lang", "en")[1]
    told = json.loads(run("list", "--json")[1])[0]
    assert told["titles"] == {"en": "Normalising rows", "zh": "逐行归一化"}
    assert told["exercises"][1]["tests"] == {"public": 1, "hidden": 1, "exact": True}
    assert json.loads(run("list", "--format", "json")[1])[0]["exercises"][0]["points"] == 6


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [(demo_course.RIGHT, 0, "8 / 8"), (demo_course.WRONG, 1, "2 / 8"), ("x = 1\n", 1, "0 / 8")],
)
def test_grade_one(run: Run, tmp_path: Path, text: str, code: int, says: str) -> None:
    (tmp_path / "ann.py").write_text(text)
    got, out, err = run("grade", "ann.py")
    assert got == code
    assert says in out
    assert err == ""


def test_grade_tells_the_mistake_in_both_languages(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.py").write_text(demo_course.WRONG)
    assert "dim=0 runs down the rows" in " ".join(run("grade", "ann.py")[1].split())
    assert "你把每一列除以了它的长度" in "".join(run("grade", "ann.py", "--lang", "zh")[1].split())


def test_grade_one_as_json_to_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.py").write_text(demo_course.WRONG)
    code, out, err = run("grade", "ann.py", "--format", "json", "-o", "out/deep/ann.json", "--seed", "7")
    assert (code, out) == (1, "")
    assert "2 / 8" in err
    report = decode((tmp_path / "out/deep/ann.json").read_bytes())
    assert (report.score, report.seed, report.schema) == (2, 7, "torchgrade.report/1")
    assert json.loads(run("grade", "ann.py", "--format", "json")[1])["score"] == 2


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.json", "{"), ("a.txt", "0.1 Normalising")]
)
def test_the_suffix_of_the_output_is_the_format(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    (tmp_path / "ann.py").write_text(demo_course.RIGHT)
    for command in ("grade", "check"):
        assert run(command, "ann.py", "-o", name)[0] == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert run("grade", "ann.py", "-o", name, "--format", "json")[0] == 0
    assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["score"] == 8


def test_only_one_exercise(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.py").write_text(demo_course.WRONG)
    code, out, _ = run("grade", "ann.py", "--exercise", "mean_row")
    assert (code, "2 / 2" in out, "unit_rows" in out) == (0, True, False)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("grade",), "Missing argument"),
        (("grade", "ann.py", "--assignment", "normalize"), "Did you mean 'normalise'?"),
        (("grade", "ann.py", "--exercise", "unit_row"), "no assignment 'unit_row'"),
        (("grade", "ann.py", "--course", "nowhere"), "there is no such folder"),
        (("grade", "ann.py", "--device", "tpu"), "'tpu' is not one of"),
        (("grade", "ann.py", "bo.py", "--format", "html"), "say with -o DIR where the 2 pages are to go"),
        (("grade", "ann.py", "bo.py", "-o", "ann.py"), "ann.py is a file; several submissions need a folder"),
        (("verify", "nothing"), "there is no assignment 'nothing'"),
    ],
)
def test_a_command_that_cannot_be_carried_out(run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    for name in ("ann.py", "bo.py"):
        (tmp_path / name).write_text(demo_course.RIGHT)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert says in err


def test_check_is_for_students_who_have_no_solutions(run: Run, tmp_path: Path) -> None:
    assert run("release")[0] == 0
    (tmp_path / "solutions").rename(tmp_path.parent / "kept_back")
    work = tmp_path / "assignments" / "ch00_demo" / "normalise" / "normalise.py"
    code, out, _ = run("check", work)
    assert code == 1
    assert "0 / 2" in out
    assert "Not begun: " in out
    assert "raised" not in out
    work.write_text(demo_course.WRONG)
    assert "Hint: Sum the squares along dim 1." in run("check", work)[1]
    work.write_text(demo_course.RIGHT)
    code, out, _ = run("check", work)
    assert (code, "2 / 2" in out) == (0, True)
    code, _, err = run("verify")
    assert code == 2
    assert "has no hidden tests" in err


def test_check_runs_only_public_tests(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.py").write_text(demo_course.WRONG)
    out = run("check", "ann.py")[1]
    assert "[3, 4] becomes" in out
    assert "Every row has length one" not in out


def test_release_and_its_check(run: Run, tmp_path: Path) -> None:
    assert run("release", "--check")[0] == 1
    code, out, _ = run("release")
    assert code == 0
    assert "wrote assignments/ch00_demo/normalise/normalise.ipynb" in out.replace(os.sep, "/")
    assert run("release", "--check") == (0, "1 assignments are fresh.\n", "")
    readme = tmp_path / "assignments" / "ch00_demo" / "normalise" / "README.md"
    readme.write_bytes(readme.read_bytes() + b"\n")
    code, out, err = run("release", "--check")
    assert code == 1
    assert "README.md differs" in out
    assert "1 files drifted" in err
    notebook = nbformat.read(readme.parent / "normalise.ipynb", 4)
    nbformat.validate(notebook)


def test_a_broken_course_is_a_sentence(run: Run, tmp_path: Path) -> None:
    toml = tmp_path / "solutions" / "ch00_demo" / "normalise" / "assignment.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("points = 6", "points = 'six'"), encoding="utf-8")
    code, _, err = run("list")
    assert code == 2
    assert "assignment.toml: exercises.unit_rows.points: found 'six' (str). Allowed: a number above 0" in err


def test_a_broken_suite_is_the_graders_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.py").write_text(demo_course.RIGHT)
    (tmp_path / "solutions/ch00_demo/normalise/test_mean_row.py").write_text("import nothing_of_that_name\n")
    code, _, err = run("grade", "ann.py")
    assert code == 3
    assert "test_mean_row.py" in err


def test_an_internal_error_is_one_line_and_code_3(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError("somewhere inside")

    monkeypatch.setattr("grader.course.find_course", broken)
    code, _, err = run("list")
    assert code == 3
    assert "the grader itself failed: ZeroDivisionError: somewhere inside" in err
    with pytest.raises(ZeroDivisionError):
        cli.main(["list", "--debug"])


def test_several_with_pages_lines_and_a_summary(run: Run, tmp_path: Path) -> None:
    """With the real sandbox, in workers."""
    folder = tmp_path / "in"
    for name, file, text in (
        ("ann", "hw.py", demo_course.RIGHT),
        ("bo", "hw.py", demo_course.WRONG),
        ("cy", "hw.ipynb", '{"cells": ['),
    ):
        (folder / name).mkdir(parents=True)
        (folder / name / file).write_text(text)
    code, out, err = run("grade", "in", "--jobs", 2, "--format", "html", "-o", "out")
    assert code == 2
    assert out == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["ann.html", "bo.html", "cy.html"]
    assert "dim=0 runs down the rows" in (tmp_path / "out" / "bo.html").read_text(encoding="utf-8")
    assert "3 submissions, 1 with full marks, mean 62%, 1 could not be used" in err
    code, out, err = run("grade", *sorted(folder.iterdir()), "--jobs", 2, "--format", "json", "-o", "out/all.jsonl")
    reports = [decode(line) for line in (tmp_path / "out" / "all.jsonl").read_bytes().splitlines()]
    assert [(report.submission.student, report.score) for report in reports] == [("ann", 8), ("bo", 2), ("cy", 0)]
    assert reports[0].isolation.level in ("full", "partial", "none")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_keeps_what_is_done(tmp_path: Path) -> None:
    demo_course.write(tmp_path)
    for n in range(400):
        (tmp_path / f"s{n:03}.py").write_text(demo_course.RIGHT + f"# {n}\n")
    files = [str(path) for path in sorted(tmp_path.glob("s*.py"))]
    arguments = [*COMMAND, "grade", *files, "--jobs", "1", "--format", "json", "-o", "all.jsonl"]
    process = subprocess.Popen(arguments, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    for _ in range(3):
        assert "8 / 8" in process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in err
    done = [decode(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    assert 3 <= len(done) < 400
    assert {report.score for report in done} == {8}


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run([*COMMAND, "list"], stdout=write, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(write)
    assert done.stderr == ""
    assert done.returncode == 0


# --- what cannot be used --------------------------------------------------------------------------------------------

SOFTMAX = "import torch\n\n\ndef softmax(X):\n    return X.exp() / X.exp().sum(1, keepdim=True)\n"
UNFINISHED = SOFTMAX.replace("(X):", "(X)")


def notebook(*cells: str, version: int = 4) -> bytes:
    key = "input" if version == 3 else "source"
    more = {"outputs": [], "metadata": {}, "language": "python"}
    listed = [{"cell_type": "code", key: cell, **more} for cell in cells]
    body = {"worksheets": [{"cells": listed}]} if version == 3 else {"cells": listed}
    return json.dumps({"metadata": {}, "nbformat": version, "nbformat_minor": 0, **body}).encode()


def zipped(**files: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("up/", "../").replace("_py", ".py"), text)
    return data.getvalue()


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(200_000_000)


@pytest.mark.parametrize(
    ("name", "content", "code", "en", "zh"),
    [
        ("a.py", b"", 2, "a.py is empty.", "a.py 是空文件。"),
        ("a.py", b" \n\n", 2, "a.py is empty.", "a.py 是空文件。"),
        ("a.ipynb", notebook(SOFTMAX)[:90], 2, "a.ipynb is cut off at line 1", "a.ipynb 在第 1 行中断"),
        ("a.ipynb", notebook(), 2, "a.ipynb has no code in it.", "a.ipynb 中没有代码。"),
        ("a.ipynb", b"[1, 2]", 2, "it has no list of cells", "其中没有"),
        ("a.ipynb", notebook(SOFTMAX, version=3), 1, "The softmax of each row", "逐行计算 softmax"),
        ("a.ipynb", notebook(SOFTMAX, "def g(:\n"), 1, "line 1 of cell 2 (", "第 2 个单元格第 1 行有语法错误"),
        ("a.ipynb", notebook("x = 1", UNFINISHED), 2, "syntax error at line 4 of cell 2 (", "第 2 个单元格第 4 行"),
        ("softmax_regression.ipynb", notebook(UNFINISHED), 1, "line 4 of cell 1 (", "第 1 个单元格第 4 行"),
        ("a.py", UNFINISHED.encode(), 2, "There is a syntax error at line 4 (", "第 4 行有语法错误"),
        ("a.py", b"x = 1\n", 2, "It defines none of the names", "没有定义任何题目要求的名称"),
        ("a.py", b"\xef\xbb\xbf" + SOFTMAX.encode(), 1, "The softmax of each row", "逐行计算 softmax"),
        ("a.py", bytes(range(256)) * 4, 2, "a.py is a binary file", "a.py 是二进制文件"),
        ("a.ipynb", bytes(range(256)) * 4, 2, "a.ipynb is a binary file", "a.ipynb 是二进制文件"),
        ("a.zip", zipped(up__a_py=SOFTMAX), 2, "../a.py leads out of the zip", "../a.py 指向压缩包之外"),
        ("a.zip", zipped(up__a_py=SOFTMAX, b_py=SOFTMAX), 1, "../a.py leads out of", "../a.py 指向压缩包之外"),
        ("a.zip", zipped(b_py=SOFTMAX)[:60], 2, "a.zip is not a whole zip file", "a.zip 不是完整的 zip 文件"),
        ("a.zip", zipped(b_py=UNFINISHED), 2, "syntax error at line 4 (", "第 4 行有语法错误"),
        ("a.docx", zipped(word="x"), 2, "a.docx is not a kind of file", "无法评阅 a.docx"),
        ("a.pdf", b"%PDF-1.7\n", 2, "a.pdf is not a kind of file", "无法评阅 a.pdf"),
        ("a.py", b"%PDF-1.7\n", 2, "a.py is a PDF document", "a.py 是 PDF 文档"),
        ("a.py", huge, 2, "a.py is too large (200.0 MB; at most 20 MB)", "a.py 过大（200.0 MB，上限 20 MB）"),
        ("a", Path.mkdir, 2, "a has no .py or .ipynb file in it", "a 中没有可读取的 .py 或 .ipynb 文件"),
        ("a.py", lambda path: None, 2, "there is no a.py.", "a.py 不存在。"),
        ("a" * 300 + ".py", lambda path: None, 2, "(its name is too long)", "（文件名过长）"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else type(value).__name__,  # zips hold the time
)  # fmt: skip
def test_whatever_is_handed_in_is_answered_in_a_sentence(
    run: Run, tmp_path: Path, name: str, content: bytes | Callable[[Path], None], code: int, en: str, zh: str
) -> None:
    if isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)
    else:
        content(tmp_path / name)
    for command, lang, says in (("grade", "en", en), ("check", "zh", zh), ("grade", "zh", zh), ("check", "en", en)):
        got, out, err = run(command, name, "--course", ROOT, "--lang", lang)
        assert got == code or (code == 1 and got == 0)
        said = " ".join(out.split()) if lang == "en" else "".join(out.split())
        assert says in err if code == 2 else (says if lang == "en" else says.replace(" ", "")) in said
        if code == 2:
            assert (out, err.count("\n")) == ("", 1)


def test_a_folder_that_may_not_be_read_is_a_sentence(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not bind root, so the system's answer is played."""
    (tmp_path / "closed").mkdir()
    refused = PermissionError(errno.EACCES, "Permission denied")

    def scandir(path: object = ".", _scandir: Callable[..., object] = os.scandir) -> object:
        if str(path).endswith("closed"):
            raise refused
        return _scandir(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "iterdir", lambda path: (_ for _ in ()).throw(refused))
    assert run("grade", "closed")[::2] == (2, "torchgrade: closed: closed cannot be opened (no permission).\n")
    assert run("check", "closed", "--lang", "zh")[2] == "torchgrade: closed: 无法打开 closed（没有权限）。\n"
    monkeypatch.setattr(Path, "exists", lambda path: (_ for _ in ()).throw(refused))
    assert run("grade", "closed")[0] == 2


def test_the_report_of_a_file_that_cannot_be_used_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"")
    code, out, err = run("grade", "a.py", "--format", "json", "--assignment", "normalise")
    report = decode(out)
    assert (code, report.trouble, report.score, report.max_score) == (2, "unreadable", 0, 8)
    assert {(e.status, e.message, e.zh.message) for e in report.exercises} == {
        ("error", "a.py is empty.", "a.py 是空文件。")
    }
    assert "a.py is empty." in err
    (tmp_path / "b.py").write_text("x = 1\n")
    report = decode(run("grade", "b.py", "--format", "json")[1])
    assert (report.trouble, {e.status for e in report.exercises}) == ("", {"missing"})


# --- feedback in the notebook -----------------------------------------------------------------------------------------


def test_notebooks_come_back_with_feedback_in_a_folder(run: Run, tmp_path: Path) -> None:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": demo_course.RIGHT}
    document = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (tmp_path / "ann.ipynb").write_text(json.dumps(document))
    assert run("grade", "ann.ipynb", "--format", "notebook", "-o", "returned")[0] == 0
    cells = json.loads((tmp_path / "returned" / "ann.ipynb").read_text())["cells"]
    assert [c["cell_type"] for c in cells] == ["markdown", "code", "markdown", "markdown"]
    assert run("grade", "ann.ipynb", "-o", "back.ipynb", "--lang", "zh")[0] == 0
    assert "再次评分时会被替换" in (tmp_path / "back.ipynb").read_text(encoding="utf-8")
    (tmp_path / "bo.ipynb").write_text("{")
    assert run("grade", "bo.ipynb", "--format", "notebook", "-o", "returned")[0] == 2
    assert "cut off" in (tmp_path / "returned" / "bo.ipynb").read_text()


@pytest.mark.parametrize(("output", "says"), [((), "say with -o DIR"), (("-o", "."), "is a submission")])
def test_a_submission_is_never_overwritten(run: Run, tmp_path: Path, output: tuple[str, ...], says: str) -> None:
    (tmp_path / "ann.ipynb").write_text("{}")
    code, _, err = run("grade", "ann.ipynb", "--format", "notebook", *output)
    assert code == 2
    assert says in err
    assert (tmp_path / "ann.ipynb").read_text() == "{}"
