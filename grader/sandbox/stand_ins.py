"""Owns what stands in a room for packages that only make sense in a notebook: IPython and matplotlib's inline backend.

They take anything and do nothing, save that a figure that is displayed counts as drawn. The real ones, where they are
installed, would cost a second to import and find no notebook.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from grader.sandbox import figures

_ROOTS = ("IPython", "matplotlib_inline", "ipywidgets")
_PARTS = {"IPython": ("display",), "matplotlib_inline": ("backend_inline",)}


class Quiet:
    """Takes anything, does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Quiet:
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getitem__(self, key: Any) -> Quiet:
        return self

    def __enter__(self) -> Quiet:
        return self

    def __exit__(self, *error: object) -> None:
        """Let errors pass."""


def display(*objects: Any, **_: Any) -> None:
    """IPython's `display`: shows a figure once more."""
    figure = sys.modules.get("matplotlib.figure")
    for shown in objects:
        if figure is not None and isinstance(shown, figure.Figure):
            figures.current.remember(shown)


def _nothing(*_: Any, **__: Any) -> None:
    """In the place of a function whose result nobody uses."""


class _Module(types.ModuleType):
    """A module that has every name."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Quiet()


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the stand-ins and loads them."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname.partition(".")[0] not in _ROOTS:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__
        # get_ipython: matplotlib and pandas ask for it, and take None for "no notebook here"
        vars(module).update(display=display, clear_output=_nothing, get_ipython=_nothing, version_info=(9, 0, 0))
        for part in _PARTS.get(name, ()):
            setattr(module, part, importlib.import_module(f"{name}.{part}"))


_finder = _Finder()


def install() -> None:
    """For good, in a room's own process."""
    if _finder not in sys.meta_path:
        sys.meta_path.insert(0, _finder)


@contextmanager
def installed() -> Iterator[None]:
    """While a program runs in a process that is not its own."""
    sys.meta_path.insert(0, _finder)
    before = {name for name in sys.modules if name.partition(".")[0] in _ROOTS} if _any_loaded() else set()
    try:
        yield
    finally:
        sys.meta_path.remove(_finder)
        if _any_loaded():
            for name in [n for n in sys.modules if n.partition(".")[0] in _ROOTS and n not in before]:
                del sys.modules[name]


def _any_loaded() -> bool:
    return any(root in sys.modules for root in _ROOTS)
