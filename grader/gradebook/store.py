"""Owns the database itself: opening it, bringing its tables up to date, transactions, and saying in a sentence what
went wrong with it.

    with Gradebook.open("gradebook.sqlite") as book, book.begin() as session:
        session.add(Student(key="ann"))
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from grader.gradebook.tables import REVISION

DEFAULT = "gradebook.sqlite"
_MIGRATIONS = Path(__file__).with_name("migrations")
_WRITTEN_BY = "SELECT version_num FROM alembic_version"
_BUSY_S = 30.0  # another process may be writing; a write takes milliseconds
_T = TypeVar("_T")


class GradebookError(Exception):
    """The gradebook cannot be read or written: what was found and what to do."""


class Gradebook:
    """An open gradebook. Safe to use from several processes; each opens its own."""

    def __init__(self, engine: Engine, shown: str):
        self.engine, self.shown = engine, shown

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Gradebook:
        """The gradebook at a path or database URL, its tables brought up to date. Without `where`:
        $TORCHGRADE_GRADEBOOK, else `gradebook.sqlite` in the working folder. Raises GradebookError."""
        text = str(where or os.environ.get("TORCHGRADE_GRADEBOOK") or DEFAULT)
        url, file = _url(text)
        shown = url.render_as_string(hide_password=True) if file is None else str(file)
        if file is not None and not create and not file.exists():
            raise GradebookError(
                f"there is no gradebook {file}: `torchgrade batch` writes one, or name it with --gradebook."
            )
        engine = create_engine(
            url,
            pool_pre_ping=True,
            json_serializer=lambda value: msgspec.json.encode(value).decode(),
            json_deserializer=msgspec.json.decode,
        )
        if file is not None:
            event.listen(engine, "connect", _sqlite_ways)
            event.listen(engine, "begin", _sqlite_begin)
        book = cls(engine, shown)
        try:
            with book.sentences():
                book._migrate()
        except BaseException:
            engine.dispose()
            raise
        return book

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction: everything in it is written, or nothing. Raises GradebookError."""
        engine = self.engine.execution_options(torchgrade_writes=True)
        with self.sentences(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads, and so works on a read-only gradebook too. Raises GradebookError."""
        with self.sentences(), Session(self.engine) as session:
            yield session

    def patiently(self, write: Callable[[Session], _T], *, patience_s: float = 60.0) -> _T:
        """`write` in a transaction, tried again while the database is away (a server that restarts), for `patience_s`
        seconds. Raises GradebookError."""
        until = time.monotonic() + patience_s
        wait_s = 0.1
        while True:
            try:
                with self.begin() as session:
                    return write(session)
            except GradebookError as error:
                if not _away(error.__cause__) or time.monotonic() + wait_s > until:
                    raise
                time.sleep(wait_s)
                wait_s = min(2.0, wait_s * 2)

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Database errors as GradebookError with a sentence."""
        try:
            yield
        except DBAPIError as error:
            raise GradebookError(_sentence(self.shown, error)) from error
        except SQLAlchemyError as error:
            raise GradebookError(f"the gradebook {self.shown} cannot be used: {_first_line(error)}") from error

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _migrate(self) -> None:
        """To the newest tables. Written only when something is to be done: a read-only gradebook can still be read.
        Where nothing is, alembic is not even loaded: every command opens a gradebook."""
        with self.engine.connect() as connection:
            begun = inspect(connection).has_table("alembic_version")
            current = connection.exec_driver_sql(_WRITTEN_BY).scalar() if begun else None
        if current == REVISION:
            return
        from alembic import command
        from alembic.config import Config
        from alembic.migration import MigrationContext
        from alembic.script import ScriptDirectory

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS))
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if current is not None and current not in known:
            raise GradebookError(
                f"the gradebook {self.shown} was written by a newer torchgrade (its tables are at {current}): "
                "update torchgrade."
            )
        with self.engine.execution_options(torchgrade_writes=True).begin() as connection:
            if connection.dialect.name == "postgresql":  # two commands that start at once migrate in turn
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7463920)")
            if MigrationContext.configure(connection).get_current_revision() == REVISION:
                return
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _url(text: str) -> tuple[URL, Path | None]:
    """The database's URL, and its file where it is SQLite's."""
    if "://" not in text:
        file = Path(text)
        if file.is_dir():
            file = file / DEFAULT
        return URL.create("sqlite", database=str(file)), file
    try:
        url = make_url(text)
        if url.drivername in ("postgres", "postgresql"):
            url = url.set(drivername="postgresql+psycopg")
        url.get_dialect()
        if url.drivername.endswith("psycopg"):
            import psycopg  # noqa: F401
    except (ArgumentError, NoSuchModuleError):
        raise GradebookError(
            f"{text.split('://')[0]}://… is no gradebook: give a file, or a URL as postgresql://user@host/name."
        ) from None
    except ImportError:
        raise GradebookError("PostgreSQL needs a driver: pip install 'torchgrade[postgres]'.") from None
    return url, Path(url.database) if url.drivername.startswith("sqlite") and url.database else None


def _sqlite_begin(connection: Any) -> None:
    """Take the lock for writing at the start. One that first reads and then writes may find that another wrote between,
    and no waiting helps it then."""
    writes = connection.get_execution_options().get("torchgrade_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _sqlite_ways(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # `_sqlite_begin` says when a transaction begins, not the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={int(_BUSY_S * 1000)}")
    cursor.execute("PRAGMA foreign_keys=ON")
    try:
        # Readers do not wait for the writer. A commit survives the death of any process of ours.
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
    except sqlite3.OperationalError:  # a read-only file keeps the mode it has
        pass
    cursor.close()


def _away(error: BaseException | None) -> bool:
    """Whether the database may come back by itself."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    said = str(error.orig).lower()
    return isinstance(error, OperationalError) and any(
        word in said
        for word in ("connect", "server closed", "terminating", "starting up", "shutting down", "recovery", "is locked")
    )


def _sentence(shown: str, error: DBAPIError) -> str:
    said = _first_line(error.orig or error)
    low = said.lower()
    for words, advice in (
        (
            ("disk is full", "no space left", "disk full", "database or disk"),
            "the disk is full: make room and start again",
        ),
        (("readonly", "read-only"), "it is read-only: give write permission on the file and its folder"),
        (("unable to open",), "it cannot be opened: does its folder exist, and may you write there"),
        (("not a database", "malformed"), "the file is no SQLite database, or it is damaged"),
        (("is locked",), "another program holds it locked"),
        (
            ("connection refused", "could not connect", "connection failed", "server closed"),
            "the server does not answer",
        ),
        (("password", "authentication"), "the server refuses the login"),
    ):
        if any(word in low for word in words):
            return f"the gradebook {shown} cannot be used: {advice} ({said}). What was written before is kept."
    return f"the gradebook {shown} cannot be used: {said}. What was written before is kept."


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
