"""A gradebook of 100,000 marks: how long report, export and regrade --dry-run take, start-up included.

    python -m bench.gradebook [--rows 100000] [--gradebook URL]

The rows are made, not graded: a class with marks in the course's first assignments, each submission another's bytes.
"""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

import click

from bench.common import COURSE, machine


@click.command(help=__doc__)
@click.option("--rows", default=100_000, show_default=True)
@click.option("--gradebook", metavar="URL", help="A fresh database. Default: an SQLite file that is removed.")
def main(rows: int, gradebook: str | None) -> None:
    """See the module's docstring."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        book = gradebook or str(Path(folder, "book.sqlite"))
        begun = time.perf_counter()
        fill(book, rows)
        print(f"{rows} rows written in {time.perf_counter() - begun:.1f} s")
        out = Path(folder, "out")
        for command in (
            ["report", "-o", str(out / "class.html"), "--no-similar"],
            ["export", "csv", "-o", str(out / "marks.csv")],
            ["export", "canvas", "-o", str(out / "canvas.csv")],
            ["regrade", "--dry-run"],
        ):
            begun = time.perf_counter()
            subprocess.run(
                [sys.executable, str(COURSE / "cli.py"), *command, "--gradebook", book, "--course", str(COURSE)],
                check=True,
                stderr=subprocess.DEVNULL,
            )
            took = time.perf_counter() - begun
            print(f"torchgrade {' '.join(c for c in command if not c.startswith(folder)):42} {took:6.1f} s")


def fill(where: str, rows: int, *, seed: int = 0, assignments: int = 4) -> None:
    """Write students, hand-ins, jobs, reports and results, `rows` of each but the students."""
    from sqlalchemy import insert

    from grader.course import find_course
    from grader.gradebook import Gradebook
    from grader.gradebook.clock import now
    from grader.gradebook.tables import Content, HandIn, Job, Result, Run, StoredReport, Student

    draw = random.Random(seed)
    course = find_course(explicit=COURSE)
    chosen = course.assignments[:assignments]
    at = now()
    empty = zlib.compress(b"")
    with Gradebook.open(where) as book:
        students = -(-rows // len(chosen))
        with book.begin() as session:
            session.execute(
                insert(Run), [{"id": 1, "command": "bench", "host": "", "started_at": at, "graded": rows, "orders": {}}]
            )
            session.execute(
                insert(Student),
                [
                    {
                        "id": n,
                        "key": f"s{n}",
                        "name": f"Student {n}",
                        "email": f"s{n}@x.edu",
                        "section": "A",
                        "matched": True,
                        "ids": {"canvas": str(n)},
                    }
                    for n in range(1, students + 1)
                ],
            )
        for start in range(0, rows, 10_000):
            tables: dict[Any, list[dict[str, Any]]] = {t: [] for t in (Content, HandIn, Job, StoredReport, Result)}
            for n in range(start + 1, min(rows, start + 10_000) + 1):
                assignment = chosen[n % len(chosen)]
                sha256 = hashlib.sha256(str(n).encode()).hexdigest()
                tables[Content].append({"sha256": sha256, "name": "hw.py", "size": 0, "data": empty})
                tables[HandIn].append(
                    {"id": n, "student_id": (n - 1) // len(chosen) + 1, "assignment": assignment.key, "sha256": sha256,
                     "path": f"in/s{n}/hw.py", "attempt": 1, "submitted_at": at, "seen_at": at}
                )  # fmt: skip
                tables[Job].append(
                    {"id": n, "sha256": sha256, "assignment": assignment.key, "version": assignment.version,
                     "grader": "0.1.0", "device": "auto", "seed": "", "state": "done", "owner": ""}
                )  # fmt: skip
                results = []
                for place, exercise in enumerate(assignment.exercises[:5]):
                    # As in a class: right, or wrong in one of a dozen ways.
                    ways = draw.choice((0, 0, 0, *range(12)))
                    tests = {f"{exercise.id}::test_{t}": ("passed", "failed")[ways >> (t % 4) & 1] for t in range(10)}
                    share = sum(status == "passed" for status in tests.values()) / 10
                    results.append(
                        {"report_id": n, "exercise": exercise.id, "place": place, "status": "failed", "tests": tests,
                         "score": exercise.points * share, "max_score": exercise.points, "mistakes": []}
                    )  # fmt: skip
                tables[Result] += results
                tables[StoredReport].append(
                    {"id": n, "job_id": n, "run_id": 1, "sha256": sha256, "assignment": assignment.key, "made_at": at,
                     "score": sum(r["score"] for r in results), "max_score": sum(r["max_score"] for r in results),
                     "trouble": "", "seed": n, "device": "cpu", "isolation": "full", "duration_s": 0.1,
                     "data": _report(n)}
                )  # fmt: skip
            with book.begin() as session:
                for table, listed in tables.items():
                    session.execute(insert(table), listed)


def _report(number: int) -> bytes:
    """A report that can be read, and says little."""
    from grader.report import Report, SubmissionRef, encode
    from grader.sandbox import Isolation

    report = Report(
        submission=SubmissionRef(path="hw.py", sha256=str(number)),
        assignment="",
        device="cpu",
        seed=number,
        isolation=Isolation("full", {}),
        score=0,
        max_score=0,
        duration_s=0,
        exercises=(),
    )
    return zlib.compress(encode(report).encode(), 1)


if __name__ == "__main__":
    main()
