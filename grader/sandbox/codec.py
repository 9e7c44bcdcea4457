"""Owns which Python values cross between the rooms, and as what.

Plain scalars cross as themselves. Everything else is a list that begins with a one-letter tag, so a body decodes without
guessing. Mutable arguments keep a number (`mark`) for the length of one call: what the call changed in them comes back
into the very same list, dict, set or array.

Tags: i big int, c complex, u odd string, l list, t tuple, d dict, s set, f frozenset, z torch.Size, y torch dtype, v device,
S slice, e Ellipsis, r range, Y numpy dtype, n numpy scalar, N numpy array, T tensor, L linked tensor, G tensor with a graph in the
other room, F fake tensor, o tensor that cannot be read, W a marked argument coming home, h object of the sender, H object of the receiver,
q a public class named by its path.
"""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from grader.sandbox import tensors
from grader.sandbox.wire import BadFrame

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer

MAX_DEPTH = 60
MAX_NODES = 2_000_000
MAX_INT_DIGITS = 4000
_INT64 = 1 << 63
_ARRAY_KINDS = frozenset("biufcSUMm?")
_DATA_SUBCLASSES = (list, tuple, dict, set, frozenset, collections.deque)


class Opaque:
    """A tensor that has no plain bytes to compare: sparse, quantised, on the meta device, a wrapper."""

    def __init__(self, description: str):
        self.description = description

    def __repr__(self) -> str:
        return self.description


class TooDeep(ValueError):
    """A value nested deeper, or larger, than crosses the wire."""


