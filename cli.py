"""`python cli.py …` from a checkout; the installed command is `torchgrade`."""

from grader.cli import run

if __name__ == "__main__":
    run()
