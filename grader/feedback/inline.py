"""Owns feedback inside a notebook: a fragment of HTML for one check, in one language, at home in any theme.

Colours come from the front end's theme where it is known (JupyterLab, Notebook, VS Code, Colab); text keeps the colour
of its surroundings. A front end that takes the style sheet away (an untrusted notebook) still shows it readably.
"""

from __future__ import annotations

from functools import cache

import jinja2
from markupsafe import Markup

from grader.feedback import templates, view, words
from grader.feedback.html import inline
from grader.report import ExerciseResult, Report, for_student
from grader.text import Text
from grader.tidy import tidy


def fragment(report: Report, lang: str) -> str:
    """What a check of a session found."""
    return _template("report").render(report=tidy(for_student(report)), lang=lang, css=_css())


def sentence(text: str, lang: str) -> str:
    """One sentence where there is no report: what is ambiguous, or went wrong."""
    return _template("sentence").render(text=text, lang=lang, css=_css())


def _tally(exercise: ExerciseResult) -> Text:
    """How many of its tests pass."""
    tests = view.counted(exercise)
    return words.tally(sum(test.status == "passed" for test in tests), len(tests))


@cache
def _css() -> Markup:
    return Markup(templates.read("inline/check.css").strip())


@cache
def _template(name: str) -> jinja2.Template:
    env = templates.environment(
        autoescape=True,
        filters={"inline": inline},
        names={"view": view, "words": words, "Text": Text, "tally": _tally},
    )
    return env.get_template(f"inline/{name}.html")
