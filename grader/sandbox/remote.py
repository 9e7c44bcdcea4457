"""Owns the stand-in for an object that lives in the other room, and the operations that reach through it."""

from __future__ import annotations

import builtins
import collections.abc
import functools
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import torch

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer

# A class may cross by its name only from these: torch's own layers, optimisers and data classes; Python's plain types.
_PUBLIC_MODULES = ("torch.nn.modules.", "torch.optim.", "torch.utils.data.")
_PLAIN_TYPES = {
    t.__name__: t
    for t in (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object, type(None))
}
_ABSTRACT = {
    f"collections.abc.{name}": getattr(collections.abc, name)
    for name in ("Iterator", "Iterable", "Sequence", "Mapping", "Callable")
}
_PUBLIC_EXTRA = {"torch.Tensor": torch.Tensor, "torch.nn.parameter.Parameter": torch.nn.Parameter}
# What crosses as data is never a stand-in, whatever the other side says: a stand-in that passes for a tensor could lie.
_DATA = (torch.Tensor, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, type, type(None))


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


@functools.lru_cache(maxsize=256)
def _bases(paths: tuple[Any, ...]) -> tuple[type, ...]:
    """The classes behind the paths in a description, without those that would make a stand-in pass for data."""
    found = (public_class(path, find=True) for path in paths)
    return tuple(cls for cls in found if cls is not None and cls is not object and not issubclass(cls, _DATA))


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
    """What the other room is told of an object: its kind, its type's name, its own name, its public base classes."""
    kind = kind_of(value)
    name = getattr(value, "__name__", "")
    return [kind, type(value).__name__[:200], name[:200] if type(name) is str else "", _public_bases(type(value))]


class _Type(type):
    """The class of stand-ins for objects of one of torch's classes: equal to that class, so that code which compares
    (`type(m) == nn.Linear`, `type(m) in (nn.Linear, nn.Conv2d)`) finds what it looks for. It is not that class."""

    _tg_stands_for: Any = None

    def __eq__(cls, other: object) -> bool:
        return cls is other or (other is not None and cls._tg_stands_for is other)

    def __hash__(cls) -> int:
        known = cls._tg_stands_for
        return type.__hash__(cls) if known is None else hash(known)


class Remote(metaclass=_Type):
    """An object of the other room. Calls, attributes, items and iteration reach through; identity is kept.

    `isinstance(m, nn.Module)` answers what the object is over there; `isinstance(m, student.BatchNorm)` asks.
    """

    __slots__ = (
        "__weakref__", "_tg_bases", "_tg_kind", "_tg_label", "_tg_methods", "_tg_name", "_tg_number", "_tg_peer",
        "_tg_type",
    )  # fmt: skip

    def __init__(self, peer: Peer, number: int, kind: str, type_name: str, name: str, bases: Any):
        put = object.__setattr__
        put(self, "_tg_peer", peer)
        put(self, "_tg_number", number)
        put(self, "_tg_kind", kind)
        put(self, "_tg_type", type_name)
        put(self, "_tg_name", name)
        put(self, "_tg_label", "")
        put(self, "_tg_bases", _bases(tuple(bases)))
        put(self, "_tg_methods", None)

    def __del__(self) -> None:
        self._tg_peer.handles.dropped.append(self._tg_number)

    @property
    def __class__(self) -> type:
        if self._tg_kind == "class":
            return type
        return self._tg_bases[0] if self._tg_bases else Remote

    @__class__.setter
    def __class__(self, value: type) -> None:
        raise TypeError("the class of an object in the other room cannot be changed")

    def _tg_ask(self, operation: str, args: tuple[Any, ...] = (), kwargs: Any = None) -> Any:
        label = self._tg_label
        if label and operation == "call" and self._tg_kind not in ("class", "function"):
            label += ".__call__"
        result = self._tg_peer.request(operation, self._tg_number, args, kwargs, label)
        if label and is_remote(result) and not result._tg_label:
            object.__setattr__(result, "_tg_label", f"{label}.{args[0]}" if operation == "get" else self._tg_label)
        return result

    def _tg_plain(self, operation: str, args: tuple[Any, ...], kind: Any, length: int = 0) -> Any:
        """What Python itself answers over there is of one type; anything else is forged."""
        result: Any = self._tg_ask(operation, args)
        if type(result) is not kind or (kind is int and result < 0) or (kind is tuple and len(result) != length):
            raise self._tg_peer.forged(f"an answer to {operation} of a wrong type")
        return result

    def __repr__(self) -> str:
        what = self._tg_name or self._tg_type
        return f"<{what}, a {self._tg_kind} in the other room>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._tg_ask("call", args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_tg_") or name in _LOCAL_QUESTIONS:
            raise AttributeError(name)
        if name in ("__name__", "__qualname__") and self._tg_name:
            return self._tg_name
        if not self._tg_peer.untrusted_side:
            return self._tg_ask("get", (name,))
        # A suite's objects keep their methods: `updater.step()` is one question instead of two.
        methods: dict[str, Any] | None = self._tg_methods
        if methods is not None and name in methods:
            return methods[name]
        found = self._tg_ask("get", (name,))
        if is_remote(found) and found._tg_kind == "function":
            object.__setattr__(self, "_tg_methods", {**(methods or {}), name: found})
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        self._tg_ask("set", (name, value))

    def __delattr__(self, name: str) -> None:
        self._tg_ask("delete", (name,))

    def _apply(self, fn: Any, recurse: bool = True) -> Any:
        """A module of this room that holds this one moves, or changes its dtype: torch's `Module._apply`.

        Where to, `fn` tells by what it makes of two tensors; the other room does the rest by its own `to`."""
        single, double = (fn(torch.empty(0, dtype=dtype)) for dtype in (torch.float32, torch.float64))
        dtypes = {"dtype": single.dtype} if single.dtype == double.dtype else {}
        self.to(device=single.device, **dtypes)
        return self

    def __len__(self) -> int:
        if self._tg_type == "generator":  # list() asks, to make room
            raise TypeError("object of type 'generator' has no len()")
        return self._tg_plain("len", (), int)

    def __bool__(self) -> bool:
        return self._tg_plain("bool", (), bool)

    def __contains__(self, item: Any) -> bool:
        return self._tg_plain("contains", (item,), bool)

    def __getitem__(self, key: Any) -> Any:
        return self._tg_ask("item", (key,))

    def __setitem__(self, key: Any, value: Any) -> None:
        self._tg_ask("set_item", (key, value))

    def __delitem__(self, key: Any) -> None:
        self._tg_ask("delete_item", (key,))

    def __iter__(self) -> Any:
        iterator = self._tg_ask("iter")
        return iterator if is_remote(iterator) else iter(iterator)

    def __next__(self) -> Any:
        done, value = self._tg_plain("next", (), tuple, 2)
        if done is True:
            raise StopIteration(value)
        return value

    def __enter__(self) -> Any:
        return self._tg_ask("enter")

    def __exit__(self, kind: Any, error: Any, trace: Any) -> Any:
        # The exception itself stays in this room; the other is told its kind and words.
        return self._tg_ask("exit", (None if error is None else (kind.__name__, str(error)[:500]),))

    def __instancecheck__(self, instance: Any) -> bool:
        return self._tg_plain("is_instance", (instance,), bool)

    def __subclasscheck__(self, cls: Any) -> bool:
        return self._tg_plain("is_subclass", (cls,), bool)

    def __eq__(self, other: object) -> Any:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError("an object of the other room can be neither copied nor pickled")


