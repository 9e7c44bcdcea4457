"""Owns telling: a report as a page, as Markdown, for a terminal, as data for other programs. Renderers are pure
functions of the report.

What a student wrote is text here and never markup: each renderer gets a tidied report and escapes every string itself.
Jinja2 and Pygments are imported when a page is rendered, not before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, get_args

from grader.report import Report, encode, for_student
from grader.tidy import tidy

if TYPE_CHECKING:
    from grader.submission import Submission

Format = Literal["text", "json", "html", "markdown", "gradescope", "junit"]
Pages = Format | Literal["notebook"]
Lang = Literal["en", "zh"]
Audience = Literal["student", "instructor"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(
    report: Report,
    format: Format = "text",
    lang: Lang | None = None,
    *,
    audience: Audience = "student",
    color: bool = False,
    width: int = 80,
    pretty: bool = False,
) -> str:
    """The report in `format`, ending in a newline.

    `lang` (default: the report's own) is the language of text and Markdown, and the one a page opens in; a page holds
    both, and so does JSON. A student's rendering leaves out what `for_student` takes away. `color` and `width`
    (columns) matter to text, `pretty` (indented, not one line) to JSON. Raises ValueError on another format.
    """
    lang = lang or report.language
    report = tidy(for_student(report) if audience == "student" else report)
    if format == "json":
        return encode(report, pretty=pretty) + "\n"
    if format == "html":
        from grader.feedback.html import page

        return page(report, lang)
    if format == "markdown":
        from grader.feedback.markdown import document

        return document(report, lang)
    if format == "gradescope":
        from grader.feedback.gradescope import results

        return results(report, lang)
    if format == "junit":
        from grader.feedback import junit

        return junit.document([report], lang)
    if format == "text":
        from grader.feedback.terminal import screen

        return screen(report, lang, width=width, color=color)
    raise ValueError(f"{format!r} is not a format of feedback: choose one of {', '.join(FORMATS)}")


def render_page(report: Report, form: Pages, submission: Submission | None, *, audience: Audience = "student") -> str:
    """What goes into a file: a rendering of the report, or the student's own notebook with the report in it.

    `submission` is what was graded; None where it could not be read, and then a notebook holds only that sentence.
    """
    if form != "notebook":
        return render(report, form, audience=audience)
    from grader.feedback.notebook import annotated
    from grader.submission import Submission

    report = tidy(for_student(report) if audience == "student" else report)
    return annotated(report, submission or Submission("", "", "py", []), report.language)


def summary_lines(reports: Iterable[Report], lang: Lang = "en", *, color: bool = False, width: int = 80) -> list[str]:
    """One line for each submission: name, score, status, and the first thing to say of it."""
    from grader.feedback.terminal import summary

    return summary([tidy(r) for r in reports], lang, width=width, color=color)


def json_lines(reports: Iterable[Report], *, audience: Audience = "student") -> str:
    """The reports as JSON lines: one object a line."""
    return "".join(render(r, "json", audience=audience) for r in reports)
