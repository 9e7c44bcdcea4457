"""Owns the class report as one HTML file: no script, nothing fetched, every string escaped, plots inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from grader.classreport import plots
from grader.classreport.figures import AssignmentFigures, NeedsHelp
from grader.classreport.similar import Pair
from grader.feedback import templates, view
from grader.feedback.html import both
from grader.gradebook.marks import Mark
from grader.text import Text

_ROWS = 2000  # students in the table; a browser takes no more with pleasure


def page(
    title: Text,
    figures: Sequence[AssignmentFigures],
    marks: Sequence[Mark],
    *,
    titles: Mapping[str, Text],
    mistakes: Mapping[tuple[str, str], Text],
    tests: Mapping[str, Text],
    help_: Sequence[NeedsHelp],
    pairs: Mapping[str, Sequence[Pair]],
    links: Mapping[int, str],
    made: str,
    lang: str,
) -> str:
    """The page. `mistakes` (exercise and mistake) and `tests` say what each is in words; `links` gives the page of a
    hand-in, relative to this one; `pairs` alike submissions by assignment."""
    env = templates.environment(
        autoescape=True,
        filters={"both": both, "points": view.points},
        names={"Text": Text, "distribution": _inline(plots.distribution), "heat_map": _inline(plots.heat_map)},
    )
    rows: dict[str, dict[str, Mark]] = {}
    for mark in marks:
        rows.setdefault(mark.student, {})[mark.assignment] = mark
    return env.get_template("class/report.html").render(
        title=title,
        figures=figures,
        rows=sorted(rows.items())[:_ROWS],
        left_out=max(0, len(rows) - _ROWS),
        titles=titles,
        mistakes=mistakes,
        tests=tests,
        needing=help_,
        pairs=pairs,
        links=links,
        made=made,
        lang=lang,
        css=Markup(templates.read("class/report.css")),
        lost=[m for m in marks if not m.assignment],
    )


def _inline(plot):  # type: ignore[no-untyped-def]  # any plot
    """matplotlib escapes the text it draws, so what it returns is markup."""
    return lambda *given: Markup(plot(*given))