def is_remote(value: Any) -> bool:
    """Whether this is a stand-in. `isinstance` would ask what it stands for."""
    return issubclass(type(value), Remote)


@functools.lru_cache(maxsize=256)
def _stand_in(cls: type) -> Any:
    return _Type(cls.__name__, (Remote,), {"__slots__": (), "_tg_stands_for": cls})


def make_remote(peer: Peer, number: int, kind: str, type_name: str, name: str, bases: list[Any]) -> Remote:
    """A stand-in as the other room described it: for a layer of torch's own, of a class equal to the layer's."""
    found = _bases(tuple(bases[:1])) if kind == "module" and bases else ()
    cls = _stand_in(found[0]) if found and found[0].__name__ == type_name else Remote
    return cls(peer, number, kind, type_name, name, bases)


# Asked by Python's own machinery, never of the other room.
_LOCAL_QUESTIONS = frozenset(
    """
    __array__ __array_interface__ __array_struct__ __array_priority__ __torch_function__ __torch_dispatch__ __index__
    __dlpack__ __dlpack_device__ __cuda_array_interface__ __getstate__ __reduce__ __reduce_ex__ __deepcopy__ __copy__
    __wrapped__ __signature__ __code__ __globals__ __closure__ __func__ __self__ __fspath__ __length_hint__ __set_name__
    __get__ __isabstractmethod__ __text_signature__ __abstractmethods__ __mro_entries__ __await__ __aiter__
    __tracebackhide__
    """.split()  # noqa: SIM905 - read as words, they fit the page
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


def _parameters(subject: Any) -> list[list[Any]]:
    """[name, shape (None: a lazy layer that has seen no input), whether it is trained] of each parameter."""
    found = []
    for name, parameter in subject.named_parameters():
        lazy = isinstance(parameter, torch.nn.parameter.UninitializedParameter)
        found.append([str(name), None if lazy else [int(n) for n in parameter.shape], bool(parameter.requires_grad)])
    return found


class ParameterForm(NamedTuple):
    """A parameter without its values. shape None: of a lazy layer that has seen no input."""

    name: str
    shape: tuple[int, ...] | None
    trained: bool


def parameter_forms(module: Any) -> list[ParameterForm]:
    """The parameters of a module, here or in the other room, in order and each once. Their values do not cross."""
    remote = is_remote(module)
    found = module._tg_plain("parameters", (), list) if remote else _parameters(module)
    try:
        return [ParameterForm(str(name), None if s is None else tuple(map(int, s)), t is True) for name, s, t in found]
    except (TypeError, ValueError):
        if remote:
            raise module._tg_peer.forged("parameters that are none") from None
        raise


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": lambda subject, /, *args, **kwargs: subject(*args, **kwargs),
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
    "parameters": _parameters,
    "is_subclass": lambda subject, cls: issubclass(cls, subject),
}
