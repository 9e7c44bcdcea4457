"""Owns feedback as Markdown (CommonMark, and GitHub's): a stranger's text stays text in it, and makes no link."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import jinja2

from grader.feedback import templates, view, words
from grader.report import Report
from grader.text import Text

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~!$<>&]")
# A backtick as an entity: one that is escaped beside a code span would lengthen the span's fence.
_ENTITY = {"`": "&#96;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
# At the start of a paragraph: what would make it a list, or an underlined heading.
_LEAD = re.compile(r"^([-+=]+|\d+(?=[.)]))(?=\s|$|[.)])")
# What renderers turn into links or mentions by themselves. Set as code, it stays what it is.
LINK = re.compile(r"://|www\.|@|mailto:|xmpp:|^#\d", re.IGNORECASE)
_CODE = re.compile(r"(`[^`\n]{1,200}`)")


def code(text: str) -> str:
    """`text`, on one line, as a code span."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}" if text else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda m: _ENTITY.get(m[0], "\\" + m[0]), text)


Escape = Callable[[str], str]


def prose(text: str, *, code: Escape = code, plain: Escape = _plain, alive: re.Pattern[str] = LINK) -> str:
    """`text` as one paragraph: escaped, but for short code between backticks. Words that `alive` finds become code."""
    text = " ".join(text.split())
    out = ""
    for n, part in enumerate(_CODE.split(text)):
        if n % 2:
            piece = code(part[1:-1])
        elif alive.search(part) or "#" in part:
            piece = " ".join(code(w) if alive.search(w) else plain(w) for w in part.split(" "))
        else:
            piece = plain(part)
        out += (" " if out.endswith("`") and piece.startswith("`") else "") + piece
    return _LEAD.sub(lambda m: m[0] + "\\" if m[0].isdigit() else "\\" + m[0], out)


def fence(text: str, indent: int = 0, language: str = "") -> str:
    """`text` as a block of code, whose fence is longer than any run of backticks inside."""
    ticks = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    lines = [ticks + language, *text.strip("\n").split("\n"), ticks]
    return "\n".join((" " * indent + line).rstrip() for line in lines)


@cache
def _template() -> jinja2.Template:
    env = templates.environment(
        autoescape=False,
        filters={"points": view.points, "prose": prose, "fence": fence, "code": code},
        names={"view": view, "words": words, "Text": Text},
    )
    return env.get_template("markdown/report.md")


def document(report: Report, lang: str) -> str:
    """The report as Markdown in `lang`."""
    return _template().render(report=report, lang=lang)
