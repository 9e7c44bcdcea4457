"""A class goes through batch, override and regrade; what is told and kept is right, and twice is once."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from grader.gradebook import Gradebook
from grader.gradebook.marks import Mark, marks
from tests import demo_course


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of five, collected and graded once in the real rooms."""
    root = tmp_path_factory.mktemp("class")
    demo_course.write(root / "course")
    files = {
        "ann/hw.py": demo_course.RIGHT,
        "bob/hw.py": demo_course.WRONG,
        "cid/hw.py": demo_course.RIGHT,  # the same bytes as ann's
        "dan/hw.py": "import os\n\n\ndef mean_row(X):\n    os._exit(3)\n",
        "eve/hw.py": "",
        "gus/hw.py": "x = 1\n",
    }
    for name, text in files.items():
        path = root / "in" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    (root / "roster.csv").write_text("key,name\nann,Ann Lee\nbob,Bob\ncid,Cid\ndan,Dan\neve,Eve\nfay,Fay\n")
    return root


def run(home: Path, *arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--course", str(home / "course"), "--gradebook", str(home / "book.sqlite")])
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return int(left.value.code or 0), said.out + said.err


def standing(home: Path) -> dict[str, Mark]:
    with Gradebook.open(home / "book.sqlite") as book, book.reading() as session:
        return {m.student: m for m in marks(session)}


def test_a_class_from_a_folder_to_marks(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch = ("batch", str(home / "in"), "--roster", str(home / "roster.csv"), "--jobs", "1")
    code, said = run(home, *batch, capsys=capsys)
    assert code == 1
    assert "6 submissions of 6 students, 6 of them new; 5 to grade" in said  # ann's and cid's are one
    assert f"(kept, each under a name with a ?):\n  {home / 'in' / 'gus' / 'hw.py'}" in said
    assert "1 students of the roster handed in nothing:\n  fay  Fay" in said
    found = standing(home)
    assert {k: (m.score, m.trouble) for k, m in found.items()} == {
        "ann": (8, ""), "bob": (2, ""), "cid": (8, ""), "dan": (0, ""), "eve": (0, "unreadable"), "? gus": (0, ""),
    }  # fmt: skip
    provenance = found["ann"].provenance
    assert provenance is not None
    assert provenance.report == found["cid"].provenance.report  # type: ignore[union-attr]
    assert (len(provenance.version), provenance.isolation) == (64, "full")
    assert found["bob"].exercises[0].mistakes == ["unit_rows_down_the_columns"]

    code, said = run(home, *batch, capsys=capsys)
    assert "0 of them new; 0 to grade" in said
    assert standing(home) == found

    code, said = run(home, "override", "bob", "unit_rows", "5", "--why", "the statement was unclear", capsys=capsys)
    assert (code, said) == (0, "bob: unit_rows 5 (graded 0); normalise 7 of 8\n")

    code, said = run(home, "regrade", capsys=capsys)
    assert "nothing to grade" in said
    suite = home / "course/solutions/ch00_demo/normalise/test_mean_row.py"
    suite.write_text(suite.read_text().replace("torch.randn(5, 3)", "torch.randn(5, 3).abs()[:, [0, 0, 0]]"))
    toml = suite.with_name("assignment.toml")
    toml.write_text(toml.read_text().replace("call_s = 2", "call_s = 3"))
    hidden = suite.with_name("test_unit_rows.py")
    hidden.write_text(hidden.read_text().replace("[3.0, 4.0]], device", "[3.0, 4.1]], device"))  # nobody passes now
    code, said = run(home, "regrade", "--dry-run", capsys=capsys)
    assert "ch00_demo/normalise: 5 submissions to grade" in said
    code, said = run(home, "regrade", "--jobs", "1", capsys=capsys)
    assert "0 gained\n2 lost\n  ann: 8 → 6 of 8  (unit_rows::test_a_zero_row_stays_zero passed → failed)\n" in said
    assert {k: m.score for k, m in standing(home).items() if k in ("ann", "bob", "cid")} == {
        "ann": 6, "bob": 7, "cid": 6,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["batch", "nowhere"], "there is no nowhere"),
        (["batch", "{empty}"], "no submission was found"),
        (["batch", "{empty}", "--roster", "nowhere.csv"], "the roster nowhere.csv cannot be read"),
        (["regrade"], "there is no gradebook"),
        (["override", "ann", "unit_rows", "1", "--why", "x"], "there is no gradebook"),
        (["override", "ann", "unit_rows", "99", "--why", "x"], "unit_rows has 0 to 6 points, not 99"),
        (["override", "ann", "unit_rows", "--why", "x"], "say either the points or --undo"),
    ],
    ids=["no folder", "empty folder", "no roster", "regrade nothing", "override nothing", "points", "neither"],
)
def test_what_cannot_be_done_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    demo_course.write(tmp_path / "course")
    (tmp_path / "empty").mkdir()
    filled = [a.format(empty=tmp_path / "empty") for a in arguments]
    code, told = run(tmp_path, *filled, capsys=capsys)
    assert code == 2
    assert said in told
