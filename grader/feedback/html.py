"""Owns the page: one HTML file with its style inside, no script, nothing fetched, every string escaped.

The policy allows the one style sheet by its hash, so markup that slipped through an escape could neither run, nor
fetch, nor restyle the page. Both languages stand on the page; a pair of radio buttons and the style sheet show one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

import jinja2
from markupsafe import Markup, escape

from grader.feedback import templates, view, words
from grader.feedback.highlight import listing
from grader.report import ExerciseResult, Place, Report, Source
from grader.text import Text

RING = 326.73  # the circumference of the score's circle, radius 52
_CODE = re.compile(r"`([^`\n]{1,200})`")


def inline(text: str) -> Markup:
    """Escaped, with `code` between backticks set as code."""
    escaped = str(escape(text))
    return Markup(_CODE.sub(r"<code>\1</code>", escaped) if "`" in escaped else escaped)


def both(text: Text) -> Markup:
    """The text in both languages, of which the style sheet shows one; untranslated text is shown in either."""
    en = inline(text.en)
    if not text.zh or text.zh == text.en:
        return en
    return Markup(f'<span class="en" lang="en">{en}</span><span class="zh" lang="zh-Hans">{inline(text.zh)}</span>')


def _source(exercise: ExerciseResult, source: Source, anchor: str) -> Markup:
    """The lines of one definition. Their ids count the definitions: two may share a line."""
    marked = view.marked_lines(exercise).items()
    marks = {line: how for (file, cell, line), how in marked if (file, cell) == (source.file, source.cell)}
    return listing(source.text, source.cell_line, marks, f"{anchor}-{exercise.source.index(source)}-")


def _target(exercise: ExerciseResult, place: Place, anchor: str) -> str:
    """The id of the line on this page; "" where it is not shown."""
    cell, line = place.shown
    for n, source in enumerate(exercise.source):
        more = source.text.rstrip("\n").count("\n")
        if (source.file, source.cell) == (place.file, cell) and 0 <= line - source.cell_line <= more:
            return f"{anchor}-{n}-{line}"
    return ""


@cache
def _template() -> tuple[jinja2.Template, Markup, str]:
    """The template, the style sheet, and the policy that lets this style sheet in and nothing else."""
    env = templates.environment(
        autoescape=True,
        filters={"both": both, "points": view.points},
        names={"view": view, "words": words, "Text": Text, "listing": _source, "target": _target, "ring": RING},
    )
    css = templates.read("html/report.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return env.get_template("html/report.html"), Markup(css), policy


def page(report: Report, lang: str) -> str:
    """The report as a page that opens in `lang`. `report` is tidied, and already what its reader may see."""
    template, css, policy = _template()
    return template.render(report=report, lang=lang, css=css, policy=policy)
