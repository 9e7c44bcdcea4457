"""Owns which Python values cross between the rooms, and as what. `decoder` is the way back.

Plain scalars cross as themselves. Everything else is a list that begins with a one-letter tag, so a body decodes
without guessing. Mutable containers keep a number (`mark`): within one message the same container is one container, and
what a call changed in its arguments comes back into the very same list, dict, set or array.

Tags: i big int, c complex, u odd string, b bytes, l list, t tuple, d dict, s set, f frozenset, z torch.Size,
y torch dtype, v device, S slice, e Ellipsis, r range, Y numpy dtype, n numpy scalar, N numpy array, T tensor,
L linked tensor, G tensor with a graph in the other room, F fake tensor, o tensor that cannot be read, W a marked
container again, h object of the sender, H object of the receiver, q a public class named by its path.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from grader.sandbox import crossing, tensors
from grader.sandbox.remote import Remote

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer

MAX_DEPTH = 32
MAX_PARTS = 2_000_000
MAX_KEYS = 50_000  # in one message, strings aside: integers can be chosen so that each key visits all the others
MAX_INT_DIGITS = 4000
ARRAY_KINDS = frozenset("biufcSUMm?")
_INT64 = 1 << 63
_CONTAINERS = (list, tuple, dict, set, frozenset, collections.deque)
# Containers that arrive as what they are. Any other subclass arrives as its plain base.
KINDS: dict[str, type] = {
    "OrderedDict": collections.OrderedDict,
    "Counter": collections.Counter,
    "defaultdict": collections.defaultdict,
    "deque": collections.deque,
}
_KIND_NAMES = {kind: name for name, kind in KINDS.items()}


class Opaque:
    """A tensor that has no plain bytes to compare: sparse, quantised, on the meta device, a wrapper."""

    def __init__(self, description: str):
        self.description = description

    def __repr__(self) -> str:
        return self.description


class TooDeep(ValueError):
    """A value nested deeper, or larger, than crosses the wire."""


class Encoder:
    """Turns values into a body and buffers.

    results: this is an answer. Tensors with a graph are listed in `outs` instead of being linked (`graphs`).
    links: whether other tensors are followed from now on; gradients are not.
    """

    def __init__(self, peer: Peer, *, results: bool, graphs: bool = False, links: bool = True):
        self.peer = peer
        self.results = results
        self.graphs = graphs
        self.links = links
        self.unlinked: Any = None  # a tensor that only this answer holds
        self.buffers: list[bytes | memoryview] = []
        self.outs: list[Any] = []
        self.graph: dict[int, tuple[int, torch.Tensor]] = {}  # id -> (index in outs, tensor)
        self.marked: dict[int, Any] = {}
        self.incoming: dict[int, int] = {}  # id of a marked argument -> its mark, when encoding an answer
        self.linked: list[int] = []  # what to forget if this is never sent
        self.undo: list[Any] = []
        self._seen: dict[int, int] = {}
        self._parts = 0
        self._keys = 0

    def buffer(self, data: bytes | memoryview) -> int:
        """Append raw bytes to the frame; the index under which the body names them."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def take_back(self) -> None:
        """What was encoded will not be sent: the other side never heard of these tensors and changes."""
        self.peer.links.undo(self.undo)
        for number in self.linked:
            self.peer.links.drop(number)

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The body of one value. Raises TooDeep, or TypeError for what has no form on the wire."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if -_INT64 <= value < _INT64 else self._big(value)
        if kind is str:
            return value if value.isascii() else self._text(value)
        if depth > MAX_DEPTH:
            raise TooDeep("a value nested too deeply to be handed over")
        handler = _ENCODERS.get(kind)
        if handler is not None:
            return handler(self, value, depth + 1)
        if isinstance(value, torch.Tensor):
            return crossing.encode_tensor(self.peer, value, self)
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, _CONTAINERS):
            return self._container(value, depth + 1)
        for base, plain in _PLAIN:
            if isinstance(value, base):
                return self.encode(plain(value), depth)
        if isinstance(value, np.ndarray):
            return self._array(np.asarray(value), depth)
        if isinstance(value, np.dtype):
            return ["Y", value.str]
        return self.peer.handles.encode(value)

    def _big(self, value: int) -> Any:
        if value.bit_length() > MAX_INT_DIGITS * 4 - 8:
            raise TooDeep("an integer too long to be handed over")
        return ["i", format(value, "x")]

    def _text(self, value: str) -> Any:
        try:
            value.encode()
        except UnicodeEncodeError:
            return ["u", self.buffer(value.encode("utf-8", "surrogatepass"))]
        return value

    def _items(self, values: Iterable[Any], depth: int) -> list[Any]:
        values = list(values)
        self._parts += len(values)
        if self._parts > MAX_PARTS:
            raise TooDeep("a value with too many parts to be handed over")
        return [self.encode(v, depth) for v in values]

    def _hashed(self, keys: Iterable[Any]) -> None:
        self._keys += sum(type(key) is not str for key in keys)
        if self._keys > MAX_KEYS:
            raise TooDeep("a dict or set with too many keys to be handed over")

    def _mutable(self, tag: str, value: Any, items: Callable[[], Any], kind: str) -> Any:
        address = id(value)
        home = self.incoming.get(address)
        if home is not None:
            return ["W", home]
        mark = self._seen.get(address)
        if mark is not None:
            if mark == 0:
                raise TooDeep("a value that contains itself cannot be handed over")
            return ["W", -mark]
        self._seen[address] = 0
        mark = len(self.marked) + 1
        self.marked[mark] = value  # held, so that its address stays its own
        body = [tag, items(), mark, kind]
        self._seen[address] = mark
        return body

    def _list(self, value: list[Any], depth: int, kind: str = "") -> Any:
        return self._mutable("l", value, lambda: self._items(list.__iter__(value), depth), kind)

    def _dict(self, value: dict[Any, Any], depth: int, kind: str = "") -> Any:
        self._hashed(dict.keys(value))
        flat = [x for pair in dict.items(value) for x in pair]
        return self._mutable("d", value, lambda: self._items(flat, depth), kind)

    def _set(self, value: set[Any], depth: int) -> Any:
        self._hashed(set.__iter__(value))
        return self._mutable("s", value, lambda: self._items(set.__iter__(value), depth), "")

    def _deque(self, value: collections.deque[Any], depth: int) -> Any:
        return self._mutable("l", value, lambda: self._items(collections.deque.__iter__(value), depth), "deque")

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Any:
        return ["t", self._items(tuple.__iter__(value), depth)]

    def _frozenset(self, value: frozenset[Any], depth: int) -> Any:
        self._hashed(frozenset.__iter__(value))
        return ["f", self._items(frozenset.__iter__(value), depth)]

    def _container(self, value: Any, depth: int) -> Any:
        # A namedtuple, torch.return_types.max, a student's own: read with the base class's own methods, so that an
        # overridden __iter__ or __len__ is not asked.
        kind = type(value)
        if issubclass(kind, dict):
            return self._dict(value, depth, _KIND_NAMES.get(kind, ""))
        if issubclass(kind, tuple):
            return self._tuple(value, depth)
        if issubclass(kind, list):
            return self._list(value, depth)
        if issubclass(kind, set):
            return self._set(value, depth)
        if issubclass(kind, frozenset):
            return self._frozenset(value, depth)
        if issubclass(kind, collections.deque):
            return self._deque(value, depth)
        return self.peer.handles.encode(value)  # its __class__ is not its type

    def _scalar(self, value: np.generic) -> Any:
        if value.dtype.kind not in ARRAY_KINDS:
            raise TypeError(f"a numpy value of dtype {value.dtype} cannot be handed over")
        value = np.str_("\0") if value.dtype.itemsize == 0 else value  # trailing zeros are no part of a numpy string
        return ["n", value.dtype.str, self.buffer(value.tobytes())]

    def _array(self, value: np.ndarray[Any, Any], depth: int) -> Any:
        if value.dtype.kind == "O":  # the axes that plt.subplots makes, say
            return self.encode(_items_of(value), depth)
        if value.dtype.kind not in ARRAY_KINDS or value.dtype.itemsize == 0:
            raise TypeError(f"a numpy array of dtype {value.dtype} cannot be handed over")
        return self._mutable("N", value, lambda: self._array_body(value), "" if value.flags.writeable else "read-only")

    def _array_body(self, value: np.ndarray[Any, Any]) -> Any:
        return [value.dtype.str, list(value.shape), self.buffer(value.tobytes())]


