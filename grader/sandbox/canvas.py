"""Owns the backend that matplotlib draws with in a room: Agg, its figures remembered, and shown as a notebook shows."""

from __future__ import annotations

from typing import Any

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg

from grader.sandbox import figures


class FigureManager(FigureManagerBase):
    """pyplot makes one for each of its figures."""

    def __init__(self, canvas: Any, num: int | str):
        super().__init__(canvas, num)
        figures.current.remember(canvas.figure)

    @classmethod
    def pyplot_show(cls, *, block: bool | None = None) -> None:
        """Show, and begin a new figure with the next plot."""
        figures.put_away()


class FigureCanvas(FigureCanvasAgg):
    """Agg's canvas with our manager."""

    manager_class = FigureManager
