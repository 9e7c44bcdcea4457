"""Owns the plots of a class report: matplotlib, as SVG that stands in the page and reads in black and white."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from grader.classreport.figures import AssignmentFigures, TestRate

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _BAR = "#222222", "#a8a8a8"  # lines of ink stand out on bars
_SIZE = 9  # points, of all text
_LETTER = 0.65 * _SIZE / 72  # inches, of a name's letters; the reader's font may be wider than ours
_CELL = (0.52, 0.42)  # inches


def distribution(figures: AssignmentFigures) -> str:
    """How many students reached which share of the marks, in tenths; the mean is dashed, the median dotted. Words stand
    beside it in the page, which has them in both languages."""
    import numpy as np

    figure, axes = _axes(5.4, 1.75, left=0.7, right=0.3, top=0.15, bottom=0.3)
    axes.hist(np.asarray(figures.shares), bins=[n / 10 for n in range(11)], color=_BAR, edgecolor="white")
    axes.axvline(figures.mean, color=_INK, linestyle="--", linewidth=1.5)
    axes.axvline(figures.median, color=_INK, linestyle=":", linewidth=1.5)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.locator_params(axis="y", integer=True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=_SIZE, labelcolor=_INK)
    return _svg(figure)


def heat_map(tests: Sequence[TestRate]) -> str:
    """One row an exercise, one cell a test in the suite's order: the share that passed, written in the cell. The
    darker, the fewer."""
    import numpy as np

    rows: dict[str, list[TestRate]] = {}
    for test in tests:
        rows.setdefault(test.exercise, []).append(test)
    widest = max((len(row) for row in rows.values()), default=1)
    names = max((len(name) for name in rows), default=0)
    wide, high = _CELL
    figure, axes = _axes(wide * widest, high * len(rows), left=0.1 + _LETTER * names, right=0.05, top=0.05, bottom=0.25)
    axes.set_axis_off()
    axes.set(xlim=(0, widest), ylim=(len(rows), 0))
    greys = np.full((len(rows), widest), np.nan)  # no colour: a row may be shorter than another
    said: dict[str, Any] = {"va": "center", "fontsize": _SIZE}
    for y, (name, row) in enumerate(rows.items()):
        greys[y, : len(row)] = [0.15 + 0.85 * test.share for test in row]
        axes.text(-0.1, y + 0.5, name, ha="right", color=_INK, **said)
        for x, test in enumerate(row):
            ink = "white" if greys[y, x] < 0.55 else _INK
            axes.text(x + 0.5, y + 0.5, f"{test.share * 100:.0f}", ha="center", color=ink, **said)
    for x in range(widest):
        axes.text(x + 0.5, len(rows) + 0.3, str(x + 1), ha="center", color=_INK, **said)
    axes.pcolormesh(greys, cmap="gray", vmin=0, vmax=1, edgecolor="white", linewidth=1.5, antialiased=True)
    return _svg(figure)


def _axes(width: float, height: float, *, left: float, right: float, top: float, bottom: float) -> tuple[Figure, Axes]:
    """A figure and its axes, of that size and with these margins, in inches: that matplotlib finds them itself takes
    longer than all it draws. Not pyplot's figure: that would be kept, and ask for a display."""
    from matplotlib.figure import Figure

    whole = (left + width + right, bottom + height + top)
    figure = Figure(figsize=whole)
    return figure, figure.add_axes((left / whole[0], bottom / whole[1], width / whole[0], height / whole[1]))


def _svg(figure: Figure) -> str:
    """The `<svg>` alone. Text stays text, so that it can be searched; ids are the same on every run."""
    import matplotlib

    out = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "torchgrade", "font.family": "sans-serif"}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]
