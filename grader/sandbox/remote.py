"""Owns the stand-in for an object that lives in the other room, and the operations that reach through it."""

from __future__ import annotations

import builtins
import collections.abc
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer

# A class may cross by its name only from these: torch's own layers, optimisers and data classes, and Python's plain types.
_PUBLIC_MODULES = ("torch.nn.modules.", "torch.optim.", "torch.utils.data.")
_PLAIN_TYPES = {
    t.__name__: t for t in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object, type(None))
}
_ABSTRACT = {
    f"collections.abc.{name}": getattr(collections.abc, name) for name in ("Iterator", "Iterable", "Sequence", "Mapping", "Callable")
}
_PUBLIC_EXTRA = {"torch.Tensor": torch.Tensor, "torch.nn.parameter.Parameter": torch.nn.Parameter}


def _path_of(cls: type) -> str | None:
    module, name = cls.__module__, cls.__qualname__
    if module == "builtins":
        return name if _PLAIN_TYPES.get(name) is cls or _is_error(cls) else None
    path = f"{module}.{name}"
    return path if (module + ".").startswith(_PUBLIC_MODULES) or path in _PUBLIC_EXTRA or path in _ABSTRACT else None


def _is_error(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Exception)


def public_class(value: Any, *, find: bool = False) -> Any:
    """The path of a class that both rooms have; with `find`, the class of a path. None for anything else."""
    if not find:
        if type(value) is not type:
            return None
        path = _path_of(value)
        return path if path is not None and public_class(path, find=True) is value else None
    if type(value) is not str or len(value) > 200:
        return None
    if value in _PLAIN_TYPES:
        return _PLAIN_TYPES[value]
    if value in _ABSTRACT:
        return _ABSTRACT[value]
    if value in _PUBLIC_EXTRA:
        return _PUBLIC_EXTRA[value]
    module, _, name = value.rpartition(".")
    if not module:
        found = getattr(builtins, name, None)
        return found if _is_error(found) else None
    if not (module + ".").startswith(_PUBLIC_MODULES):
        return None
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) and found.__module__ == module else None


_MRO_CACHE: dict[type, list[str]] = {}


def _public_bases(cls: type) -> list[str]:
    known = _MRO_CACHE.get(cls)
    if known is None:
        known = [path for base in type.mro(cls) if base is not object and (path := _path_of(base))]
        _MRO_CACHE[cls] = known
    return known


def kind_of(value: Any) -> str:
    """class, function, module (an nn.Module), iterator or object."""
    if isinstance(value, type):
        return "class"
    if isinstance(value, types.FunctionType | types.BuiltinFunctionType | types.MethodType | types.MethodWrapperType):
        return "function"
    if isinstance(value, torch.nn.Module):
        return "module"
    return "iterator" if hasattr(type(value), "__next__") else "object"


def describe(value: Any) -> list[Any]:
    """What the other room is told of an object: its kind, the name of its type, its own name, its public base classes."""
    kind = kind_of(value)
    name = getattr(value, "__name__", "")
    return [kind, type(value).__name__[:200], name[:200] if type(name) is str else "", _public_bases(type(value))]


