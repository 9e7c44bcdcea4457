"""What a command costs before it does anything: `--help`, and a student's `check` beside a bare `import torch`.

The commands take turns, so that what else the machine does hits all alike; the last columns are medians of the
differences within a turn. CPU is that of all processes that a command started and waited for.

python -m bench.startup [--count 5]
"""

from __future__ import annotations

import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import click

from bench.common import COURSE, machine, right_softmax


class Cost(NamedTuple):
    """Milliseconds of one command."""

    wall: float
    cpu: float


def _run(*command: str, folder: str) -> Cost:
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"TORCHGRADE_PROGRESS": f"{folder}/progress.jsonl"}  # not the user's own
    subprocess.run([sys.executable, *command], check=True, cwd=COURSE, stdout=subprocess.DEVNULL, env=environment)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall * 1e3, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3)


@click.command(help=__doc__)
@click.option("--count", default=5, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    print(machine())
    compileall.compile_dir(COURSE / "grader", quiet=1)  # as pip does when it installs a package
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "softmax_regression.py")
        file.write_bytes(right_softmax(0))
        commands = {
            "python -c 'import torch'": ("-c", "import torch"),
            "torchgrade --help": ("cli.py", "--help"),
            "torchgrade check FILE": ("cli.py", "check", str(file), "--exercise", "softmax"),
            "torchgrade grade FILE": ("cli.py", "grade", str(file), "--exercise", "softmax"),
        }
        turns = [{name: _run(*command, folder=folder) for name, command in commands.items()} for _ in range(1 + count)]
    del turns[0]  # files that are read for the first time
    print(f"{'ms':26}{'wall':>8}{'CPU':>8}{'beside import torch: wall, CPU':>34}")
    bare = next(iter(commands))
    for name in commands:
        costs = [statistics.median(turn[name][i] for turn in turns) for i in (0, 1)]
        more = [statistics.median(turn[name][i] - turn[bare][i] for turn in turns) for i in (0, 1)]
        print("{:26}{:8.0f}{:8.0f}{:+26.0f}{:+8.0f}".format(name, *costs, *more))


if __name__ == "__main__":
    main()
