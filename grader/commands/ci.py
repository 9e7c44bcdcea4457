"""`torchgrade ci`: grade a push, and say so where the platform shows it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from grader.commands.common import (
    FAILED,
    FULL_MARKS,
    MARKS_LOST,
    UNUSABLE,
    Broken,
    Unusable,
    cores,
    course_option,
    debug_option,
    lang_option,
    open_course,
    options,
    sentences,
    submission_options,
)


def _threshold(_: Any, __: Any, value: str) -> float:
    """A share of the marks, from "60%", "60" or "0.6"."""
    try:
        share = float(value.removesuffix("%"))
    except ValueError:
        raise click.BadParameter(f"{value!r} is no share of the marks; write 60%.") from None
    share = share / 100 if value.endswith("%") or share > 1 else share
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value!r} is not between 0% and 100%.")
    return share


@click.command("ci")
@click.argument("submissions", nargs=-1, type=click.Path(path_type=Path), metavar="[SUBMISSION]...")
@click.option(
    "--threshold",
    default="100%",
    show_default=True,
    callback=_threshold,
    help="The share of the marks from which the job passes.",
)
@click.option(
    "--junit", type=click.Path(path_type=Path), metavar="FILE", help="Also write JUnit XML. On GitLab always."
)
@click.option(
    "--require-isolation", "require", type=click.Choice(["full", "partial", "none"]), default="none", show_default=True
)
@submission_options
@options(course_option, lang_option, debug_option)
def command(
    submissions: tuple[Path, ...],
    threshold: float,
    junit: Path | None,
    require: Any,
    exercises: tuple[str, ...],
    assignment: str | None,
    device: Any,
    seed: int | None,
    course: Path | None,
    lang: Any,
    debug: bool,
) -> int:
    """Grade the checked-out submission (default: this folder) and tell the platform this runs on.

    GitHub Actions gets annotations on the student's lines, a job summary and the outputs `score` and `max_score`;
    GitHub Classroom also the output `result`; GitLab junit.xml and gl-code-quality-report.json. Elsewhere the feedback
    is printed.

    Exit code: 0 the threshold is reached, 1 it is not, 2 a submission could not be used, 3 the grader failed.
    """
    from grader.ci.findings import findings
    from grader.ci.platforms import platform
    from grader.commands.grade import submissions_of
    from grader.feedback import junit as junit_

    found = open_course(course)
    with sentences():
        if assignment is not None:
            found.find(assignment)
    paths = [_only_file(path) for path in submissions_of(submissions or (Path(),), None, found, lang)]
    reports = _graded(
        paths, found, assignment=assignment, exercises=exercises, device=device, seed=seed, require=require, lang=lang
    )
    root = Path(os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or ".")
    where = platform(os.environ)
    pointed = findings([report for report, _ in reports], lang)
    shown = [text for _, text in reports]
    if where in ("github", "classroom"):
        _tell_github(where, [report for report, _ in reports], shown, pointed, root, lang)
    else:
        click.echo("\n".join(shown), nl=False)
    if where == "gitlab":
        from grader.ci.gitlab import code_quality

        (root / "gl-code-quality-report.json").write_text(code_quality(pointed, root), encoding="utf-8")
        junit = junit or root / "junit.xml"
    if junit is not None:
        junit.parent.mkdir(parents=True, exist_ok=True)
        junit.write_text(junit_.document([report for report, _ in reports], lang), encoding="utf-8", newline="\n")
    return _exit_code([report for report, _ in reports], threshold)


def _only_file(path: Path) -> Path:
    """The file that a folder is, if there is one that can be a submission: what is pointed at then is in it."""
    from grader.submission.archive import is_candidate

    if not path.is_dir() or path.is_symlink():
        return path
    found = [file for file in path.rglob("*") if is_candidate(file.relative_to(path).as_posix()) and file.is_file()]
    return found[0] if len(found) == 1 else path


def _graded(paths: list[Path], course: Any, *, lang: Any, exercises: tuple[str, ...], **orders: Any) -> list[Any]:
    """Each submission's report as a student may read it, and its text."""
    from grader.batch import CannotGrade, GraderUnusable, Orders, grade_all
    from grader.feedback import render
    from grader.report import for_student
    from grader.sandbox.two_rooms import SandboxError
    from grader.suite.spec import SuiteError
    from grader.tidy import tidy

    wanted = Orders(course=course.root, exercises=exercises, language=lang, **orders)
    try:
        graded = dict(grade_all(paths, wanted, jobs=min(cores(), len(paths))))
    except (CannotGrade, SandboxError) as error:
        raise Unusable(str(error)) from error
    except (SuiteError, GraderUnusable) as error:
        raise Broken(str(error)) from error
    reports = [graded[index].report for index in range(len(paths))]
    # The path is wanted whole: the platform finds the file by it. The rest is what a student may read.
    kept = [for_student(tidy(report)) for report in reports]
    import msgspec

    return [
        (
            msgspec.structs.replace(
                short, submission=msgspec.structs.replace(short.submission, path=report.submission.path)
            ),
            render(report, "text", lang, width=100),
        )
        for short, report in zip(kept, reports, strict=True)
    ]


def _tell_github(where: str, reports: list[Any], shown: list[str], pointed: list[Any], root: Path, lang: Any) -> None:
    from grader.ci import github
    from grader.feedback import render

    click.echo(github.quiet("\n".join(shown)), nl=False)
    for line in github.commands(pointed, root):
        click.echo(line)
    github.write_summary(os.environ, "\n".join(render(report, "markdown", lang) for report in reports))
    values = {
        "score": f"{sum(r.score for r in reports):g}",
        "max_score": f"{sum(r.max_score for r in reports):g}",
    }
    if where == "classroom":
        values["result"] = github.classroom_result(reports, lang)
    github.write_outputs(os.environ, values)
    sys.stdout.flush()


def _exit_code(reports: list[Any], threshold: float) -> int:
    troubles = {report.trouble for report in reports}
    if "grader" in troubles:
        return FAILED
    if "unreadable" in troubles:
        return UNUSABLE
    most = sum(report.max_score for report in reports)
    reached = sum(report.score for report in reports)
    return FULL_MARKS if reached >= threshold * most - 1e-9 else MARKS_LOST
