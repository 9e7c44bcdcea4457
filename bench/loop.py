"""What `%check softmax` takes in a real kernel: the first one, and the median over warm ones, each of another answer.

python -m bench.loop [--count 20]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import click
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from bench.common import COURSE, machine, right_softmax

ASKED_S = 0.5
_LIMIT_S = 300


@click.command(help=__doc__)
@click.option("--count", default=20, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    print(machine())
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"])
    with tempfile.TemporaryDirectory() as folder:
        manager.start_kernel(cwd=str(COURSE), env=_environment(folder), stderr=-3)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=_LIMIT_S)

            def run(source: str) -> tuple[float, str]:
                """Seconds from the request to the idle kernel, and what was shown last."""
                shown: list[str] = []

                def hear(message: dict) -> None:  # type: ignore[type-arg]
                    if message["msg_type"] in ("display_data", "update_display_data"):
                        shown.append(message["content"]["data"]["text/plain"])

                begun = time.perf_counter()
                client.execute_interactive(source, output_hook=hear, timeout=_LIMIT_S)
                return time.perf_counter() - begun, "".join(shown[-1:])

            run("%load_ext grader")
            taken = []
            for number in range(count + 1):
                run(right_softmax(number).decode())
                seconds, said = run("%check softmax")
                assert "2 / 2" in said, said
                taken.append(seconds)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    first, *warm = taken
    median = statistics.median(warm)
    for what, seconds in (
        ("first %check, right after %load_ext and import torch", first),
        (f"warm %check, median of {count} (asked: {ASKED_S:g} s)", median),
        ("warm %check, slowest", max(warm)),
    ):
        print(f"{what:54}{seconds * 1e3:8.0f} ms")


def _environment(folder: str) -> dict[str, str]:
    import os

    paths = [str(COURSE), *filter(None, [os.environ.get("PYTHONPATH")])]
    records = str(Path(folder, "progress.jsonl"))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TORCHGRADE_PROGRESS": records}


if __name__ == "__main__":
    main()
