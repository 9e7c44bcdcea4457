"""Owns the environments that the other tools live in: made on first use, under a cache folder, and kept."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

import torch

VARIABLE = "TORCHGRADE_PEERS"
_PACKAGES = {
    "nbgrader": ["nbgrader>=0.9.5", "nose>=1.3.7", "numpy>=2.0", "matplotlib>=3.8"],
    "otter": ["otter-grader>=6.1", "numpy>=2.0", "matplotlib>=3.8"],
}
PEERS = tuple(_PACKAGES)


def folder() -> Path:
    """Where the environments are: $TORCHGRADE_PEERS, else in the user's cache folder."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "torchgrade" / "peers"


def python(peer: str) -> Path:
    """The Python of a peer's environment, whether or not it is there."""
    return folder() / peer / "bin" / "python"


def present() -> bool:
    """Whether both environments were named by the variable and made."""
    return VARIABLE in os.environ and all((folder() / peer / "ready").is_file() for peer in PEERS)


def make(peer: str) -> Path:
    """The peer's Python, its environment made first where there is none. Says on stderr how it goes.

    torch is borrowed from this environment: it is what costs a download of gigabytes, and all three shall use the same.
    Raises CalledProcessError where pip fails."""
    home = folder() / peer
    if not (home / "ready").is_file():
        begun = time.monotonic()
        print(f"making an environment for {peer} in {home}; this takes a minute or two, once", file=sys.stderr)
        venv.EnvBuilder(with_pip=True, clear=True).create(home)
        pip = [str(python(peer)), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off"]
        with subprocess.Popen(
            [*pip, *_PACKAGES[peer]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith(("Collecting", "Installing", "Successfully", "ERROR", "error")):
                    print(f"  {line.rstrip()[:110]}", file=sys.stderr)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, pip)
        print(f"  ready after {time.monotonic() - begun:.0f} s", file=sys.stderr)
        (home / "ready").write_text("")
    borrow(home)
    return python(peer)


def activated(peer: str) -> dict[str, str]:
    """The variables of a process in a peer's environment, which starts programs of its own by name."""
    path = f"{python(peer).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    quiet = {"JUPYTER_PLATFORM_DIRS": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1", "OMP_NUM_THREADS": "1"}
    return {**os.environ, **quiet, "PATH": path, "VIRTUAL_ENV": str(folder() / peer)}


def borrow(home: Path) -> None:
    """Let an environment find this one's torch, after all packages of its own."""
    for site in home.glob("lib/python*/site-packages"):
        (site / "torch-of-torchgrade.pth").write_text(f"{Path(torch.__file__).resolve().parents[1]}\n")
