"""What leaves is built from solutions/, the same bytes each time, and nothing hidden goes with it."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grader import cli
from grader.course import Course, find_course, stored
from grader.leaks import leaks
from grader.release import build, drift, release
from grader.stub import ReleaseError, stub_of
from tests import demo_course

ROOT = Path(__file__).resolve().parents[1]
PY = demo_course.FILES["normalise.py"]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    demo_course.write(tmp_path)
    return find_course(tmp_path)


def test_the_stub_keeps_everything_but_the_marked_lines(course: Course) -> None:
    stub = build(course.assignments[0])["normalise.py"].decode()
    assert stub.count("NotImplementedError") == 2
    assert f"    {demo_course.STUB_LINE}\n" in stub
    assert "keepdim" not in stub
    assert "SOLUTION" not in stub
    kept = [line for line in PY.splitlines() if line.startswith(("import", "EPS", "def", '    """', "#"))]
    assert [line for line in stub.splitlines() if line in kept] == kept


def test_a_stub_of_methods_loads_and_each_method_says_so() -> None:
    source = (
        "class Net:\n    def __init__(self):\n"
        "        ### BEGIN SOLUTION\n        self.x = 1\n        ### END SOLUTION\n\n"
        "    def call(self):\n        y = 2\n        ### BEGIN SOLUTION\n        return y\n        ### END SOLUTION\n\n"
        "    ### BEGIN SOLUTION\n    z = 3\n    ### END SOLUTION\n\n\n### BEGIN SOLUTION\nT = 4\n### END SOLUTION\n"
    )
    stub = stub_of(source, Path("net.py"))
    space: dict = {}
    exec(compile(stub, "net.py", "exec"), space)  # a `raise` in the class body would end here
    with pytest.raises(NotImplementedError, match=r"Net\.__init__ is not written yet"):
        space["Net"]()
    with pytest.raises(NotImplementedError, match=r"Net\.call is not written yet"):
        space["Net"].call(None)
    assert "z = 3" not in stub
    assert "T = 4" not in stub


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("    ### END SOLUTION\n", ""), r"py:18: a second ### BEGIN SOLUTION before the ### END SOLUTION of line 10"),
        (("    ### BEGIN SOLUTION\n", ""), "normalise.py:12: ### END SOLUTION without ### BEGIN SOLUTION"),
        (("### BEGIN SOLUTION", "### begin solution"), "found '### begin solution'"),
        (("def mean_row", "def mean_of_rows"), "mean_row, which assignment.toml asks for, is not defined at the top"),
        (("import torch", "import torch ("), "normalise.py:3: does not parse"),
    ],
)
def test_a_reference_that_cannot_be_released_is_named(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    demo_course.write(tmp_path, normalise_py=PY.replace(*change, 1))
    with pytest.raises(ReleaseError, match=says):
        build(find_course(tmp_path).assignments[0])


def test_a_public_test_may_not_ask_for_the_reference(tmp_path: Path) -> None:
    text = demo_course.FILES["public/test_unit_rows.py"].replace("(student)", "(student, reference)")
    demo_course.write(tmp_path, public_test_unit_rows_py=text)
    with pytest.raises(ReleaseError, match="test_three_four_five asks for `reference`"):
        build(find_course(tmp_path).assignments[0])


def test_a_missing_statement_is_named(tmp_path: Path) -> None:
    demo_course.write(tmp_path, statement_zh_md="")
    with pytest.raises(ReleaseError, match=r"statement\.zh\.md: cannot be read"):
        build(find_course(tmp_path).assignments[0])


@pytest.mark.parametrize(("name", "word"), [("normalise.ipynb", "length one"), ("normalise.zh.ipynb", "缩放")])
def test_the_notebook_is_valid_and_holds_the_stub(course: Course, name: str, word: str) -> None:
    files = build(course.assignments[0])
    notebook = nbformat.reads(files[name].decode(), as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert word in notebook.cells[0].source
    roles = [(c.metadata.torchgrade.get("exercise"), c.metadata.torchgrade.role) for c in notebook.cells]
    assert roles == [
        (None, "statement"),
        (None, "setup"),
        (None, "shared"),
        ("unit_rows", "heading"),
        ("unit_rows", "solution"),
        ("unit_rows", "check"),
        ("mean_row", "heading"),
        ("mean_row", "solution"),
        ("mean_row", "check"),
    ]
    magic = {"setup", "check"}
    code = "\n".join(
        c.source for c in notebook.cells if c.cell_type == "code" and c.metadata.torchgrade.role not in magic
    )
    stub = ast.parse(files["normalise.py"].decode())
    assert ast.dump(ast.parse(code)) == ast.dump(ast.Module(stub.body[1:], []))  # but the module's docstring
    assert "%load_ext grader" in notebook.cells[1].source
    checks = [c.source for c in notebook.cells if c.metadata.torchgrade.role == "check"]
    lang = " --lang zh" if ".zh." in name else ""
    assert checks == [f"%check unit_rows{lang}", f"%check mean_row{lang}"]
    assert "# The mean comes second." in code


def test_the_notebook_names_assignment_exercises_and_version(course: Course) -> None:
    release(course)
    (course.root / "solutions").rename(course.root / "kept_back")
    student = find_course(course.root).assignments[0]
    about = json.loads((student.folder / "normalise.ipynb").read_text(encoding="utf-8"))["metadata"]["torchgrade"]
    assert about == {
        "assignment": "normalise",
        "exercises": ["unit_rows", "mean_row"],
        "language": "en",
        "version": student.version,
    }
    assert student.released


def test_bytes_are_the_same_each_time_and_for_any_line_ending(tmp_path: Path) -> None:
    demo_course.write(tmp_path / "a")
    windows = {
        name.replace(".", "_").replace("/", "_"): text.replace("\n", "\r\n") for name, text in demo_course.FILES.items()
    }
    demo_course.write(tmp_path / "b", **windows)
    first, second = (build(find_course(tmp_path / x).assignments[0]) for x in "ab")
    assert first == second


def test_bytes_are_the_same_on_any_machine(tmp_path: Path) -> None:
    """Whatever the locale, the hash seed, the time zone, the mask of new files, and the order in which folders list."""
    demo_course.write(tmp_path)
    code = (
        "import hashlib, os, pathlib, random, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "real = pathlib.Path.rglob\n"
        "def shuffled(self, pattern):\n"
        "    found = list(real(self, pattern)); random.shuffle(found); return iter(found)\n"
        "pathlib.Path.rglob = shuffled\n"
        "from grader.course import find_course\n"
        "from grader.release import build, drift, release\n"
        "course = find_course(pathlib.Path('.'))\n"
        "release(course); assert drift(course) == []\n"
        "out = course.root / 'assignments'\n"
        "for path in sorted(p for p in real(out, '*') if p.is_file()):\n"
        "    print(path.relative_to(out).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())\n"
    )
    seen = set()
    for settings in (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "1", "TZ": "UTC"},
        {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai"},
    ):
        environment = {**os.environ, **settings}
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
        shutil.rmtree(tmp_path / "assignments")
    assert len(seen) == 1
    assert len(seen.pop().splitlines()) == 8


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_the_check_fails_when_one_byte_differs(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """In each of the released files."""
    release(course)
    monkeypatch.chdir(course.root)
    for path in sorted(p for p in (course.root / "assignments").rglob("*") if p.is_file()):
        data = path.read_bytes()
        at = {"first": 0, "middle": len(data) // 2, "last": len(data) - 1}[place]
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with pytest.raises(SystemExit) as ended:
            cli.main(["release", "--check"])
        assert ended.value.code == 1, path
        assert capsys.readouterr().out == f"{path.relative_to(course.root)} differs\n"
        path.write_bytes(data)
    with pytest.raises(SystemExit) as ended:
        cli.main(["release", "--check"])
    assert ended.value.code == 0


def test_cells_of_this_course_have_ids_of_their_own() -> None:
    for path in sorted((ROOT / "assignments").glob("*/*/*.ipynb")):
        ids = [cell["id"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
        assert len(set(ids)) == len(ids), path
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", id_) for id_ in ids), path


def test_nothing_hidden_leaves(course: Course) -> None:
    released = build(course.assignments[0])
    assert sorted(released) == [
        "README.md", "README.zh.md", "assignment.toml", "normalise.ipynb", "normalise.py", "normalise.zh.ipynb",
        "public/test_mean_row.py", "public/test_unit_rows.py",
    ]  # fmt: skip
    assert leaks(course.assignments, {course.assignments[0].key: released}) == []


def test_nothing_hidden_has_left_this_course() -> None:
    """Every released line of the whole course against every secret one of the whole course."""
    course = find_course(ROOT)
    released = {
        assignment.key: {name: (folder / name).read_bytes() for name, _ in stored(folder)}
        for assignment in course.assignments
        if (folder := ROOT / "assignments" / assignment.chapter / assignment.id).is_dir()
    }
    assert len(released) == len(course.assignments)
    assert leaks(course.assignments, released) == []


LINE = "length = X.square().sum(dim=1, keepdim=True).sqrt()"
TEST = "X = torch.tensor([[0.0, 0.0], [3.0, 4.0]], device=device)"
MISTAKE = "return X / X.square().sum(dim=0, keepdim=True).sqrt().clamp(min=eps)"
OTHER = 'return X / torch.einsum("nd,nd->n", X, X).sqrt().clamp(min=eps)[:, None]'


@pytest.mark.parametrize("secret", [LINE, TEST, MISTAKE, OTHER], ids=["reference", "test", "mistake", "alternative"])
@pytest.mark.parametrize("file", ["README.md", "normalise.py", "public/test_mean_row.py", "normalise.zh.ipynb"])
def test_a_secret_line_that_left_is_found(course: Course, file: str, secret: str) -> None:
    """Alone on its line, within one, and in a notebook's metadata."""
    released = build(course.assignments[0])
    for hidden in (f"\n    {secret}\n", f"\nSee `{secret}`.\n"):
        if file.endswith(".ipynb"):
            notebook = json.loads(released[file])
            notebook["cells"][-1]["metadata"]["old"] = [{"source": hidden}]
            changed = json.dumps(notebook).encode()
        else:
            changed = released[file] + hidden.encode()
        found = leaks(course.assignments, {course.assignments[0].key: released | {file: changed}})
        assert [(leak.file, leak.line) for leak in found] == [(file, secret)]


def test_a_stub_that_is_not_cut_is_found(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.release.stub_of", lambda source, *_: source)
    found = leaks(course.assignments, {course.assignments[0].key: build(course.assignments[0])})
    assert {leak.file for leak in found} == {"normalise.py", "normalise.ipynb", "normalise.zh.ipynb"}
    assert LINE in {leak.line for leak in found}


def test_drift_is_found_and_put_right(course: Course) -> None:
    assert {d.what for d in drift(course)} == {"is missing"}
    release(course)
    assert drift(course) == []
    assert release(course) == []
    folder = course.root / "assignments" / "ch00_demo" / "normalise"
    (folder / "README.md").write_bytes((folder / "README.md").read_bytes() + b" ")
    (folder / "assignment.toml").unlink()
    (folder / "test_mean_row.py").write_text("leaked")
    gone = course.root / "assignments" / "ch09_gone" / "old" / "old.py"
    gone.parent.mkdir(parents=True)
    gone.write_text("old")
    found = {d.path.name: d.what for d in drift(course)}
    assert found == {
        "README.md": "differs",
        "assignment.toml": "is missing",
        "test_mean_row.py": "should not be there",
        "old.py": "should not be there",
    }
    release(course)
    assert drift(course) == []
    assert not gone.parent.parent.exists()


def test_the_released_course_of_this_repository_is_fresh() -> None:
    assert drift(find_course(ROOT)) == []


def test_data_goes_along_byte_for_byte(tmp_path: Path) -> None:
    folder = demo_course.write(tmp_path)
    before = find_course(tmp_path).assignments[0].version
    content = b"\x00\x01\r\n\xff"
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "data" / "raw" / "images").write_bytes(content)
    course = find_course(tmp_path)
    assert course.assignments[0].data == (("raw/images", content),)
    assert course.assignments[0].version != before
    release(course)
    released = tmp_path / "assignments" / "ch00_demo" / "normalise" / "data" / "raw" / "images"
    assert released.read_bytes() == content
    assert drift(course) == []
