"""Owns whether code may keep something from one call to the next, as far as that can be read from it.

Most functions cannot: they have no global, default or attribute that could hold it. Where it cannot be told they are
taken to, so a no is reliable but for tricks that nobody plays on himself.
"""

from __future__ import annotations

import builtins
import dis
import re
from collections.abc import Mapping
from types import BuiltinFunctionType, CellType, CodeType, FunctionType, ModuleType
from typing import Any

import torch

_FIXED = (
    *(bool, int, float, complex, str, bytes, type(None), type(...), range, slice, re.Pattern),
    *(torch.dtype, torch.device, torch.Size),
)
# Ways to a place that outlives the call, other than by its name.
_BACK_DOORS = re.compile(r"__class__|__dict__|setattr|globals|vars|exec|eval|__import__|import_module|cache|lru_cache")
_OF_EVERY_CLASS = re.compile(
    r"__(module|qualname|doc|dict|weakref|annotations|annotate|annotations_cache|firstlineno|static_attributes|"
    r"parameters|orig_bases|type_params)__"
)


def may_keep(value: Any, *namespaces: Mapping[str, Any]) -> bool:
    """Whether a function or class of one of these modules may keep something from one call to the next, itself or by
    what it uses of them. A name that its own module lacks is looked for in the others, in their order."""
    return _Reader(namespaces).keeps(value)


class _Reader:
    """Follows what a value can reach in the namespaces, each thing once."""

    def __init__(self, namespaces: tuple[Mapping[str, Any], ...]):
        self._namespaces = namespaces
        self._seen: set[int] = set()

    def keeps(self, value: Any) -> bool:
        if isinstance(value, (tuple, frozenset)):
            return any(self.keeps(part) for part in value)
        if isinstance(value, (ModuleType, *_FIXED)) or id(value) in self._seen:
            return False
        self._seen.add(id(value))
        if isinstance(value, BuiltinFunctionType):
            return self.keeps(value.__self__)  # a module or a class, but of `seen.append` a list
        if isinstance(value, FunctionType):
            return self._function(value)
        return self._class(value) if isinstance(value, type) else True

    def _function(self, function: FunctionType) -> bool:
        if "__wrapped__" in vars(function):  # as torch.no_grad() leaves it
            return self.keeps(vars(function)["__wrapped__"])
        if not any(function.__globals__ is space for space in self._namespaces):
            return False  # a library's
        held = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values(), *vars(function).values()]
        held += map(_content, function.__closure__ or ())
        return any(map(self.keeps, held)) or self._code(function.__code__)

    def _class(self, cls: type) -> bool:
        if cls.__module__ not in [space.get("__name__") for space in self._namespaces]:
            return False
        held = [value for name, value in vars(cls).items() if not _OF_EVERY_CLASS.fullmatch(name)]
        held = [getattr(value, "__func__", value) for value in held]  # of a class or static method
        parts = [(value.fget, value.fset, value.fdel) if isinstance(value, property) else value for value in held]
        return any(map(self.keeps, (*parts, *cls.__bases__)))

    def _code(self, code: CodeType) -> bool:
        if any(map(_BACK_DOORS.fullmatch, code.co_names)):
            return True
        before = copied = ""
        for step in dis.get_instructions(code):
            name = step.opname
            if name in ("STORE_GLOBAL", "DELETE_GLOBAL"):
                return True
            if name in ("STORE_ATTR", "DELETE_ATTR"):
                owner = copied if before == "SWAP" else before  # a.b += 1 copies a, and swaps it back up at the end
                if owner.startswith(("LOAD_GLOBAL", "LOAD_NAME", "CALL")):
                    return True
            if name == "LOAD_GLOBAL" and self.keeps(self._meant(step.argval)):
                return True
            before, copied = name, before if name == "COPY" else copied
        return any(self._code(part) for part in code.co_consts if isinstance(part, CodeType))

    def _meant(self, name: str) -> Any:
        for space in self._namespaces:
            if name in space:
                return space[name]
        return getattr(builtins, name, _UNKNOWN)


def _content(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not bound yet
        return _UNKNOWN


_UNKNOWN = object()