class Encoder:
    """Turns values into a body and buffers. `results`: tensors with a graph are listed in `outs` instead of being linked."""

    def __init__(self, peer: Peer, *, results: bool):
        self.peer = peer
        self.results = results
        self.buffers: list[bytes | memoryview] = []
        self.outs: list[Any] = []
        self.graph: list[torch.Tensor] = []
        self.marked: dict[int, Any] = {}
        self.incoming: dict[int, int] = {}  # id of a marked argument -> its mark, when encoding an answer
        self._seen: dict[int, int] = {}
        self._nodes = 0

    def buffer(self, data: bytes | memoryview) -> int:
        """Append raw bytes to the frame; the index under which the body names them."""
        self.buffers.append(data)
        return len(self.buffers) - 1

    def encode(self, value: Any, depth: int = 0) -> Any:
        """The body of one value. Raises TooDeep, or TypeError for an array that holds objects."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return value if -_INT64 <= value < _INT64 else ["i", format(value, "x")]
        if kind is str:
            return value if value.isascii() else self._text(value)
        if kind is bytes:
            return value
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise TooDeep("a value nested too deeply, or with too many parts, to be handed over")
        handler = _ENCODERS.get(kind)
        if handler is not None:
            return handler(self, value, depth + 1)
        if isinstance(value, torch.Tensor):
            return self._tensor(value, depth)
        if isinstance(value, _DATA_SUBCLASSES) and not hasattr(value, "_tg_peer"):
            return self._subclass(value, depth + 1)
        if isinstance(value, np.generic):
            return self._scalar(value, depth)
        if isinstance(value, np.ndarray):
            return self._array(np.asarray(value), depth)
        if isinstance(value, np.dtype):
            return ["Y", value.str]
        return self.peer.encode_object(value)

    def _text(self, value: str) -> Any:
        try:
            value.encode()
        except UnicodeEncodeError:
            return ["u", value.encode("utf-8", "surrogatepass")]
        return value

    def _mark(self, value: Any) -> int:
        """A mark for a mutable argument (0: none, this is an answer)."""
        if self.results:
            return 0
        mark = len(self.marked) + 1
        self.marked[mark] = value
        return mark

    def _mutable(self, tag: str, value: Any, items: Callable[[], Any], name: str = "") -> Any:
        home = self.incoming.get(id(value))
        if home is not None:
            return ["W", home]
        if id(value) in self._seen:
            if self._seen[id(value)] == 0:
                raise TooDeep("a value that contains itself cannot be handed over")
            return ["W", -self._seen[id(value)]]
        mark = self._mark(value)
        self._seen[id(value)] = 0
        body = [tag, items(), mark, name]
        if mark:
            self._seen[id(value)] = mark
        else:
            del self._seen[id(value)]
        return body

    def _list(self, value: list[Any], depth: int) -> Any:
        return self._mutable("l", value, lambda: [self.encode(v, depth) for v in list(value)])

    def _dict(self, value: dict[Any, Any], depth: int, name: str = "") -> Any:
        return self._mutable(
            "d", value, lambda: [self.encode(x, depth) for pair in list(dict.items(value)) for x in pair], name
        )

    def _set(self, value: set[Any], depth: int) -> Any:
        return self._mutable("s", value, lambda: [self.encode(v, depth) for v in list(value)])

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Any:
        return ["t", [self.encode(v, depth) for v in value]]

    def _frozenset(self, value: frozenset[Any], depth: int) -> Any:
        return ["f", [self.encode(v, depth) for v in value]]

    def _subclass(self, value: Any, depth: int) -> Any:
        # An OrderedDict, a Counter, a namedtuple, torch.return_types.max: read with the base class's own methods, so that
        # an overridden __iter__ or __len__ of a student's class is not asked.
        if isinstance(value, dict):
            return self._dict(value, depth)
        if isinstance(value, tuple):
            return ["t", [self.encode(v, depth) for v in tuple.__iter__(value)]]
        if isinstance(value, list):
            return self._mutable("l", value, lambda: [self.encode(v, depth) for v in list.__iter__(value)])
        if isinstance(value, set):
            return self._mutable("s", value, lambda: [self.encode(v, depth) for v in set.__iter__(value)])
        if isinstance(value, frozenset):
            return ["f", [self.encode(v, depth) for v in frozenset.__iter__(value)]]
        return ["l", [self.encode(v, depth) for v in collections.deque.__iter__(value)], 0, ""]

    def _scalar(self, value: np.generic, depth: int) -> Any:
        if value.dtype.kind not in _ARRAY_KINDS:
            return self.peer.encode_object(value)
        return ["n", value.dtype.str, value.tobytes()]

    def _array(self, value: np.ndarray[Any, Any], depth: int) -> Any:
        if value.dtype.kind not in _ARRAY_KINDS:
            raise TypeError(f"a numpy array of dtype {value.dtype} holds objects and cannot be handed over")
        home = self.incoming.get(id(value))
        if home is not None:
            return ["W", home]
        return ["N", value.dtype.str, list(value.shape), self.buffer(value.tobytes()), self._mark(value)]

    def _tensor(self, value: torch.Tensor, depth: int) -> Any:
        return self.peer.encode_tensor(value, self)

    def tensor_body(self, value: torch.Tensor, link: int, requires_grad: bool) -> list[Any]:
        """`T` for a plain tensor: link number, dtype, shape, strides, flags (1 requires grad, 2 a Parameter), device, buffer."""
        flags = (1 if requires_grad else 0) | (2 if isinstance(value, torch.nn.Parameter) else 0)
        layout = tensors.storage_layout(value) if not self.peer.untrusted_side else None
        device = "cpu" if value.is_cpu else str(value.device)
        return [
            "T", link, tensors.dtype_name(value.dtype), list(value.shape), layout, flags, device,
            self.buffer(tensors.raw_bytes(value)),
        ]  # fmt: skip


_ENCODERS: dict[type, Callable[[Encoder, Any, int], Any]] = {
    torch.Tensor: Encoder._tensor,
    torch.nn.Parameter: Encoder._tensor,
    list: Encoder._list,
    tuple: Encoder._tuple,
    dict: Encoder._dict,
    set: Encoder._set,
    frozenset: Encoder._frozenset,
    complex: lambda self, v, depth: ["c", v.real, v.imag],
    torch.Size: lambda self, v, depth: ["z", list(v)],
    torch.dtype: lambda self, v, depth: ["y", tensors.dtype_name(v)],
    torch.device: lambda self, v, depth: ["v", str(v)],
    slice: lambda self, v, depth: ["S", [self.encode(x, depth) for x in (v.start, v.stop, v.step)]],
    type(...): lambda self, v, depth: ["e"],
    range: lambda self, v, depth: ["r", v.start, v.stop, v.step],
    bytearray: lambda self, v, depth: bytes(v),
    np.ndarray: Encoder._array,
}


class Decoder:
    """Turns a body back into values, believing nothing. `marks` collects the marked arguments of a call with their first state."""

    def __init__(self, peer: Peer, buffers: list[bytearray], home: dict[int, Any] | None = None):
        self.peer = peer
        self.buffers = buffers
        self.home = home or {}
        self.marks: dict[int, tuple[Any, Any]] = {}
        self.graph: list[torch.Tensor] = []
        self._nodes = 0

    def buffer(self, index: Any) -> bytearray:
        """The raw bytes that the body names by `index`."""
        if type(index) is not int or not 0 <= index < len(self.buffers):
            raise BadFrame("a value without its bytes")
        return self.buffers[index]

    def decode(self, body: Any, depth: int = 0) -> Any:
        """The value of one body. Raises BadFrame."""
        kind = type(body)
        if body is None or kind is bool or kind is int or kind is float or kind is str or kind is bytes:
            return body
        self._nodes += 1
        if depth > MAX_DEPTH + 8 or self._nodes > MAX_NODES * 2:
            raise BadFrame("a value nested too deeply, or with too many parts")
        if kind is not list or not body or type(body[0]) is not str:
            raise BadFrame("a value without a tag")
        handler = _DECODERS.get(body[0])
        if handler is None:
            raise BadFrame("a value with an unknown tag")
        try:
            return handler(self, body, depth + 1)
        except (IndexError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RuntimeError) as bad:
            raise BadFrame(f"a value that does not fit its tag {body[0]!r}: {type(bad).__name__}") from None

    def _items(self, body: Any, depth: int) -> list[Any]:
        if type(body[1]) is not list:
            raise BadFrame("a container without items")
        return [self.decode(item, depth) for item in body[1]]

    def _remember(self, mark: Any, value: Any, state: Any) -> Any:
        if type(mark) is int and mark > 0:
            self.marks[mark] = (value, state)
        return value

    def _list(self, body: Any, depth: int) -> list[Any]:
        value = self._items(body, depth)
        return self._remember(body[2], value, list(value))

    def _dict(self, body: Any, depth: int) -> dict[Any, Any]:
        flat = self._items(body, depth)
        value = dict(zip(flat[::2], flat[1::2], strict=True))
        return self._remember(body[2], value, dict(value))

    def _set(self, body: Any, depth: int) -> set[Any]:
        value = set(self._items(body, depth))
        return self._remember(body[2], value, set(value))

    def _big(self, body: Any, depth: int) -> int:
        if type(body[1]) is not str or len(body[1]) > MAX_INT_DIGITS:
            raise BadFrame("an integer that is too long")
        return int(body[1], 16)

    def _complex(self, body: Any, depth: int) -> complex:
        return complex(float(body[1]), float(body[2]))

    def _size(self, body: Any, depth: int) -> torch.Size:
        if len(body[1]) > tensors.MAX_DIMS:
            raise BadFrame("a size with too many dimensions")
        return torch.Size(body[1])

    def _dtype(self, body: Any, depth: int) -> torch.dtype:
        found = getattr(torch, body[1], None)
        if not isinstance(found, torch.dtype):
            raise BadFrame("an unknown dtype")
        return found

    def _device(self, body: Any, depth: int) -> torch.device:
        return self.peer.decode_device(torch.device(str(body[1])[:64]))

    def _slice(self, body: Any, depth: int) -> slice:
        start, stop, step = self._items(body, depth)
        return slice(start, stop, step)

    def _numpy_dtype(self, text: Any) -> np.dtype[Any]:
        if type(text) is not str or len(text) > 32:
            raise BadFrame("an unknown numpy dtype")
        dtype = np.dtype(text)
        if dtype.kind not in _ARRAY_KINDS or dtype.hasobject:
            raise BadFrame("a numpy dtype that holds objects")
        return dtype

    def _scalar(self, body: Any, depth: int) -> Any:
        dtype = self._numpy_dtype(body[1])
        if type(body[2]) is not bytes or len(body[2]) != dtype.itemsize:
            raise BadFrame("a numpy scalar of the wrong length")
        return np.frombuffer(body[2], dtype)[0]

    def _array(self, body: Any, depth: int) -> np.ndarray[Any, Any]:
        dtype, data = self._numpy_dtype(body[1]), self.buffer(body[3])
        if dtype.itemsize == 0:
            return np.zeros(tensors.checked_shape(body[2], 0, len(data)), dtype)
        value = np.frombuffer(data, dtype).reshape(tensors.checked_shape(body[2], dtype.itemsize, len(data)))
        return self._remember(body[4], value, bytes(data))

    def _homecoming(self, body: Any, depth: int) -> Any:
        # -mark: the same argument again within one call; mark: an argument of ours, coming home.
        return self.marks[-body[1]][0] if body[1] < 0 else self.home[body[1]]

    def _graph(self, body: Any, depth: int) -> torch.Tensor:
        return self.graph[body[1]]

    def _opaque(self, body: Any, depth: int) -> Opaque:
        return Opaque(str(body[1])[:200])


_DECODERS: dict[str, Callable[[Decoder, Any, int], Any]] = {
    "i": Decoder._big,
    "c": Decoder._complex,
    "u": lambda self, b, depth: b[1].decode("utf-8", "surrogatepass"),
    "l": Decoder._list,
    "t": lambda self, b, depth: tuple(self._items(b, depth)),
    "d": Decoder._dict,
    "s": Decoder._set,
    "f": lambda self, b, depth: frozenset(self._items(b, depth)),
    "z": Decoder._size,
    "y": Decoder._dtype,
    "v": Decoder._device,
    "S": Decoder._slice,
    "e": lambda self, b, depth: ...,
    "r": lambda self, b, depth: range(b[1], b[2], b[3]),
    "Y": lambda self, b, depth: self._numpy_dtype(b[1]),
    "n": Decoder._scalar,
    "N": Decoder._array,
    "T": lambda self, b, depth: self.peer.decode_tensor(b, self),
    "L": lambda self, b, depth: self.peer.links.by_id[b[1]].tensor,
    "G": Decoder._graph,
    "F": lambda self, b, depth: self.peer.decode_fake(b),
    "o": Decoder._opaque,
    "W": Decoder._homecoming,
    "h": lambda self, b, depth: self.peer.decode_object(b),
    "H": lambda self, b, depth: self.peer.objects.get(b[1], Opaque("an object of an earlier test")),
    "q": lambda self, b, depth: self.peer.decode_public(b[1]),
}


def changed(value: Any, state: Any) -> bool:
    """Whether a marked argument differs from the state in which it arrived."""
    if isinstance(value, np.ndarray):
        return value.tobytes() != state
    if type(value) is list:
        return len(value) != len(state) or any(a is not b for a, b in zip(value, state, strict=True))
    if type(value) is dict:
        return list(value) != list(state) or any(value[k] is not state[k] for k in state)
    return value != state
