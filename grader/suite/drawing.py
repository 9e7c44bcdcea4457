"""Owns drawings as an author meets them: what a room drew, as frozen data, and the block that watches it being drawn.

Everything drawn lives in the room; what comes from there is checked before it is believed. `check.draws` compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
import numpy as np
import torch

from grader.suite import observe
from grader.suite.words import Failed
from grader.text import Text

__all__ = ["Axes", "Drawn", "Figure", "Image", "Line", "Patch", "Points", "Written", "drawn", "look", "new_axes"]
_T = TypeVar("_T")


class Line(msgspec.Struct, frozen=True, eq=False):
    """A line of a plot. x, y (and z, in three dimensions): float64, shape (n,). `label`: its name in the legend."""

    x: torch.Tensor
    y: torch.Tensor
    z: torch.Tensor | None
    label: str
    color: str
    style: str
    marker: str
    width: float


class Points(msgspec.Struct, frozen=True, eq=False):
    """A scatter plot. x, y (and z): float64, shape (n,). `color`: of the first point."""

    x: torch.Tensor
    y: torch.Tensor
    z: torch.Tensor | None
    label: str
    color: str


class Image(msgspec.Struct, frozen=True, eq=False):
    """What was given to imshow: float64, shape (rows, columns) or (rows, columns, 3 or 4)."""

    values: torch.Tensor
    cmap: str


class Patch(msgspec.Struct, frozen=True, eq=False):
    """A shape: a Rectangle by its corner and size, another `kind` by the box around it. Colours as "#rrggbb"."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    edge: str
    face: str
    fill: bool
    linewidth: float


class Written(msgspec.Struct, frozen=True, eq=False):
    """A text within the axes, and where."""

    text: str
    x: float
    y: float


class Axes(msgspec.Struct, frozen=True, eq=False):
    """One plot of a figure. Only what is visible counts. `collections`: the classes of what else was drawn."""

    lines: tuple[Line, ...]
    points: tuple[Points, ...]
    images: tuple[Image, ...]
    patches: tuple[Patch, ...]
    texts: tuple[Written, ...]
    collections: tuple[str, ...]
    title: str
    xlabel: str
    ylabel: str
    zlabel: str
    xscale: str
    yscale: str
    xlim: tuple[float, float]
    ylim: tuple[float, float]
    legend: tuple[str, ...]
    grid: bool
    xticks: bool
    yticks: bool
    row: int
    column: int


class Figure(msgspec.Struct, frozen=True, eq=False):
    """A figure: its plots without colour bars, its size in inches, the title above them all."""

    axes: tuple[Axes, ...]
    size: tuple[float, float]
    title: str
    colorbars: int


class Drawn:
    """The figures that were drawn in a block of `drawn`; filled when it ends."""

    def __init__(self) -> None:
        self.figures: tuple[Figure, ...] = ()

    def __len__(self) -> int:
        return len(self.figures)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.figures)

    def __getitem__(self, index: int) -> Figure:
        if not -len(self.figures) <= index < len(self.figures):
            raise _number_of_figures(len(self.figures), index + 1 if index >= 0 else -index)
        return self.figures[index]

    @property
    def figure(self) -> Figure:
        """The only figure. Raises Failed where there is none, or another beside it."""
        if len(self.figures) != 1:
            raise _number_of_figures(len(self.figures), 1)
        return self.figures[0]

    @property
    def axes(self) -> Axes:
        """The only plot of the only figure. Raises Failed where that is not what was drawn."""
        return only_axes(self.figure)


def only_axes(figure: Figure) -> Axes:
    """The only plot of a figure."""
    if len(figure.axes) != 1:
        raise _number_of_plots(len(figure.axes), 1)
    return figure.axes[0]


def _number_of_figures(found: int, wanted: int) -> Failed:
    observe.observe(f"{found} figures")
    if not found:
        return Failed("exists", Text("Your code draws nothing.", "你的代码没有画任何图。"))
    return Failed(
        "shape",
        Text(f"Your code draws {found} figures; expected {wanted}.", f"你的代码画了 {found} 张图，应为 {wanted} 张。"),
    )


def _number_of_plots(found: int, wanted: int) -> Failed:
    observe.observe(f"{found} plots")
    en = f"The figure has {found} plots (axes); expected {wanted}."
    return Failed("shape", Text(en, f"图中有 {found} 个子图，应有 {wanted} 个。"))


@contextmanager
def drawn(student: Any) -> Iterator[Drawn]:
    """Watch what `student` (or `reference`) draws in the block, as if it were a notebook cell of its own.

    What was open before is put away. A figure counts where it was made, shown or changed in the block and has axes;
    whether the code calls `plt.show()`, closes or saves it makes no difference. What it was lent draws for it."""
    found = Drawn()
    rooms = [room for room in (student._room, student._lender) if room is not None]
    for room in rooms:
        room.service("drawing")
    yield found
    figures = (_read(room.service("drawn"), tuple[Figure, ...]) for room in rooms)
    found.figures = tuple(figure for part in figures for figure in part)


def new_axes(student: Any, rows: int = 1, columns: int = 1) -> Any:
    """Axes to hand to the student's code, made where that runs: one, or for several a list of lists by rows."""
    made = student._room.service("axes", rows, columns)
    return made[0][0] if rows == columns == 1 else made


def look(student: Any, handle: Any) -> Any:
    """A figure or axes that lives in the room (of `new_axes`, or an attribute such as `animator.fig`) as data."""
    data = student._room.service("look", handle)
    if data is None:
        raise Failed("type", Text("This is no figure and no axes.", "这既不是图（figure）也不是坐标系（axes）。"))
    return _read(data, Figure if isinstance(data, dict) and "axes" in data else Axes)


def _read(data: Any, kind: type[_T]) -> _T:
    """What the room says of its drawing, believed only as far as it fits."""
    try:
        return msgspec.convert(data, kind, dec_hook=_tensor)
    except msgspec.ValidationError:
        raise Failed("type", Text("What was drawn cannot be read.", "无法读取所画的图。")) from None


def _tensor(kind: type, value: Any) -> Any:
    if kind is torch.Tensor and type(value) is np.ndarray and value.dtype == np.float64:
        return torch.from_numpy(value)
    raise msgspec.ValidationError("no array of numbers")
