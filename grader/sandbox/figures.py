"""Owns what a room draws: which figures there are, and each as plain data.

Loads without matplotlib and never imports it: a room that draws nothing pays nothing. `canvas` tells of new figures.
"""

from __future__ import annotations

import os
import sys
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from grader.sandbox import CANVAS

MOST_NUMBERS = 4_000_000  # in one figure
MOST_ARTISTS = 5_000


class Album:
    """The figures of one room. Several rooms may share a process, each with an album of its own."""

    def __init__(self) -> None:
        self._alive: WeakKeyDictionary[Any, None] = WeakKeyDictionary()
        self._made: list[Any] | None = None  # since `start`
        self._managers: OrderedDict[Any, Any] = OrderedDict()  # pyplot's, while another album is open
        self._settings: dict[str, Any] = {}  # those that the room changed, likewise

    def remember(self, figure: Any) -> None:
        """A figure was made, or shown."""
        self._alive[figure] = None
        if self._made is not None and all(figure is not known for known in self._made):
            self._made.append(figure)

    def reset(self) -> None:
        """Put everything away, matplotlib's settings too: the next test begins."""
        self._made = None
        self._settings.clear()
        library = sys.modules.get("matplotlib")
        if library is not None and hasattr(library, "rcParamsOrig"):
            put_away()
            if not dict.__eq__(library.rcParams, library.rcParamsOrig):
                original = _plain(library.rcParamsOrig)
                original.pop("backend", None)
                dict.update(library.rcParams, original)

    def start(self) -> None:
        """Look at what is drawn from now on: in a new figure, as in a new cell of a notebook, or in an old one."""
        put_away()
        self._made = []
        for figure in self._alive:
            figure.stale = False

    def take(self) -> list[dict[str, Any]]:
        """Every figure that was made or changed since `start` and has axes, as data."""
        made, self._made = self._made or [], None
        changed = [figure for figure in self._alive if figure.stale and all(figure is not known for known in made)]
        found = [describe(figure) for figure in [*made, *changed] if figure.axes]
        put_away()
        return found

    @contextmanager
    def open(self) -> Iterator[None]:
        """New figures go into this album, and pyplot's own list of figures and its settings are this room's."""
        global current
        outer, current = current, self
        host = self._swap_in()
        try:
            yield
        finally:
            self._swap_out(host)
            current = outer

    def _swap_in(self) -> tuple[Any, dict[str, Any]] | None:
        pyplot, library = sys.modules.get("matplotlib._pylab_helpers"), sys.modules.get("matplotlib")
        if pyplot is None or library is None:
            return None
        host = (pyplot.Gcf.figs, _kept(library.rcParams))
        pyplot.Gcf.figs = self._managers
        if self._settings:
            dict.update(library.rcParams, self._settings)
        return host

    def _swap_out(self, host: tuple[Any, dict[str, Any]] | None) -> None:
        pyplot, library = sys.modules.get("matplotlib._pylab_helpers"), sys.modules.get("matplotlib")
        if pyplot is None or library is None:
            return
        figures, settings = host or (OrderedDict(), _kept(library.rcParamsOrig))
        self._managers, pyplot.Gcf.figs = pyplot.Gcf.figs, figures
        if dict.__eq__(library.rcParams, settings):
            self._settings = {}
            return
        now = _plain(library.rcParams)
        self._settings = {k: v for k, v in now.items() if k != "backend" and v != settings.get(k)}
        dict.update(library.rcParams, {k: settings[k] for k in self._settings if k in settings})


current = Album()
_last: dict[str, Any] = {}  # the settings that were kept last: they seldom change, and comparing costs less than a copy


def _plain(settings: Any) -> dict[str, Any]:
    """matplotlib's settings without its checks of each that is read: dict.copy goes through them, for milliseconds."""
    return dict(dict.items(settings))


def _kept(settings: Any) -> dict[str, Any]:
    """The settings as they are now. Not to be changed."""
    global _last
    if not dict.__eq__(settings, _last):
        _last = _plain(settings)
    return _last


