"""Every layout that instructors have gives the same students, and nothing found is dropped."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.collect import Gathering, Roster, RosterError, read_roster
from grader.collect.model import Hint
from grader.course import Course, find_course
from grader.gradebook.intake import Arrival, Person
from tests import demo_course

RIGHT = demo_course.RIGHT
ROSTER = """\
Student,ID,SIS User ID,SIS Login ID,Section,Email
"Points Possible",,,,,
"Lee, Ann",101,S1,ann.lee,A,ann@x.edu
"Nuñez, José",102,S2,jnunez,A,jose@x.edu
"王, 小明",103,S3,wxm,B,wxm@x.edu
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    demo_course.write(tmp_path / "course")
    return find_course(explicit=tmp_path / "course")


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text("\ufeff" + ROSTER, encoding="utf-8")
    return read_roster(path)


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


CANVAS = {"leeann_101_9001_hw-2.py": RIGHT, "nunezjose_LATE_102_9002_hw.py": RIGHT, "wang_103_9003_a.ipynb": "{"}
MOODLE = {"Ann Lee_77_assignsubmission_file_/hw.py": RIGHT, "José Nuñez_78_assignsubmission_file_hw.py": RIGHT}
GRADESCOPE = {
    "assignment_5_export/submission_metadata.yml": """\
submission_31:
  :submitters:
  - :name: Ann Lee
    :sid: S1
    :email: ann@x.edu
  - :name: José Nuñez
    :sid: S2
    :email: jose@x.edu
  :created_at: 2026-11-20 10:00:00.000000000 Z
  :score: !ruby/object:BigDecimal 27:0.1e2
""",
    "assignment_5_export/submission_31/hw.py": RIGHT,
    "assignment_5_export/submission_31/notes.txt": "hello",
}


def students(gathering: Gathering) -> list[str]:
    return sorted(arrival.student for arrival in gathering)


@pytest.mark.parametrize("unpacked", [False, True])
@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (CANVAS, ["ann.lee", "jnunez", "wxm"]),
        (MOODLE, ["ann.lee", "jnunez"]),
        (GRADESCOPE, ["ann.lee", "jnunez"]),
    ],
    ids=["canvas", "moodle", "gradescope"],
)
def test_exports(
    tmp_path: Path, course: Course, roster: Roster, files: dict[str, str], expected: list[str], unpacked: bool
) -> None:
    path = tree(tmp_path / "in", files) if unpacked else zipped(tmp_path / "export.zip", files)
    if unpacked and files is GRADESCOPE:
        path /= "assignment_5_export"
    gathering = Gathering([path], course, roster=roster)
    assert students(gathering) == expected
    assert gathering.unmatched == []
    assert len(gathering.absent) == 3 - len(expected)


def test_a_gradescope_export_says_when(tmp_path: Path, course: Course) -> None:
    arrivals = list(Gathering([zipped(tmp_path / "export.zip", GRADESCOPE)], course))
    assert [a.submitted_at for a in arrivals] == [datetime(2026, 11, 20, 10, tzinfo=UTC)] * 2
    assert {a.data.decode() for a in arrivals} == {RIGHT}


def test_metadata_that_is_no_yaml_loses_nobody(tmp_path: Path, course: Course) -> None:
    files = {**GRADESCOPE, "assignment_5_export/submission_metadata.yml": "{[ &a *a !!python/object/apply:os.system"}
    assert students(Gathering([zipped(tmp_path / "export.zip", files)], course)) == ["submission_31"]


