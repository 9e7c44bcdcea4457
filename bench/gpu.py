"""What a room with a CUDA context costs: the first, and those that follow. Needs a CUDA device.

python -m bench.gpu [--count 20]
"""

from __future__ import annotations

import time

import click

from bench.common import machine, ms, times

SOURCE = "def double(X):\n    return X * 2\n"


@click.command(help=__doc__)
@click.option("--count", default=20, show_default=True)
def main(count: int) -> None:
    """See the module's docstring."""
    from grader.sandbox import Limits, Program
    from grader.sandbox.plan import gpu_present
    from grader.sandbox.two_rooms import TwoRooms

    if not gpu_present():
        raise click.ClickException("there is no CUDA device here")
    program, limits = Program(SOURCE, names=("double",)), Limits()
    with TwoRooms(device="cuda") as sandbox:
        import torch

        X = torch.randn(256, 256, device="cuda")

        def room() -> None:
            opened = sandbox.open(program, limits)
            opened.begin(1)
            opened.get("double")(X)
            opened.close()

        begun = time.perf_counter()
        room()
        print(f"{machine()}, {torch.cuda.get_device_name(0)}")
        print(f"first room, start of the zygote included  {(time.perf_counter() - begun) * 1e3:8.0f} ms")
        print(f"following rooms                           {ms(times(room, count, warm=1)):8.0f} ms")


if __name__ == "__main__":
    main()
