"""`torchgrade grade`: marks and feedback for one submission or for a folder of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.common import (
    Broken,
    Unusable,
    cores,
    course_option,
    debug_option,
    jobs_option,
    lang_option,
    open_course,
    options,
    sentences,
    submission_options,
)

if TYPE_CHECKING:
    from grader.batch import Graded

_FORMS = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "json",
    ".xml": "junit",
    ".ipynb": "notebook",
}


@click.command("grade")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SUBMISSION...")
@submission_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "markdown", "notebook", "gradescope", "junit"]),
    help="Of the feedback; notebook: the student's own, with feedback under the graded code. Default: what the suffix "
    "of OUT says (.html, .md, .json, .ipynb, .xml), else text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="A file for one submission; for several a folder, with a page each, or a .jsonl file.",
)
@click.option(
    "--audience",
    type=click.Choice(["student", "instructor"]),
    help="An instructor also sees the detail of hidden tests. Default: instructor for json, else student.",
)
@click.option(
    "--require-isolation",
    "require",
    type=click.Choice(["full", "partial", "none"]),
    default="none",
    show_default=True,
    help="Refuse to grade with fewer walls around the student's code.",
)
@click.option(
    "--each/--whole",
    "each",
    default=None,
    help="Whether each entry of a folder is a submission, or the folder is one. Default: each, where two entries "
    "define the same exercise.",
)
@options(jobs_option, course_option, lang_option, debug_option)
def command(submissions: tuple[Path, ...], **chosen: Any) -> int:
    """Grade submissions: .py, .ipynb or .zip files, or folders.

    Exit code: 0 all full marks, 1 marks lost, 2 the command or a submission could not be used, 3 the grader failed.
    """
    return grade(submissions, public_only=False, **chosen)


def grade(
    submissions: tuple[Path, ...],
    *,
    public_only: bool,
    exercises: tuple[str, ...],
    assignment: str | None,
    device: Any,
    seed: int | None,
    form: Any,
    output: Path | None,
    audience: Any,
    require: Any,
    each: bool | None,
    jobs: int | None,
    course: Path | None,
    lang: Any,
    debug: bool,
    watch: bool = False,
    heard: Callable[[Graded], None] | None = None,
) -> int:
    """What `grade` and `check` share: find the submissions, grade them, tell. `heard` is told each report."""
    found = open_course(course)
    with sentences():
        if assignment is not None:
            chosen = found.find(assignment)
            for name in exercises:
                chosen.exercise(name)
        elif exercises:
            found.exercise(exercises[0])
    from grader.commands.telling import Telling

    form = form or _FORMS.get(output.suffix.lower() if output and not output.is_dir() else "", "text")
    paths = submissions_of(submissions, each, found, lang)
    telling = Telling(paths, form, output, lang, audience or ("instructor" if form == "json" else "student"), debug)

    from grader.batch import CannotGrade, GraderUnusable, Orders, grade_all
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError

    orders = Orders(
        course=found.root if course is not None else None,
        assignment=assignment,
        exercises=exercises,
        device=device,
        seed=seed,
        language=lang,
        public_only=public_only,
        require=require,
        pages=telling.pages,
        audience=telling.audience,
    )
    if watch:
        from grader.commands.watching import watch as watch_

        return watch_(paths[0], orders, form, output, lang, debug)
    running = grade_all(paths, orders, jobs=min(jobs or cores(), len(paths)), course=found)
    try:
        with sentences(), telling:
            for index, graded in running:
                telling.add(index, graded)
                if heard is not None:
                    heard(graded)
    except (CannotGrade, SandboxError) as error:
        raise Unusable(str(error)) from error
    except (SuiteError, GraderUnusable) as error:
        raise Broken(str(error)) from error
    finally:
        running.close()
    return telling.exit_code


def submissions_of(given: tuple[Path, ...], each: bool | None, course: Any, lang: str) -> list[Path]:
    """Every submission that was meant: a folder stands for its entries where it is a collection."""
    from grader.choose import entries, is_collection

    names = {name for assignment in course.assignments for name in assignment.names}
    paths: list[Path] = []
    for path in given:
        try:
            if not path.exists():
                raise Unusable(f"{path} 不存在。" if lang == "zh" else f"there is no {path}.")
            several = path.is_dir() and (each if each is not None else is_collection(path, names))
            paths += entries(path) if several else [path]
        except OSError:  # no permission, a name too long: the reader says which
            paths.append(path)
    if not paths:
        listed = ", ".join(map(str, given))
        raise Unusable(f"{listed} 中没有提交。" if lang == "zh" else f"there is no submission in {listed}.")
    return paths
