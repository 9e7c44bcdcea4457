"""What a child of the zygote costs: time from open to closed, memory of its own, and what many of them leave.

python -m bench.child [--count 300]
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import click

from bench.common import children, machine, ms, private_mib, rss_mib, times

SOURCE = "import torch\n\n\ndef softmax(X):\n    e = X.exp()\n    return e / e.sum(1, keepdim=True)\n"


@click.command(help=__doc__)
@click.option("--count", default=300, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    from grader.sandbox import Limits, Program
    from grader.sandbox.two_rooms import TwoRooms

    program, limits = Program(SOURCE, names=("softmax",)), Limits()
    begun = time.perf_counter()
    with TwoRooms() as sandbox:
        sandbox.open(program, limits).close()
        print(f"{machine()}; isolation {sandbox.isolation.level}")
        print(f"zygote, from exec to its first room: {time.perf_counter() - begun:.2f} s (torch not imported here)")
        import torch

        torch.set_num_threads(1)
        X = torch.randn(2, 5)

        def empty() -> None:
            sandbox.open(program, limits).close()

        def one_call() -> None:
            room = sandbox.open(program, limits)
            room.begin(1)
            room.get("softmax")(X)
            room.end()
            room.close()

        print(f"room opened, program loaded, closed    {ms(times(empty, count)):6.2f} ms")
        print(f"the same with one call                 {ms(times(one_call, count)):6.2f} ms")
        room = sandbox.open(program, limits)
        room.begin(1)
        room.get("softmax")(X)
        print(f"private memory of such a child         {_youngest_private():6.1f} MiB")
        room.close()
        fds, memory = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0, rss_mib()
        for _ in range(count):
            one_call()
        print(f"after {count} more rooms: {rss_mib() - memory:+.1f} MiB here", end="")
        print(f", {len(os.listdir('/proc/self/fd')) - fds:+d} descriptors" if fds else "")


def _youngest_private() -> float:
    """Private memory of the busiest child of our zygote, in MiB."""
    generation = children(os.getpid())
    rooms: list[int] = []
    while generation:
        rooms, generation = generation, [c for pid in generation for c in children(pid)]
    return max((private_mib(pid) for pid in rooms), default=0.0)


if __name__ == "__main__":
    main()
