"""`python -m bench.peers`: the table; `--record`: what the tests of the import compare with."""

import click

from bench.peers.compare import compare
from bench.peers.record import record


@click.command()
@click.option("--record", "recording", is_flag=True, help="Make tests/importing/recorded again instead.")
@click.option("--count", default=10, show_default=True, help="Notebooks in the batch that all three grade.")
@click.option("--more", default=400, show_default=True, help="In torchgrade's longer batch; half of its longest.")
def main(recording: bool, count: int, more: int) -> None:
    """Softmax notebooks through nbgrader, Otter-Grader and torchgrade, in one run."""
    if recording:
        record()
    else:
        compare(count, more)


if __name__ == "__main__":
    main()
