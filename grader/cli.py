"""Owns the command line's frame: the commands, exit codes, and what becomes of an error.

Nothing heavy is imported here or in `grader.commands`: `torchgrade --help` answers at once.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence

import click

from grader import __version__, commands
from grader.commands.common import FAILED, INTERRUPTED, UNUSABLE

REPORT_AT = "the project's issue tracker"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="torchgrade")
def cli() -> None:
    """Grade PyTorch course exercises: hidden tests, student code in a room of its own, feedback worth reading."""


for _command in commands.every():
    cli.add_command(_command)


def run() -> None:
    """`main` as a process of its own. Python is not taken down piece by piece: that takes a second after a large
    gradebook, and bindings of torch's compiler, where something loaded them, complain on stderr of leaks."""
    try:
        main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    atexit._run_exitfuncs()  # temporary folders, workers
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and exit: 0 all full marks, 1 marks lost, 2 not usable, 3 the grader failed, 130 Ctrl-C."""
    listed = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Not cli.main(): it would end the process itself when a reader such as `| head` goes away.
        with cli.make_context("torchgrade", list(listed)) as context:
            code = cli.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        code = leave.exit_code
    except click.ClickException as error:
        error.show()
        code = max(error.exit_code, UNUSABLE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("\nStopped.", err=True)
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted. Python would complain once more when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:
        if "--debug" in listed:
            raise
        click.echo(f"torchgrade: the grader itself failed: {type(error).__name__}: {error}", err=True)
        click.echo(f"Run it again with --debug for the traceback, and please send it to {REPORT_AT}.", err=True)
        code = FAILED
    sys.exit(code if isinstance(code, int) else 0)