def _items_of(array: np.ndarray[Any, Any]) -> Any:
    """An array of objects as tuples of what it holds, one within the other."""
    if array.ndim > 1:
        return tuple(_items_of(row) for row in array)
    return tuple(array) if array.ndim else array.item()


_PLAIN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (int, int.__index__),
    (float, float.__float__),
    (str, lambda value: str.__str__(value)),
    (bytes, lambda value: bytes(memoryview(value))),
    (complex, lambda value: complex(complex.real.__get__(value), complex.imag.__get__(value))),
)

_ENCODERS: dict[type, Callable[[Encoder, Any, int], Any]] = {
    torch.Tensor: lambda self, v, depth: crossing.encode_tensor(self.peer, v, self),
    torch.nn.Parameter: lambda self, v, depth: crossing.encode_tensor(self.peer, v, self),
    Remote: lambda self, v, depth: self.peer.handles.encode(v),
    list: Encoder._list,
    tuple: Encoder._tuple,
    dict: Encoder._dict,
    set: Encoder._set,
    frozenset: Encoder._frozenset,
    collections.deque: Encoder._deque,
    bytes: lambda self, v, depth: ["b", self.buffer(v)],
    bytearray: lambda self, v, depth: ["b", self.buffer(bytes(v))],
    complex: lambda self, v, depth: ["c", v.real, v.imag],
    torch.Size: lambda self, v, depth: ["z", list(v)],
    torch.dtype: lambda self, v, depth: ["y", tensors.dtype_name(v)],
    torch.device: lambda self, v, depth: ["v", str(v)],
    slice: lambda self, v, depth: ["S", [self.encode(x, depth) for x in (v.start, v.stop, v.step)]],
    type(...): lambda self, v, depth: ["e"],
    range: lambda self, v, depth: ["r", *(self.encode(x, depth) for x in (v.start, v.stop, v.step))],
    np.ndarray: Encoder._array,
}
