"""`torchgrade import`: an nbgrader or Otter notebook as an assignment's folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.common import FULL_MARKS, Broken, Unusable, debug_option, sentences

if TYPE_CHECKING:
    from grader.importing import Left

_PLACE = re.compile(r"([A-Za-z0-9_.-]+)/([A-Za-z_][A-Za-z0-9_]*)")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.ipynb")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The course that gets it; made where there is none. Default: the nearest folder upwards that is one.",
)
@click.option("--as", "place", metavar="CHAPTER/ASSIGNMENT", help="Default: imported/ and the notebook's name.")
@debug_option
def command(file: Path, into: Path | None, place: str | None, debug: bool) -> int:
    """Turn an nbgrader source notebook or an Otter master notebook into an assignment.

    Its solutions become the reference, each test cell a test with its points. What could not be carried over is
    listed, here and in IMPORTED.md. The notebook's own solution and some trivial answers are graded to see that the
    tests hold.
    """
    from grader.importing import NotImported, load

    try:
        draft = load(file)
    except NotImported as error:
        raise Unusable(str(error)) from None
    chapter, name = _place(place, file)
    from grader.batch import CannotGrade
    from grader.importing.proof import write
    from grader.pool import StartFailed
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError

    root = _root(into)
    with sentences():
        try:
            done = write(draft, root, chapter, name, tell=lambda said: click.echo(f"{said} …", err=True))
        except NotImported as error:
            raise Unusable(str(error)) from None
        except OSError as error:
            raise Unusable(f"{error.filename or root} cannot be written ({error.strerror or error}).") from None
        except (CannotGrade, SandboxError) as error:
            raise Unusable(str(error)) from error
        except (SuiteError, StartFailed) as error:
            raise Broken(str(error)) from error
    click.echo(f"{file.name} ({draft.origin}) is now {done.folder}: {done.tests} tests, {done.points:g} points.")
    _tell("Not carried over:", done.left)
    _tell("Look at this:", done.seen)
    click.echo(f"\nAll of it stands in {done.folder / 'IMPORTED.md'}.")
    return FULL_MARKS


def _place(place: str | None, file: Path) -> tuple[str, str]:
    if place is None:
        name = re.sub(r"\W+", "_", file.stem, flags=re.ASCII).strip("_").lower() or "notebook"
        return "imported", name if name[0].isalpha() else f"a_{name}"
    found = _PLACE.fullmatch(place)
    if found is None or ".." in place:
        raise Unusable(f"--as takes CHAPTER/ASSIGNMENT, as ch03_linear/softmax, not {place!r}; letters, digits and _.")
    return found[1], found[2]


def _root(into: Path | None) -> Path:
    """The course to write to: `into`, or the one that the working folder is in, or the working folder."""
    if into is not None:
        return into.resolve()
    here = Path.cwd().resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "solutions").is_dir()), here)


def _tell(heading: str, entries: list[Left]) -> None:
    if entries:
        click.echo(f"\n{heading}")
    for entry in entries:
        click.echo(f"  {entry.said}")
