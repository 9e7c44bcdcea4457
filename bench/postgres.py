"""Owns a PostgreSQL server of one's own, for a test or a measurement: made in a folder, started, killed, started again.

The programs are Debian's package `postgresql`; nothing else of the machine is touched.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from bench.common import children


def programs() -> Path | None:
    """The folder with initdb and postgres; $TORCHGRADE_POSTGRES_BIN, else where Debian puts it, else the PATH's."""
    if named := os.environ.get("TORCHGRADE_POSTGRES_BIN"):
        return Path(named)
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Postgres:
    """A server in `folder`, listening on a port of 127.0.0.1."""

    def __init__(self, folder: Path):
        self.folder = folder
        found = programs()
        assert found is not None, "PostgreSQL is not installed"
        self.bin = found
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        folder.mkdir(parents=True, exist_ok=True)
        self.user: str | None = None
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self.user = "nobody"
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
            for above in folder.parents:
                if above.stat().st_uid == 0 and above != Path("/"):
                    above.chmod(above.stat().st_mode | 0o011)
        self._run("initdb", "-D", str(folder / "data"), "-U", "torchgrade", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return self._url("postgres")

    def _url(self, database: str) -> str:
        return f"postgresql://torchgrade@127.0.0.1:{self.port}/{database}"

    def database(self, name: str) -> str:
        """The URL of a new database on this server."""
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self._url(name)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)  # left by a server that was killed
        command = [str(self.bin / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, user=self.user, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + 30
        ask = [str(self.bin / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(ask).returncode != 0:
            if time.monotonic() > until:
                raise TimeoutError((self.folder / "log").read_text()[-2000:])
            time.sleep(0.1)

    def kill(self) -> None:
        """As a power cut would: every process of the server at once."""
        assert self.process is not None
        family = children(self.process.pid)  # each has a process group of its own
        for pid in (self.process.pid, *family):
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
        while any(Path(f"/proc/{pid}").exists() for pid in family):
            time.sleep(0.05)  # until they are gone, their shared memory keeps a new server from starting

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def _run(self, name: str, *arguments: str) -> None:
        done = subprocess.run([str(self.bin / name), *arguments], user=self.user, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