FOLDERS: dict[str, Callable[[Path], Path]] = {
    "a folder a student": lambda p: tree(p, {f"{who}/hw.py": RIGHT for who in ("ann.lee", "jose@x.edu", "王小明")}),
    "flat": lambda p: tree(p, {f"{who}.py": RIGHT for who in ("normalise_ann-lee", "hw1 jnunez final", "S3")}),
    "nbgrader": lambda p: tree(
        p / "submitted", {f"{who}/normalise/hw.py": RIGHT for who in ("ann.lee", "jnunez", "wxm")}
    ),
    "git": lambda p: tree(
        p,
        {f"normalise-{who}/{f}": t for who in ("ann.lee", "jnunez", "wxm") for f, t in GIT.items()},
    ),
}
GIT = {"hw.py": RIGHT, ".git/logs/HEAD": "0 1 Bot <bot@ci> 1763600000 +0800\tclone: x\n", "README.md": "# Homework"}


@pytest.mark.parametrize("layout", list(FOLDERS))
def test_folders(tmp_path: Path, course: Course, roster: Roster, layout: str) -> None:
    gathering = Gathering([FOLDERS[layout](tmp_path / "in")], course, roster=roster)
    arrivals = list(gathering)
    assert sorted(a.student for a in arrivals) == ["ann.lee", "jnunez", "wxm"]
    assert {a.assignment for a in arrivals} == {"ch00_demo/normalise"}
    if layout == "git":
        assert {a.submitted_at for a in arrivals} == {datetime.fromtimestamp(1763600000, UTC)}


def test_nbgrader_says_when(tmp_path: Path, course: Course) -> None:
    files = {"ann/normalise/hw.py": RIGHT, "ann/normalise/timestamp.txt": "2026-11-20 14:31:07.123456 UTC\n"}
    (arrival,) = Gathering([tree(tmp_path / "submitted", files)], course)
    assert arrival.submitted_at == datetime(2026, 11, 20, 14, 31, 7, 123456, UTC)


def test_what_matches_nobody_is_kept_and_listed(tmp_path: Path, course: Course, roster: Roster) -> None:
    path = tree(tmp_path / "in", {"ann.lee.py": RIGHT, "eve.py": RIGHT})
    gathering = Gathering([path], course, roster=roster)
    assert students(gathering) == ["? eve", "ann.lee"]
    ((arrival, near),) = gathering.unmatched
    assert (arrival.path, near) == (str(path / "eve.py"), [])
    assert [p.key for p in gathering.absent] == ["jnunez", "wxm"]


def test_a_name_that_two_share_decides_nothing() -> None:
    roster = Roster([Person("a1", "Ann Lee"), Person("a2", "Ann Lee"), Person("a3", "Bo Lee", ids={"canvas": "9"})])
    assert roster.whose(Hint("leeann")) == (None, ["a1", "a2"])
    assert roster.whose(Hint("leeann", ids={"canvas": "9"}))[0] == roster.people[2]


def test_attempts_in_a_students_folder(tmp_path: Path, course: Course) -> None:
    path = tree(tmp_path / "in", {"ann/try1.py": RIGHT, "ann/try2.py": RIGHT + "\n", "bob/hw.py": RIGHT})
    assert students(Gathering([path], course)) == ["ann", "ann", "bob"]


def test_what_cannot_be_kept_says_so(tmp_path: Path, course: Course) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "big.py").open("wb") as file:
        file.truncate(200_000_000)
    (folder / "link.py").symlink_to("/etc/passwd")
    arrivals: list[Arrival] = list(Gathering([folder], course))
    assert [(a.name, a.data, a.refused is not None) for a in arrivals] == [
        ("big.py", b"", True),
        ("link.py", b"", True),
    ]
    assert len({a.sha256 for a in arrivals}) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("points,grade\n1,2\n", "no column that names students"),
        ("key,name\n", "no students"),
        ("key,name\na,A\na,B\n", "twice \\(line 3\\)"),
    ],
    ids=["empty", "columns", "nobody", "twice"],
)
def test_a_roster_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text)
    with pytest.raises(RosterError, match=said):
        read_roster(path)


def test_a_roster_of_a_chinese_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("学号;姓名\n2026001;李雷\n".encode("gb18030"))
    assert read_roster(path).people == (Person("2026001", "李雷", ids={"login": "2026001"}),)