def choose_backend() -> None:
    """Let matplotlib draw on `canvas` in this process, whether or not it is there already."""
    library = sys.modules.get("matplotlib")
    if library is None:
        os.environ["MPLBACKEND"] = CANVAS
    elif dict.get(library.rcParams, "backend") != CANVAS:
        library.use(CANVAS)


def put_away() -> None:
    """Close pyplot's figures, as a notebook does behind each cell."""
    pyplot = sys.modules.get("matplotlib._pylab_helpers")
    if pyplot is not None:
        pyplot.Gcf.destroy_all()


def make_axes(rows: int, columns: int) -> list[list[Any]]:
    """New axes in a new figure, by rows."""
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(rows, columns, squeeze=False)
    return [list(row) for row in axes]


# As data --------------------------------------------------------------------------------------------------------------


def look(subject: Any) -> dict[str, Any] | None:
    """A figure or one of its axes as data; None for anything else."""
    figure, axes = sys.modules.get("matplotlib.figure"), sys.modules.get("matplotlib.axes")
    if figure is not None and isinstance(subject, figure.Figure):
        return describe(subject)
    if axes is not None and isinstance(subject, axes.Axes):
        return _Reader().axes(subject)
    return None


def describe(figure: Any) -> dict[str, Any]:
    """A figure as data; see `grader.suite.drawing.Figure`. Raises ValueError for one that is too large."""
    bars = [axes for axes in figure.axes if hasattr(axes, "_colorbar")]
    reader = _Reader()
    return {
        "size": [float(inches) for inches in figure.get_size_inches()],
        "title": figure.get_suptitle(),
        "colorbars": len(bars),
        "axes": [reader.axes(axes) for axes in figure.axes if not hasattr(axes, "_colorbar")],
    }


