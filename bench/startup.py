"""What a command costs before it does anything: `--help`, and a student's `check` beside a bare `import torch`.

python -m bench.startup [--count 5]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import click

from bench.common import COURSE, machine, ms, right_softmax, times


def _run(*command: str) -> None:
    subprocess.run([sys.executable, *command], check=True, cwd=COURSE, stdout=subprocess.DEVNULL)


@click.command(help=__doc__)
@click.option("--count", default=5, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "softmax_regression.py")
        file.write_bytes(right_softmax(0))
        bare = ms(times(lambda: _run("-c", "import torch"), count, warm=2))
        print(f"python -c 'import torch'      {bare:8.0f} ms")
        print(f"torchgrade --help             {ms(times(lambda: _run('cli.py', '--help'), count, warm=1)):8.0f} ms")
        check = ms(times(lambda: _run("cli.py", "check", str(file), "--exercise", "softmax"), count, warm=1))
        print(f"torchgrade check FILE         {check:8.0f} ms   import torch {check - bare:+.0f} ms")
        grade = ms(times(lambda: _run("cli.py", "grade", str(file), "--exercise", "softmax"), count, warm=1))
        print(f"torchgrade grade FILE         {grade:8.0f} ms   import torch {grade - bare:+.0f} ms")


if __name__ == "__main__":
    main()
