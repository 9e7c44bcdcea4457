"""Whatever is killed under a batch, the class ends with an undisturbed run's marks. `bench.chaos` does it at length."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bench.chaos import chaos, differences
from bench.common import COURSE
from bench.postgres import Postgres, programs
from grader.gradebook import Gradebook, GradebookError
from grader.gradebook.intake import Person, enrol
from grader.gradebook.tables import Student
from tests import demo_course

postgres = pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed (Debian: apt install postgresql)")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    demo_course.write(tmp_path / "course")
    for n in range(24):
        path = tmp_path / "in" / f"s{n:02}" / "hw.py"
        path.parent.mkdir(parents=True)
        path.write_text(
            (demo_course.RIGHT, demo_course.WRONG, "x = 1\n", "def mean_row(X): pass")[n % 4] + f"\n# {n}\n"
        )
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(("what", "kills"), [("batch", 3), ("worker", 1), ("zygote", 1)])
def test_a_kill_changes_no_mark(home: Path, what: str, kills: int) -> None:
    assert chaos(home, home / "course", kills=kills, what=what, postgres=False, seed=4) == []


@pytest.mark.slow
@postgres
def test_a_database_that_is_killed_loses_nothing(home: Path) -> None:
    assert chaos(home, home / "course", kills=1, what="postgres", postgres=True, seed=1) == []


def test_a_difference_would_be_seen(home: Path) -> None:
    with Gradebook.open(home / "a.sqlite") as book, book.begin() as session:
        enrol(session, [Person("ann")])
    from tests.gradebook.test_gradebook import arrival, grade, hand_in

    for name, passed in (("a", 2), ("b", 1)):
        with Gradebook.open(home / f"{name}.sqlite") as book:
            hand_in(book, arrival("ann"))
            grade(book, passed=passed)
    assert differences(str(home / "a.sqlite"), str(home / "a.sqlite")) == []
    assert len(differences(str(home / "a.sqlite"), str(home / "b.sqlite"))) == 1


@postgres
def test_a_gradebook_in_postgres() -> None:
    # Not below pytest's own folder, which nobody but its owner may enter: the server runs as another user.
    folder = tempfile.mkdtemp(prefix="torchgrade-pg-")
    server = Postgres(Path(folder) / "pg")
    try:
        from tests.gradebook.test_gradebook import arrival, grade, hand_in

        with Gradebook.open(server.url) as book:
            hand_in(book, arrival("ann"))
            job = grade(book, passed=2)
            assert job == 1
        assert differences(server.url, server.url) == []
        server.kill()
        with pytest.raises(GradebookError, match="the server does not answer"):
            Gradebook.open(server.url)
        server.start()
        assert differences(server.url, server.url) == []
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_gradebook_that_may_only_be_read(tmp_path: Path) -> None:
    """A mode of SQLite's stands for permissions, which root does not feel."""
    path = tmp_path / "book.sqlite"
    with Gradebook.open(path) as book, book.begin() as session:
        enrol(session, [Person("ann")])
    with Gradebook.open(f"sqlite:///file:{path}?mode=ro&uri=true") as book:
        with book.reading() as session:
            assert session.query(Student).count() == 1
        with (
            pytest.raises(GradebookError, match=r"read-only.*What was written before is kept"),
            book.begin() as session,
        ):
            enrol(session, [Person("bob")])


def test_a_full_disk_is_a_sentence_and_what_was_written_stays(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: SQLite is told the same way."""
    path = tmp_path / "book.sqlite"
    with Gradebook.open(path) as book, book.begin() as session:
        enrol(session, [Person("ann")])
    code = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from grader.gradebook import Gradebook, GradebookError
from grader.gradebook.intake import Person, enrol
import alembic.command
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    with Gradebook.open({str(path)!r}) as book:
        with book.begin() as session:
            enrol(session, [Person(f"student{{n}}", "x" * 200) for n in range(5000)])
except GradebookError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=COURSE)
    assert "What was written before is kept" in done.stdout, done.stdout + done.stderr
    with Gradebook.open(path) as book, book.begin() as session:
        assert set(enrol(session, [])) == {"ann"}
