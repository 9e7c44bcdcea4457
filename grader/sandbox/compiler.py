"""Owns keeping torch's compiler out of processes that compile nothing.

An optimiser of torch's asks for `torch._dynamo` when it is made and at each step, to tell the compiler to keep away;
`torch.tensor` in a simulation asks for it to say where a constant comes from. That imports 900 modules: seconds in
every fresh room, without effect. In its place stands a package that knows these calls and becomes the real one when it
is asked for anything else.
"""

from __future__ import annotations

import importlib.abc
import importlib.util
import sys
import types
from pathlib import Path
from typing import Any

import torch

_NAME = "torch._dynamo"
_SETTINGS = "torch._dynamo.config"  # loads by itself; fake tensors ask for it
_SOURCE = "torch._dynamo.source"  # fake tensors say with it where a constant comes from


class _Light(types.ModuleType):
    """`torch._dynamo` before anybody compiles."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by whoever walks over all modules
            raise AttributeError(name)
        _become_real(self)
        return getattr(self, name)


class _Origin:
    """Where a value comes from, in words that nothing but the compiler reads."""

    def __init__(self, *words: Any, **more: Any):
        self.words = (*words, *more.values())


class _Source(types.ModuleType):
    """`torch._dynamo.source`, before anybody compiles: its classes (`ConstantSource`, …) keep what they are told."""

    def __getattr__(self, name: str) -> Any:
        if is_light() and name.endswith("Source"):
            vars(self)[name] = found = type(name, (_Origin,), {})
            return found
        if name.startswith("__"):
            raise AttributeError(name)
        if is_light():
            _become_real(sys.modules[_NAME])
        return getattr(importlib.import_module(_SOURCE), name)


class _Door(importlib.abc.MetaPathFinder):
    """Sees an import of one of the compiler's parts, which cannot be had without the whole."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if not fullname.startswith(f"{_NAME}.") or fullname == _SETTINGS or not is_light():
            return None
        sys.meta_path.remove(self)
        _become_real(sys.modules[_NAME])
        loaded = sys.modules.get(fullname)
        return None if loaded is None else importlib.util.spec_from_loader(fullname, _Loaded(loaded))


class _Loaded(importlib.abc.Loader):
    """Gives a module that is there already."""

    def __init__(self, module: types.ModuleType):
        self.module, self.spec = module, module.__spec__

    def create_module(self, spec: Any) -> types.ModuleType:
        return self.module

    def exec_module(self, module: types.ModuleType) -> None:
        module.__spec__ = self.spec


def _disable(fn: Any = None, *_: Any, **__: Any) -> Any:
    return fn


def _graph_break(*_: Any, **__: Any) -> None:
    return None


def keep_light() -> None:
    """Put the stand-in in place, unless the compiler is there already."""
    if _NAME in sys.modules:
        return
    folder = Path(torch.__file__).parent / "_dynamo"
    spec = importlib.util.spec_from_file_location(
        _NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or not folder.is_dir():  # a torch that keeps it elsewhere: it is imported as ever
        return
    light = _Light(_NAME)
    light.__spec__, light.__loader__, light.__file__ = spec, spec.loader, spec.origin
    light.__path__, light.__package__ = [str(folder)], _NAME
    vars(light).update(disable=_disable, graph_break=_graph_break)
    sys.modules[_NAME] = light
    sys.modules[_SOURCE] = _Source(_SOURCE)
    sys.meta_path.insert(0, _Door())
    torch._dynamo = light


def is_light() -> bool:
    """Whether the stand-in stands."""
    return type(sys.modules.get(_NAME)) is _Light


def _become_real(light: types.ModuleType) -> None:
    """Run the package's own code in the module that everybody holds already."""
    for name in ("disable", "graph_break"):
        vars(light).pop(name, None)
    if type(sys.modules.get(_SOURCE)) is _Source:
        del sys.modules[_SOURCE]
    light.__class__ = types.ModuleType
    assert light.__spec__ is not None
    assert light.__spec__.loader is not None
    light.__spec__.loader.exec_module(light)