class Remote:
    """An object of the other room. Calls, attributes, items and iteration reach through; identity is kept.

    `isinstance(m, nn.Module)` answers what the object is over there; `isinstance(m, student.BatchNorm)` asks.
    """

    __slots__ = ("__weakref__", "_tg_bases", "_tg_kind", "_tg_label", "_tg_name", "_tg_number", "_tg_peer", "_tg_type")

    def __init__(self, peer: Peer, number: int, description: Any):
        kind, type_name, name, bases = description
        put = object.__setattr__
        put(self, "_tg_peer", peer)
        put(self, "_tg_number", number)
        put(self, "_tg_kind", str(kind)[:20])
        put(self, "_tg_type", str(type_name)[:200])
        put(self, "_tg_name", str(name)[:200])
        put(self, "_tg_label", "")
        put(self, "_tg_bases", tuple(c for path in list(bases)[:64] if (c := public_class(path, find=True)) is not None))

    def __del__(self) -> None:
        self._tg_peer.dropped_objects.append(self._tg_number)

    @property
    def __class__(self) -> type:  # type: ignore[override]
        if self._tg_kind == "class":
            return type
        return self._tg_bases[0] if self._tg_bases else Remote

    @__class__.setter
    def __class__(self, value: type) -> None:
        raise TypeError("the class of an object in the other room cannot be changed")

    def _tg_ask(self, operation: str, *args: Any, **kwargs: Any) -> Any:
        label = self._tg_label
        if label and operation == "call" and self._tg_kind not in ("class", "function"):
            label += ".__call__"
        result = self._tg_peer.request(operation, self._tg_number, args, kwargs, label)
        if label and type(result) is Remote and not result._tg_label:
            object.__setattr__(result, "_tg_label", f"{label}.{args[0]}" if operation == "get" else self._tg_label)
        return result

    def __repr__(self) -> str:
        what = self._tg_name or self._tg_type
        return f"<{what}, a {self._tg_kind} in the other room>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._tg_ask("call", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_tg_") or name in _LOCAL_QUESTIONS:
            raise AttributeError(name)
        return self._tg_ask("get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._tg_ask("set", name, value)

    def __delattr__(self, name: str) -> None:
        self._tg_ask("delete", name)

    def __len__(self) -> int:
        return int(self._tg_ask("len"))

    def __bool__(self) -> bool:
        return bool(self._tg_ask("bool"))

    def __contains__(self, item: Any) -> bool:
        return bool(self._tg_ask("contains", item))

    def __getitem__(self, key: Any) -> Any:
        return self._tg_ask("item", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._tg_ask("set_item", key, value)

    def __delitem__(self, key: Any) -> None:
        self._tg_ask("delete_item", key)

    def __iter__(self) -> Any:
        iterator = self._tg_ask("iter")
        return iterator if type(iterator) is Remote else iter(iterator)

    def __next__(self) -> Any:
        done, value = self._tg_ask("next")
        if done:
            raise StopIteration(value)
        return value

    def __enter__(self) -> Any:
        return self._tg_ask("enter")

    def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
        # The exception itself stays in this room; the other is told its kind and words.
        return self._tg_ask("exit", None if error is None else (kind.__name__, str(error)[:500]))

    def __instancecheck__(self, instance: Any) -> bool:
        return bool(self._tg_ask("is_instance", instance))

    def __subclasscheck__(self, cls: Any) -> bool:
        return bool(self._tg_ask("is_subclass", cls))

    def __eq__(self, other: object) -> Any:
        return self is other

    def __hash__(self) -> int:
        return id(self)


# Asked by Python's own machinery, never of the other room.
_LOCAL_QUESTIONS = frozenset(
    "__array__ __array_interface__ __array_struct__ __array_priority__ __torch_function__ __torch_dispatch__ __index__ __dlpack__"
    " __dlpack_device__ __cuda_array_interface__ __getstate__ __reduce__ __reduce_ex__ __deepcopy__ __copy__ __wrapped__"
    " __signature__ __code__ __globals__ __closure__ __func__ __self__ __fspath__ __length_hint__ __set_name__ __get__"
    " __isabstractmethod__ __text_signature__ __abstractmethods__ __mro_entries__ __await__ __aiter__ __tracebackhide__".split()
)


def _next(subject: Any) -> tuple[bool, Any]:
    try:
        return False, next(subject)
    except StopIteration as stop:
        return True, stop.value


def _exit(subject: Any, error: Any) -> bool:
    if error is None:
        return bool(type(subject).__exit__(subject, None, None, None))
    cls = public_class(error[0], find=True)
    raised = (cls if _is_error(cls) else RuntimeError)(error[1])
    return bool(type(subject).__exit__(subject, type(raised), raised, None))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": lambda subject, *args, **kwargs: subject(*args, **kwargs),
    "get": getattr,
    "set": setattr,
    "delete": delattr,
    "len": len,
    "bool": bool,
    "contains": lambda subject, item: item in subject,
    "item": lambda subject, key: subject[key],
    "set_item": lambda subject, key, value: subject.__setitem__(key, value),
    "delete_item": lambda subject, key: subject.__delitem__(key),
    "iter": iter,
    "next": _next,
    "enter": lambda subject: subject.__enter__(),
    "exit": _exit,
    "is_instance": lambda subject, instance: isinstance(instance, subject),
    "is_subclass": lambda subject, cls: issubclass(cls, subject),
}