class _Reader:
    """Reads one figure, and keeps count of how much that is."""

    def __init__(self) -> None:
        self.numbers = self.artists = 0

    def axes(self, axes: Any) -> dict[str, Any]:
        legend = axes.get_legend()
        lines = [line for line in axes.get_lines() if line.get_visible()]
        names = _names(lines, legend)
        place = axes.get_subplotspec()
        return {
            "lines": [self._line(line, name) for line, name in zip(lines, names, strict=True)],
            "points": [self._points(c) for c in axes.collections if _is_scatter(c) and c.get_visible()],
            "images": [self._image(image) for image in axes.images if image.get_visible()],
            "patches": [self._patch(patch) for patch in axes.patches if patch.get_visible()],
            "texts": [self._text(text) for text in axes.texts if text.get_visible()],
            "collections": [type(c).__name__ for c in axes.collections if not _is_scatter(c) and c.get_visible()],
            "title": axes.get_title() or axes.get_title(loc="left") or axes.get_title(loc="right"),
            "xlabel": axes.get_xlabel(),
            "ylabel": axes.get_ylabel(),
            "zlabel": axes.get_zlabel() if hasattr(axes, "get_zlabel") else "",
            "xscale": axes.get_xscale(),
            "yscale": axes.get_yscale(),
            "xlim": [float(end) for end in axes.get_xlim()],
            "ylim": [float(end) for end in axes.get_ylim()],
            "legend": [] if legend is None else [text.get_text() for text in legend.get_texts()],
            "grid": any(axis.get_tick_params().get("gridOn") is True for axis in (axes.xaxis, axes.yaxis)),
            "xticks": bool(axes.axison and axes.xaxis.get_visible() and len(axes.get_xticks())),
            "yticks": bool(axes.axison and axes.yaxis.get_visible() and len(axes.get_yticks())),
            "row": place.rowspan.start if place is not None else 0,
            "column": place.colspan.start if place is not None else 0,
        }

    def _line(self, line: Any, name: str) -> dict[str, Any]:
        if hasattr(line, "get_data_3d"):
            x, y, z = (self._array(values) for values in line.get_data_3d())
        else:
            x, y, z = self._array(line.get_xdata(orig=False)), self._array(line.get_ydata(orig=False)), None
        marker = line.get_marker()
        return {
            "x": x,
            "y": y,
            "z": z,
            "label": name,
            "color": _color(line.get_color()),
            "style": _blank(line.get_linestyle()),
            "marker": _blank(marker) if isinstance(marker, str) else "other",
            "width": float(line.get_linewidth()),
        }

    def _points(self, scatter: Any) -> dict[str, Any]:
        places = getattr(scatter, "_offsets3d", None)
        x, y, z = places if places is not None else (*np.ma.getdata(scatter.get_offsets()).T, None)
        colors = scatter.get_facecolors()
        return {
            "x": self._array(x),
            "y": self._array(y),
            "z": None if z is None else self._array(z),
            "label": _own_label(scatter),
            "color": _color(colors[0]) if len(colors) else "",
        }

    def _image(self, image: Any) -> dict[str, Any]:
        return {"values": self._array(image.get_array(), np.float64), "cmap": str(image.get_cmap().name)}

    def _patch(self, patch: Any) -> dict[str, Any]:
        self._count(0)
        if hasattr(patch, "get_xy") and hasattr(patch, "get_width"):
            (x, y), width, height = patch.get_xy(), patch.get_width(), patch.get_height()
        else:
            box = patch.get_path().get_extents(patch.get_patch_transform())
            x, y, width, height = box.x0, box.y0, box.width, box.height
        return {
            "kind": type(patch).__name__,
            "x": float(x),
            "y": float(y),
            "width": float(width),
            "height": float(height),
            "edge": _color(patch.get_edgecolor()),
            "face": _color(patch.get_facecolor()),
            "fill": bool(patch.get_fill()),
            "linewidth": float(patch.get_linewidth()),
        }

    def _text(self, text: Any) -> dict[str, Any]:
        self._count(0)
        x, y = text.get_position()
        return {"text": text.get_text(), "x": float(x), "y": float(y)}

    def _array(self, values: Any, dtype: Any = np.float64) -> Any:
        if np.ma.isMaskedArray(values):
            values = np.ma.filled(values.astype(dtype), np.nan)
        made = np.array(values, dtype=dtype, order="C")  # a copy: the program may go on drawing
        self._count(made.size)
        return made

    def _count(self, numbers: int) -> None:
        self.numbers += numbers
        self.artists += 1
        if self.numbers > MOST_NUMBERS or self.artists > MOST_ARTISTS:
            raise ValueError("there is more in this figure than can be looked at")


def _names(lines: list[Any], legend: Any) -> list[str]:
    """The name that each line has in the legend, else its own label; empty where it has none.

    `axes.legend(["a", "b"])` names lines without labelling them; the legend's samples tell which they are."""
    names = [_own_label(line) for line in lines]
    if legend is None:
        return names
    free = list(range(len(lines)))
    for sample, text in zip(legend.legend_handles, legend.get_texts(), strict=False):
        if not hasattr(sample, "get_marker"):
            continue
        match = next((i for i in free if _looks(lines[i]) == _looks(sample)), None)
        if match is not None:
            free.remove(match)
            names[match] = text.get_text()
    return names


def _looks(line: Any) -> tuple[Any, ...]:
    return _color(line.get_color()), _blank(line.get_linestyle()), str(line.get_marker())


def _own_label(artist: Any) -> str:
    label = str(artist.get_label())
    return "" if label.startswith("_") else label


def _is_scatter(collection: Any) -> bool:
    return type(collection).__name__ in ("PathCollection", "Path3DCollection")


def _color(color: Any) -> str:
    import matplotlib.colors

    if isinstance(color, str) and color == "none":
        return ""
    return str(matplotlib.colors.to_hex(color))


def _blank(name: Any) -> str:
    return "" if str(name) in ("None", "none", " ") else str(name)
