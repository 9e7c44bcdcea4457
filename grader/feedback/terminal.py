"""Owns feedback on a terminal: wrapped to its width, scores in a column at the right, colour where it is asked for."""

from __future__ import annotations

from functools import cache, partial

import jinja2

from grader.feedback import templates, view, words
from grader.feedback.columns import columns, cut, pad, wrap
from grader.report import Report
from grader.text import Text

_COLORS = {"good": "32", "bad": "31", "late": "33", "note": "36", "soft": "2", "bold": "1"}
_TONE = {
    "passed": "good",
    "failed": "bad",
    "error": "bad",
    "crashed": "bad",
    "timeout": "late",
    "missing": "late",
    "waiting": "soft",
    "unknown": "soft",
}


def _paint(text: str, tone: str, color: bool) -> str:
    code = _COLORS.get(_TONE.get(tone, tone))
    return f"\x1b[{code}m{text}\x1b[0m" if color and code and text else text


def _block(text: str, lead: str, width: int) -> str:
    """`text` under `lead`: the first line begins with it, the others are indented as deep."""
    first, *rest = wrap(text, width - columns(lead))
    return "\n".join([lead + first, *(" " * columns(lead) + line for line in rest)])


def _row(left: str, right: str, lead: str, width: int) -> str:
    """`left` wrapped beside `right`, which ends in the last column of the first line."""
    right = cut(right, width // 2) if columns(right) > width // 2 else right
    first, *rest = wrap(left, width - columns(lead) - columns(right) - 2)
    gap = " " * max(2, width - columns(lead) - columns(first) - columns(right))
    return "\n".join([f"{lead}{first}{gap}{right}", *(" " * columns(lead) + line for line in rest)])


def _bar(text: str, bar: str, width: int) -> str:
    """`text` with a bar down its left side."""
    return "\n".join(f"{bar}{line}".rstrip() for line in wrap(text, width - columns(bar)))


@cache
def _template() -> jinja2.Template:
    env = templates.environment(
        autoescape=False,
        filters={"points": view.points},
        names={"view": view, "words": words, "Text": Text},
    )
    return env.get_template("text/report.txt")


def screen(report: Report, lang: str, *, width: int = 80, color: bool = False) -> str:
    """The report for a terminal `width` columns wide."""
    width = max(width, 40)
    return _template().render(
        report=report,
        lang=lang,
        block=partial(_block, width=width),
        row=partial(_row, width=width),
        bar=partial(_bar, width=width),
        paint=partial(_paint, color=color),
    )


def summary(reports: list[Report], lang: str, *, width: int, color: bool) -> list[str]:
    """One aligned line for each report: name, score, status, the first thing to say."""
    names = [cut(view.named(r), 28) for r in reports]
    scores = [f"{view.points(r.score)} / {view.points(r.max_score)}" for r in reports]
    statuses = [words.STATUS[view.overall(r)].of(lang) for r in reports]
    # A run prints line by line: scores and statuses take the room that any of this assignment would take.
    whole = [f"{view.points(r.max_score)} / {view.points(r.max_score)}" for r in reports]
    known = [status.of(lang) for status in words.STATUS.values()]
    columns_of = (names, scores + whole, statuses + known)
    name_w, score_w, status_w = (max(map(columns, column), default=0) for column in columns_of)
    lines = []
    for report, name, score, status in zip(reports, names, scores, statuses, strict=True):
        said = cut(view.first_words(report).of(lang), max(12, width - name_w - score_w - status_w - 6))
        shown = _paint(pad(status, status_w), view.overall(report), color)
        lines.append(f"{pad(name, name_w)}  {' ' * (score_w - columns(score))}{score}  {shown}  {said}".rstrip())
    return lines
