"""What is written once stays, marks follow from it, and the queue gives each job to one."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from grader.deadlines import Deadlines, ExtensionKeys, LateKeys
from grader.gradebook import Gradebook, GradebookError
from grader.gradebook.intake import Arrival, Person, enrol, packed, receive
from grader.gradebook.marks import marks, override
from grader.gradebook.rounds import plan
from grader.gradebook.tables import REVISION, Base
from grader.gradebook.work import Unit, begin_run, claim, finish, me, release, report_of
from grader.text import Text
from tests.reports import a_report, a_test, an_exercise

A = "ch03/softmax_regression"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "gradebook.sqlite") as opened:
        yield opened


def arrival(student: str, text: str = "x", **fields: object) -> Arrival:
    data = text.encode()
    base = {"name": "hw.py", "path": f"{student}/hw.py", "assignment": A, "sha256": hashlib.sha256(data).hexdigest()}
    return Arrival(student=student, data=data, **(base | fields))  # type: ignore[arg-type]


def unit(text: str = "x", version: str = "v1") -> Unit:
    return Unit(hashlib.sha256(text.encode()).hexdigest(), A, version, "0.1", "auto")


def hand_in(book: Gradebook, *arrivals: Arrival) -> None:
    with book.begin() as session:
        students = enrol(session, [Person(a.student) for a in arrivals])
        receive(session, arrivals, students)


def grade(book: Gradebook, text: str = "x", *, passed: int = 1, of: int = 2, version: str = "v1") -> int:
    tests = [a_test(f"softmax::test_{n}", "passed" if n < passed else "failed") for n in range(of)]
    report = a_report(an_exercise(*tests))
    with book.begin() as session:
        run = begin_run(session, "batch", {})
        (job,) = plan(session, [unit(text, version)])
        claim(session, [job], me(), 1)
        assert finish(session, job, run, report)
        return job


def test_the_migrations_make_the_tables_that_the_code_has(book: Gradebook) -> None:
    with book.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == REVISION


def test_a_hand_in_is_written_once_and_its_bytes_are_shared(book: Gradebook) -> None:
    for _ in range(2):
        hand_in(book, arrival("ann"), arrival("bob"), arrival("ann", "y", path="ann/2.py"))
    with book.reading() as session:
        assert packed(session, unit("y").sha256, A).data == b"y"
        assert [(m.student, m.attempt, m.attempts) for m in marks(session, policy="all")] == [
            ("ann", 1, 2),
            ("ann", 2, 2),
            ("bob", 1, 1),
        ]


def test_what_could_not_be_kept_says_why_when_it_is_graded(book: Gradebook) -> None:
    hand_in(book, arrival("ann", "", refused=Text("too large", "过大")))
    with book.reading() as session:
        assert packed(session, unit("").sha256, A).refused == Text("too large", "过大")


def test_a_roster_adds_to_what_is_known_of_a_student(book: Gradebook) -> None:
    with book.begin() as session:
        enrol(session, [Person("ann", matched=False)])
        enrol(session, [Person("ann", "Ann Lee", ids={"canvas": "7"})])
        enrol(session, [Person("ann", email="a@x", ids={"sis": "S7"}, matched=False)])
    hand_in(book, arrival("ann"))
    with book.reading() as session:
        (mark,) = marks(session)
    assert (mark.name, mark.email, mark.ids, mark.matched) == ("Ann Lee", "a@x", {"canvas": "7", "sis": "S7"}, True)


def test_a_job_is_planned_once_and_claimed_by_one(book: Gradebook) -> None:
    hand_in(book, arrival("ann"), arrival("bob", "y"))
    with book.begin() as session:
        jobs = plan(session, [unit(), unit("y"), unit()])
        assert jobs[0] == jobs[2] != jobs[1]
        assert [c.job for c in claim(session, jobs, me(), 1)] == jobs[:1]
    with book.begin() as session:
        assert [c.unit for c in claim(session, jobs, "elsewhere/1/1", 9)] == [unit("y")]
        assert claim(session, jobs, me(), 9) == []
        release(session, jobs, me())
        assert [c.job for c in claim(session, jobs, me(), 9)] == jobs[:1]


def test_the_claim_of_a_process_that_is_gone_is_free(book: Gradebook) -> None:
    hand_in(book, arrival("ann"))
    gone = f"{os.uname().nodename}/{2**22 + 1}/12"
    with book.begin() as session:
        jobs = plan(session, [unit()])
        assert claim(session, jobs, gone, 1)
    with book.begin() as session:
        assert [c.job for c in claim(session, jobs, me(), 1)] == jobs


def test_a_report_is_written_once(book: Gradebook) -> None:
    hand_in(book, arrival("ann"))
    job = grade(book, passed=2)
    with book.begin() as session:
        assert not finish(session, job, 1, a_report(an_exercise(a_test())))
    with book.reading() as session:
        (mark,) = marks(session)
        assert (mark.score, mark.max_score) == (4, 4)
        assert mark.provenance is not None
        assert report_of(session, mark.provenance.report).score == 4


def test_the_newest_report_counts_and_the_older_stays(book: Gradebook) -> None:
    hand_in(book, arrival("ann"))
    grade(book, passed=2)
    grade(book, passed=1, version="v2")
    with book.reading() as session:
        (mark,) = marks(session)
        assert mark.provenance is not None
        assert (mark.score, mark.provenance.version) == (2, "v2")
        assert report_of(session, mark.provenance.report - 1).score == 4


def test_last_or_best_of_several_attempts(book: Gradebook) -> None:
    first = datetime(2026, 11, 1, tzinfo=UTC)
    hand_in(
        book,
        arrival("ann", "late", path="a", submitted_at=first + timedelta(days=1)),
        arrival("ann", "early", path="b", submitted_at=first),
        arrival("ann", "waits", path="c", submitted_at=first + timedelta(hours=1)),
    )
    grade(book, "early", passed=2)
    grade(book, "late", passed=1)
    with book.reading() as session:
        assert [m.score for m in marks(session)] == [2]
        assert [m.score for m in marks(session, policy="best")] == [4]
        assert [(m.score, m.graded) for m in marks(session, policy="all")] == [(4, True), (0, False), (2, True)]


def test_an_override_counts_until_it_is_taken_back(book: Gradebook) -> None:
    hand_in(book, arrival("ann"))
    grade(book)
    with book.begin() as session:
        override(session, "ann", A, "softmax", 3.5, "a typo in the statement", "prof")
        with pytest.raises(KeyError):
            override(session, "eve", A, "softmax", 3.5, "?")
    with book.reading() as session:
        (mark,) = marks(session)
        assert (mark.score, mark.exercises[0].graded, mark.exercises[0].why) == (3.5, 2, "a typo in the statement")
    with book.begin() as session:
        override(session, "ann", A, "softmax", None, "it was none")
    with book.reading() as session:
        assert marks(session)[0].score == 2


def test_lateness_costs_by_the_day_begun_and_extensions_help(book: Gradebook) -> None:
    due = datetime(2026, 11, 1, tzinfo=UTC)
    deadlines = Deadlines(
        LateKeys(grace_minutes=30, per_day=0.25, hard_limit_days=3),
        {"softmax_regression": due},
        (ExtensionKeys(student="eve", days=2),),
    )
    when = {
        "ann": timedelta(minutes=20),
        "bob": timedelta(hours=25),
        "cid": timedelta(days=4),
        "eve": timedelta(days=2),
    }
    hand_in(book, *(arrival(s, path=s, submitted_at=due + t) for s, t in when.items()), arrival("fay", path="f"))
    grade(book, passed=2)
    with book.reading() as session:
        found = {m.student: m.final for m in marks(session, deadlines=deadlines)}
    assert found == {"ann": 4, "bob": 2, "cid": 0, "eve": 4, "fay": 4}


def test_a_gradebook_that_cannot_be_used_is_said_in_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database at all, but long enough to be taken for one" * 40)
    with pytest.raises(GradebookError, match="no SQLite database"):
        Gradebook.open(broken)
    with pytest.raises(GradebookError, match="does its folder exist"):
        Gradebook.open(tmp_path / "nowhere" / "g.sqlite")
    with pytest.raises(GradebookError, match="there is no gradebook"):
        Gradebook.open(tmp_path / "none.sqlite", create=False)
    with pytest.raises(GradebookError, match="is no gradebook"):
        Gradebook.open("mongo://x/y")
    newer = tmp_path / "newer.sqlite"
    Gradebook.open(newer).close()
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(GradebookError, match="newer torchgrade"):
        Gradebook.open(newer)
