"""A class is graded while things are killed, and graded again until it is done: is it as if nothing had happened?

    python -m bench.chaos [--kills 50] [--students 60] [--kill batch|worker|zygote|postgres] [--postgres]

`torchgrade batch` runs, and after random times the process named by --kill gets SIGKILL. A command that does not live
on is started again until the class is graded; then the next gradebook is begun, until there were enough kills. In each,
every submission must have exactly one current report, equal to that of an undisturbed run.
"""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from bench.a_class import make, write
from bench.common import COURSE, children, machine
from bench.postgres import Postgres, programs


@click.command(help=__doc__)
@click.option("--kills", default=50, show_default=True)
@click.option("--students", default=60, show_default=True)
@click.option("--kill", "what", type=click.Choice(["batch", "worker", "zygote", "postgres"]), default="batch")
@click.option("--postgres", is_flag=True, help="Keep the gradebook in PostgreSQL.")
@click.option("--seed", default=0, show_default=True)
def main(kills: int, students: int, what: str, postgres: bool, seed: int) -> None:
    """See the module's docstring."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for made in make(_course(), students, seed):
            if made.kind != "loop":
                write(made, home / "in")
        problems = chaos(home, COURSE, kills=kills, what=what, postgres=postgres or what == "postgres", seed=seed)
    print("\n".join(problems) or f"{kills} kills of the {what}: every mark as in an undisturbed run")
    sys.exit(bool(problems))


def _course() -> Any:
    from grader.course import find_course

    return find_course(explicit=COURSE)


def chaos(home: Path, course: Path, *, kills: int, what: str, postgres: bool, seed: int = 0) -> list[str]:
    """Grade `home/in` undisturbed and disturbed, into new gradebooks until there were enough kills. Returns what
    differs; nothing when all is well."""
    draw = random.Random(seed)
    # Not in `home`, which may be closed to the user that the server runs as.
    place = Path(tempfile.mkdtemp(prefix="torchgrade-pg-"))
    server = Postgres(place / "pg") if postgres and programs() else None
    try:
        calm = str(home / "calm.sqlite")
        begun = time.monotonic()
        _batch(home, course, calm).wait()
        length = time.monotonic() - begun
        for number in itertools.count():
            book = server.database(f"wild{number}") if server else str(home / f"wild{number}.sqlite")
            done, code = _disturbed(home, course, book, what, kills, lambda: draw.uniform(0.05, 0.8) * length, server)
            problems = [] if code in (0, 1) else [f"a run ended with exit code {code}"]
            problems += differences(calm, book)
            kills -= done
            if problems or kills <= 0:
                break
        return problems
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(place, ignore_errors=True)


def _disturbed(
    home: Path, course: Path, book: str, what: str, kills: int, pause: Callable[[], float], server: Postgres | None
) -> tuple[int, int]:
    """Grade into `book` until a run comes to its end, with at most `kills` kills on the way. Returns how many there
    were, and the last run's exit code."""
    done = 0
    while True:
        before, running = done, _batch(home, course, book)
        while done < kills:
            with suppress(subprocess.TimeoutExpired):
                running.wait(pause())
                break
            _kill(running, what, server)
            done += 1
        code = running.wait(600)  # it lives on, ends with a sentence and is started again, or was killed itself
        if code in (0, 1) or done == before:
            return done, code


def differences(calm: str, wild: str) -> list[str]:
    """Where two gradebooks of the same class differ, and reports that stand twice."""
    from sqlalchemy import func, select

    from grader.gradebook import Gradebook
    from grader.gradebook.marks import marks
    from grader.gradebook.tables import Job, StoredReport

    found = []
    standing = []
    for where in (calm, wild):
        with Gradebook.open(where) as book, book.reading() as session:
            standing.append({(m.student, m.assignment): m for m in marks(session)})
            twice = session.execute(select(StoredReport.job_id).group_by(StoredReport.job_id).having(func.count() > 1))
            found += [f"{where}: job {job} has several reports" for (job,) in twice]
            left = session.scalar(select(func.count()).where(Job.state != "done"))
            found += [f"{where}: {left} jobs are not done"] if left else []
    first, second = standing
    if first.keys() != second.keys():
        found.append(f"other students: {sorted(first.keys() ^ second.keys())[:5]}")
    for key in first.keys() & second.keys():
        one, other = first[key], second[key]
        if (one.exercises, one.score, one.trouble) != (other.exercises, other.score, other.trouble):
            found.append(f"{key}: {one.score} ({one.trouble}) undisturbed, {other.score} ({other.trouble}) disturbed")
    return found


def _batch(home: Path, course: Path, book: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(COURSE / "cli.py"), "batch", str(home / "in"), "--course", str(course)]
    with (home / "log").open("ab") as log:
        return subprocess.Popen([*command, "--gradebook", book], stdout=log, stderr=log, start_new_session=True)


def _kill(running: subprocess.Popen[bytes], what: str, server: Postgres | None) -> None:
    if what == "postgres":
        assert server is not None
        server.kill()
        time.sleep(1.0)
        server.start()
        return
    victims = [running.pid]
    for _ in range({"batch": 0, "worker": 1, "zygote": 2}[what]):
        victims = [child for pid in victims for child in children(pid)] or victims
    with suppress(ProcessLookupError):
        os.kill(victims[0], signal.SIGKILL)
    if what == "batch":
        running.wait()


if __name__ == "__main__":
    main()
