"""torchgrade: grades PyTorch course exercises in two rooms."""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """`%load_ext grader` in a notebook: brings `%check`."""
    from grader.loop.magic import load

    load(shell)


def unload_ipython_extension(shell: object) -> None:
    """`%unload_ext grader`."""
    from grader.loop.magic import unload

    unload(shell)
