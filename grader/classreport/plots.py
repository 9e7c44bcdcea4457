"""Owns the plots of a class report: matplotlib, as SVG that stands in the page and reads in black and white."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.classreport.figures import AssignmentFigures, TestRate

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_INK, _BAR = "#222222", "#555555"


def distribution(figures: AssignmentFigures) -> str:
    """How many students reached which share of the marks, in tenths; the mean is dashed, the median dotted. Words stand
    beside it in the page, which has them in both languages."""
    import numpy as np

    figure = _figure(6.4, 2.2)
    axes = figure.subplots()
    axes.hist(np.asarray(figures.shares), bins=[n / 10 for n in range(11)], color=_BAR, edgecolor="white")
    axes.axvline(figures.mean, color=_INK, linestyle="--", linewidth=1.5)
    axes.axvline(figures.median, color=_INK, linestyle=":", linewidth=1.5)
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.locator_params(axis="y", integer=True)
    _plain(axes)
    return _svg(figure)


def heat_map(tests: Sequence[TestRate]) -> str:
    """One row an exercise, one cell a test in the suite's order: the share that passed, written in the cell. The
    darker, the fewer."""
    rows: dict[str, list[TestRate]] = {}
    for test in tests:
        rows.setdefault(test.exercise, []).append(test)
    widest = max((len(row) for row in rows.values()), default=1)
    figure = _figure(max(3.6, 1.6 + 0.52 * widest), 0.5 + 0.42 * len(rows))
    axes = figure.subplots()
    for y, row in enumerate(rows.values()):
        for x, test in enumerate(row):
            grey = 0.15 + 0.85 * test.share
            axes.add_patch(_square(x, y, str(grey)))
            ink = "white" if grey < 0.55 else _INK
            axes.text(x + 0.5, y + 0.5, f"{test.share * 100:.0f}", ha="center", va="center", color=ink, fontsize=9)
    axes.set_xlim(0, widest)
    axes.set_ylim(len(rows), 0)
    axes.set_xticks([n + 0.5 for n in range(widest)], [str(n + 1) for n in range(widest)])
    axes.set_yticks([n + 0.5 for n in range(len(rows))], list(rows))
    axes.tick_params(length=0, labelsize=9, labelcolor=_INK)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return _svg(figure)


def _square(x: float, y: float, grey: str):  # type: ignore[no-untyped-def]  # a matplotlib patch
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), 1, 1, facecolor=grey, edgecolor="white", linewidth=1.5)


def _figure(width: float, height: float) -> Figure:
    """Inches. Not pyplot's: that would keep every figure, and ask for a display."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def _plain(axes) -> None:  # type: ignore[no-untyped-def]  # matplotlib's Axes
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=9, labelcolor=_INK)


def _svg(figure: Figure) -> str:
    """The `<svg>` alone. Text stays text, so that it can be searched; ids are the same on every run."""
    import matplotlib

    out = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "torchgrade", "font.family": "sans-serif"}):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    return text[text.index("<svg") :]
