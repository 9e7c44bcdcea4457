"""Reading: every kind of file that students hand in, and a sentence for those that cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.submission import Submission, Unreadable, read, read_bytes, slice

CODE = "def f():\n    return 1\n"


def cell(source: Any, kind: str = "code", **more: Any) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def ipynb(*cells: Any, **more: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells), **more}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refused(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, name)
    text = caught.value.text
    assert text.en.endswith((".", ")."))
    assert any("\u4e00" <= char <= "\u9fff" for char in text.zh)
    assert str(caught.value) == text.en
    return text.en


def finds_f(submission: Submission) -> bool:
    return "f" in slice(submission, ["f"]).found


# Scripts


def test_a_script() -> None:
    submission = read_bytes(CODE.encode(), "hand/in/li_lei.py")
    assert (submission.kind, submission.student, submission.path) == ("py", "li_lei", "hand/in/li_lei.py")
    assert submission.sha256 == hashlib.sha256(CODE.encode()).hexdigest()
    assert submission.warnings == []
    assert submission.cells[0].source == CODE
    assert submission.cells[0].number is None


def test_a_script_does_not_pay_for_nbformat() -> None:
    program = (
        "import sys; from grader.submission import read_bytes; read_bytes(b'x = 1', 'a.py');"
        "print('nbformat' in sys.modules, 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + CODE.encode(),
        CODE.encode("utf-16"),
        CODE.encode("utf-32"),
        CODE.replace("\n", "\r\n").encode(),
        CODE.replace("\n", "\r").encode(),
        CODE.replace("    ", "\t").encode(),
        b"# -*- coding: utf-8 -*-\n" + CODE.encode(),
        b"#!/usr/bin/python\n# vim: set fileencoding=gbk :\n" + ("s = '中'\n" + CODE).encode("gbk"),
        CODE.encode() + b"\x1a",
        ("\ufeff" + CODE).encode(),
    ],
)
def test_encodings_that_are_plain(data: bytes) -> None:
    submission = read_bytes(data, "a.py")
    assert finds_f(submission)
    assert submission.warnings == []
    assert "\r" not in submission.cells[0].source


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (CODE.encode() + "s = 'é à ü'\n".encode("latin-1"), "Latin-1"),
        (CODE.encode() + "s = '中文注释，没有声明编码'\n".encode("gbk"), "GBK"),
        (CODE.encode("utf-16-le"), "UTF-16"),
        (CODE.encode() + b"\0", "NUL"),
    ],
)
def test_encodings_that_are_guessed_with_a_warning(data: bytes, named: str) -> None:
    submission = read_bytes(data, "a.py")
    assert finds_f(submission)
    assert named in submission.warnings[0].en
    assert named in submission.warnings[0].zh


def test_gbk_without_a_declaration_keeps_its_characters() -> None:
    assert "中文" in read_bytes("s = '中文'\n".encode("gbk"), "a.py").cells[0].source


@pytest.mark.parametrize("cookie", ["utf-7", "utf_7", "rot13", "unicode_escape", "cp037", "no-such"])
def test_encodings_that_could_hide_code_are_refused(cookie: str) -> None:
    assert cookie in refused(f"# coding: {cookie}\n{CODE}".encode(), "a.py")
    assert cookie in refused(f"\n# coding={cookie}\n{CODE}".encode(), "a.py")
    assert finds_f(read_bytes(f"{CODE}# coding: {cookie}\n".encode(), "a.py"))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.py", "empty"),
        (b"\xef\xbb\xbf \r\n", "a.py", "empty"),
        (b"", "a.ipynb", "empty"),
        (bytes(range(256)) * 40, "a.py", "binary"),
        (b"%PDF-1.7 ...", "a.py", "PDF"),
        (b"\x7fELF...", "a.py", "compiled"),
        (b"hello", "a.docx", ".py, .ipynb or .zip"),
        (b"hello", "a", ".py, .ipynb or .zip"),
        (b"\xff\xfea", "a.py", "damaged"),
    ],
)
def test_what_is_no_script(data: bytes, name: str, said: str) -> None:
    assert said in refused(data, name)


def test_a_name_cannot_garble_the_sentence() -> None:
    sentence = refused(b"", "x/\x1b[31m\u202egnp\n.py" + "y" * 300 + ".py")
    assert sentence.isprintable()
    assert len(sentence) < 120


# Notebooks


def test_a_notebook() -> None:
    data = ipynb(cell("# Title", "markdown"), cell(["def f():\n", "    return 1"]), cell("raw", "raw"), cell("x = 1"))
    submission = read_bytes(data, "a.ipynb")
    assert [(c.index, c.kind, c.number) for c in submission.cells] == [
        (1, "markdown", None),
        (2, "code", 1),
        (3, "markdown", None),
        (4, "code", 2),
    ]
    assert submission.cells[1].source == "def f():\n    return 1"
    assert submission.warnings == []
    assert submission.kind == "ipynb"


def test_a_notebook_of_version_3_is_upgraded() -> None:
    code = {"cell_type": "code", "language": "python", "metadata": {}, "outputs": [], "collapsed": False}
    code |= {"input": ["def f():\n", "    return 1"], "prompt_number": 1}
    title = {"cell_type": "heading", "level": 1, "metadata": {}, "source": "T"}
    sheet = {"metadata": {}, "cells": [title, code]}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [sheet]}
    submission = read_bytes(json.dumps(old).encode(), "a.ipynb")
    assert finds_f(submission)
    assert submission.cells[0].source == "# T"


@pytest.mark.parametrize(
    "data",
    [
        ipynb(cell(CODE), None, 3, {"cell_type": "code"}, {"source": 5}, nbformat_minor=999),
        ipynb(cell(CODE, outputs=[{"output_type": "nonsense", "data": "<script>"}], execution_count="x"), nbformat="4"),
        ipynb(cell(CODE, id="same"), cell("", id="same"), metadata=None, nbformat_minor=5),
        ipynb(cell(CODE), nbformat=17),
        json.dumps({"cells": [cell(CODE)]}).encode(),
        b'{"cells": [{"cell_type": "code", "source": "def f():\n    return NaN", "outputs": NaN}]}',
        json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": CODE}]}, 4]}).encode(),
        b"\xef\xbb\xbf" + ipynb(cell(CODE)),
        ipynb(cell(CODE.replace("\n", "\r\n"))),
    ],
)
def test_notebooks_that_fail_validation_are_read(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    assert finds_f(read_bytes(data, "a.ipynb"))
    assert capfd.readouterr() == ("", "")


def test_a_notebook_under_a_script_s_name() -> None:
    assert read_bytes(ipynb(cell(CODE)), "a.py").kind == "ipynb"
    assert read_bytes(json.dumps({"cells": [cell(CODE)]}, indent=1).encode(), "a.ipynb.txt").kind == "ipynb"
    assert read_bytes(CODE.encode(), "a.py.txt").kind == "py"


def test_large_outputs_do_not_matter() -> None:
    assert finds_f(read_bytes(ipynb(cell(CODE, outputs=[{"data": {"image/png": "A" * 3_000_000}}])), "a.ipynb"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ipynb(cell(CODE))[:-30], "cut off at line 1"),
        (ipynb(cell(CODE))[:60], "cut off at line 1"),
        (b'{"cells": [}]', "broken at line 1"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'{"cells": 3}', "no list of cells"),
        (b"[]", "no list of cells"),
        (CODE.encode(), "not a valid notebook"),
        (b"[" * 200_000, "nested too deeply"),
    ],
)
def test_what_is_no_notebook(data: bytes, said: str) -> None:
    assert said in refused(data, "a.ipynb")


def test_notebooks_without_python_get_a_warning() -> None:
    assert "no code" in read_bytes(ipynb(cell("text", "markdown"), cell(" ")), "a.ipynb").warnings[0].en
    julia = ipynb(cell(CODE), metadata={"kernelspec": {"language": "julia", "name": "j", "display_name": "J"}})
    assert "julia notebook" in read_bytes(julia, "a.ipynb").warnings[0].en


# Markdown


def test_a_markdown_export() -> None:
    text = (
        "# T\n```Python\nimport math\n```\n~~~pyhton\ndef f():\n    return math.pi\n~~~\n"
        "```\ndef g(): pass\n1.0\nTensor of 5\n```\n```bash\nrm x\n```\n"
        "- a\n  ```{.python .input  n=3}\n  def h(): pass\n  ```\n```py\ndef i(): pass"
    )
    submission = read_bytes(text.encode(), "a.md")
    sliced = slice(submission, ["f", "g", "h", "i"])
    assert [cell.kind for cell in submission.cells] == ["markdown", *["code"] * 3, "markdown", *["code"] * 2]
    assert [cell.first_line for cell in submission.cells if cell.number] == [3, 6, 10, 19, 22]
    assert sliced.missing == ()
    assert sliced.warnings == []
    assert (sliced.found["h"].at.cell, sliced.found["h"].at.line) == (4, 1)
    assert "no fenced Python code" in read_bytes(b"hello", "a.md").warnings[0].en


# Zips


def test_a_zip_with_one_file() -> None:
    data = zipped({"work/answer.py": CODE.encode(), "__MACOSX/._answer.py": b"\0", "work/data.csv": b"1"})
    submission = read_bytes(data, "wang.zip")
    assert finds_f(submission)
    assert (submission.kind, submission.student) == ("zip", "wang")
    assert submission.sha256 == hashlib.sha256(data).hexdigest()
    assert submission.warnings == []
    assert submission.cells[0].file == ""


def test_a_zip_that_leads_out_of_itself() -> None:
    names = ("../evil.py", "/evil.py", "a/../../evil.py", "C:/evil.py", "..\\evil.py")
    submission = read_bytes(zipped({**dict.fromkeys(names, b"def evil(): pass"), "a.py": CODE.encode()}), "a.zip")
    assert slice(submission, ["f", "evil"]).missing == ("evil",)
    assert "leads out of the zip" in submission.warnings[0].en
    assert "leads out of the zip" in refused(zipped({"../evil.py": CODE.encode()}), "a.zip")


def test_zip_bombs_are_not_unpacked() -> None:
    assert "too large when unpacked" in refused(zipped({"a.py": b"#" * 30_000_000}), "a.zip")
    assert "too large when unpacked" in refused(zipped({"a.py": b"#" * 3_000_000}), "a.zip")
    lying = bytearray(zipped({"a.py": b"#" * 500_000}))
    for signature, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        lying[(at := lying.find(signature) + offset) : at + 4] = (100).to_bytes(4, "little")
    assert "a.py" in refused(bytes(lying), "a.zip")


def test_links_passwords_and_zips_in_zips_are_left_alone() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.py")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", zipped({"a.py": CODE.encode()}))
        archive.writestr("a.py", CODE)
    submission = read_bytes(buffer.getvalue(), "a.zip")
    assert len(submission.cells) == 1
    assert "symbolic link" in submission.warnings[0].en
    assert "zip inside" in submission.warnings[1].en
    locked = bytearray(zipped({"a.py": CODE.encode()}))
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.find(signature) + offset] |= 1
    assert "password" in refused(bytes(locked), "a.zip")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\3\4",
        b"PK\5\6" + b"\0" * 18,
        zipped({"a.py": b"x"})[:-10],
        zipped({"a.txt": b"x"}),
        zipped({"a.py": b" "})[:60],
    ],
    ids=[
        "a header",
        "no entries",
        "cut at the end",
        "no code",
        "cut in the middle",
    ],  # a zip holds the time it was made
)
def test_zips_that_hold_nothing(data: bytes) -> None:
    assert refused(data, "a.zip")


def test_damage_in_a_zip_is_told() -> None:
    data = bytearray(zipped({"a.py": os.urandom(300)}))
    data[60] ^= 255
    assert "damaged" in refused(bytes(data), "a.zip")


def test_too_many_entries() -> None:
    assert "too many files" in refused(zipped({f"{i}.txt": b"" for i in range(20_001)}), "a.zip")


# Which files count


def test_several_files_are_joined_in_natural_order_with_a_note() -> None:
    files = {
        "part10.py": b"def f(): return 10",
        "part2.py": b"def f(): return 2\ndef g(): pass",
        "notes.py": b"x = 1",
        "test_a.py": b"def f(): 3",
        "README.md": b"# x",
    }
    submission = read_bytes(zipped(files), "a.zip")
    assert [c.file for c in submission.cells] == ["part2.py", "part10.py"]
    assert "2 files were read as one submission, in this order: part2.py, part10.py." in submission.warnings[0].en
    sliced = slice(submission, ["f"])
    assert sliced.found["f"].at.file == "part10.py"
    assert "line 1 of part10.py" in sliced.warnings[-1].en


def test_of_a_stub_and_a_filled_in_notebook_the_filled_in_one_counts() -> None:
    stub = b"def f():\n    raise NotImplementedError"
    filled = ipynb(cell(CODE))
    for files in (
        {"a.py": stub, "a.ipynb": filled},
        {"a.py": CODE.encode(), "a.ipynb": ipynb(cell(stub.decode()))},
        {"a.zh.ipynb": filled, "a.ipynb": ipynb(cell(stub.decode()))},
    ):
        submission = read_bytes(zipped(files), "s.zip")
        assert len(submission.cells) == 1
        assert "NotImplementedError" not in submission.cells[0].source
        assert "which has the same name" in submission.warnings[0].en
    assert read_bytes(zipped({"a.py": CODE.encode(), "a.ipynb": filled}), "s.zip").cells[0].number == 1


def test_one_broken_file_does_not_cost_the_others() -> None:
    submission = read_bytes(zipped({"a.ipynb": b"{", "b.py": CODE.encode()}), "a.zip")
    assert finds_f(submission)
    assert "a.ipynb is cut off" in submission.warnings[0].en


# Paths


def test_a_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "学生 一 -x.py"
    path.write_text(CODE)
    submission = read(path)
    assert finds_f(submission)
    assert submission.student == "学生 一 -x"
    assert submission.path == str(path)


def test_a_folder(tmp_path: Path) -> None:
    root = tmp_path / "han_meimei"
    for name in (
        "answer.py",
        ".hidden.py",
        "__pycache__/x.py",
        ".ipynb_checkpoints/answer-checkpoint.py",
        "conftest.py",
        "sub/helper.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(CODE)
    secret = tmp_path / "secret.py"
    secret.write_text("def secret(): pass")
    (root / "link.py").symlink_to(secret)
    (root / "linked").symlink_to(tmp_path)
    os.mkfifo(root / "pipe.py")
    submission = read(root)
    assert (submission.kind, submission.student) == ("folder", "han_meimei")
    assert [c.file for c in submission.cells] == ["answer.py", "sub/helper.py"]
    said = " ".join(warning.en for warning in submission.warnings)
    assert "Symbolic links" in said
    assert "pipe.py is not a regular file" in said
    before = submission.sha256
    assert read(root).sha256 == before
    (root / "answer.py").write_text(CODE + "#")
    assert read(root).sha256 != before


@pytest.mark.parametrize("kind", ["link", "broken link", "pipe", "device", "missing", "nul", "empty folder", "large"])
def test_paths_that_are_never_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.py"
    if kind == "link":
        (tmp_path / "b.py").write_text(CODE)
        path.symlink_to(tmp_path / "b.py")
    elif kind == "broken link":
        path.symlink_to("nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path("/dev/zero")
    elif kind == "nul":
        path = Path("a\0.py")
    elif kind == "empty folder":
        path.mkdir()
    elif kind == "large":
        with path.open("wb") as file:
            file.truncate(200_000_000)
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert caught.value.text.en
    assert caught.value.text.zh


def test_the_cap_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("#" * 101)
    with pytest.raises(Unreadable, match=r"a\.py is too large \(0\.0 MB"):
        read(path, max_bytes=100)
    assert read(path, max_bytes=101).cells
