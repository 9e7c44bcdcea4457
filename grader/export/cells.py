"""Owns CSV cells: what a spreadsheet would take for a formula is text, and numbers are written as people write them."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | float | int | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # the wide forms count too in some locales


@functools.lru_cache(maxsize=1 << 16)  # a class says the same again and again
def cell(value: Cell) -> str:
    """One cell as text. A number is a number; a string that begins as a formula does is preceded by an apostrophe.
    A lone - is how Canvas and Moodle write nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and text != "-" else text
    return number(value)


def number(value: float) -> str:
    """At most two decimals, as gradebooks compare."""
    return f"{round(value + 0.0, 2):g}" if abs(value) < 1e6 else f"{value:.0f}"


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV, lines ending in \\n."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    # Most of 100,000 rows is nothing, or begins as no formula does: a call for each would take seconds.
    writer.writerows(
        [v if v is None or (type(v) is str and v[:1].isalnum() and "\0" not in v) else cell(v) for v in row]
        for row in rows
    )
    return out.getvalue()


class TemplateError(Exception):
    """A file of another system that marks cannot be written into: what was found and what is needed."""


def read_table(path: Path) -> list[list[str]]:
    """The rows of a CSV that another system exported. Raises TemplateError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError:
        raise TemplateError(f"{path} is not UTF-8; export it again, or save it as “CSV UTF-8”.") from None
    head = text.splitlines()[0] if text else ""
    rows = list(csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count)))
    if not rows:
        raise TemplateError(f"{path} is empty.")
    return rows
