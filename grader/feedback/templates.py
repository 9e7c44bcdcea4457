"""Owns finding the templates and loading them once: from an installed wheel, or from a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import jinja2


@cache
def folder() -> Traversable:
    """The wheel carries the templates inside the package; in a checkout they lie beside it, where they are edited."""
    package = files("grader")
    installed = package / "_templates"
    if installed.is_dir():
        return installed
    checkout = package / ".." / "feedback_templates"
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"no feedback templates: neither {installed} nor {checkout} is a folder")


def read(name: str) -> str:
    """A file of the templates' folder, such as "html/report.css"."""
    path = folder()
    for part in name.split("/"):
        path = path / part
    return path.read_text(encoding="utf-8")


def environment(*, autoescape: bool, filters: dict[str, Any], names: dict[str, Any]) -> jinja2.Environment:
    """Jinja2 as every format uses it: strict about names, silent about the lines that hold only a tag."""
    env = jinja2.Environment(
        loader=jinja2.FunctionLoader(read),
        autoescape=autoescape,  # off for Markdown and text alone, which escape by their own rules
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters.update(filters)
    env.globals.update(names)
    return env
