"""Owns the libraries that a zygote imports beforehand: what each needs so that a room finds it ready and quick.

An import may leave behind neither a thread (a fork would not have it, nor what it locks) nor an open file (a room keeps
no descriptor but its stream), and starts no process.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_THREAD_S = 10.0


def load(names: Iterable[str]) -> None:
    """Import the libraries called `names`, of `grader.sandbox.LIBRARIES`.

    One that cannot be imported is left out: a student's own import of it will say why."""
    for name in names:
        with contextlib.suppress(Exception), _no_processes():
            _LOADERS[name]()
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(_THREAD_S)


def _matplotlib() -> None:
    kept = os.environ.get("MPLCONFIGDIR")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MPLCONFIGDIR"] = folder  # for the list of fonts, which is made here once and then known
        try:
            import matplotlib
            import matplotlib.pyplot as plt
            from matplotlib import font_manager

            font_manager.findfont("sans-serif")
            figure, axes = plt.subplots()
            axes.plot([0, 1], [0, 1], label="a")
            axes.legend()
            axes.get_xlim()
            plt.close(figure)
            matplotlib.use = plt.switch_backend = _keep_backend
        finally:
            if kept is None:
                del os.environ["MPLCONFIGDIR"]
            else:
                os.environ["MPLCONFIGDIR"] = kept


def _keep_backend(*_: Any, **__: Any) -> None:
    """In the place of matplotlib.use: there is no window to draw in, whatever a student's machine has."""


def _pandas() -> None:
    import io

    import pandas

    pandas.read_csv(io.StringIO("a,b\n1,x\n,y\n"))


def _torchvision() -> None:
    import torchvision  # noqa: F401
    from PIL import Image

    Image.init()  # a module for each format, else imported when the first picture is opened


_LOADERS: dict[str, Callable[[], None]] = {"matplotlib": _matplotlib, "pandas": _pandas, "torchvision": _torchvision}


@contextlib.contextmanager
def _no_processes() -> Iterator[None]:
    """matplotlib asks other programs for fonts, if it can; there are none in a room."""
    kept = subprocess.Popen

    class Refused(kept):  # type: ignore[valid-type, misc]  # a class, since others inherit from it
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            raise OSError("no other program is run here")

    subprocess.Popen = Refused  # type: ignore[misc]
    try:
        yield
    finally:
        subprocess.Popen = kept  # type: ignore[misc]
