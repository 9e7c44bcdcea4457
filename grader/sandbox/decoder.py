"""Owns the way from a body back to values, believing nothing (see `codec` for the tags)."""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from grader.sandbox import crossing, tensors
from grader.sandbox.codec import ARRAY_KINDS, KINDS, MAX_DEPTH, MAX_INT_DIGITS, MAX_KEYS, MAX_PARTS, Opaque
from grader.sandbox.tensors import Buffer
from grader.sandbox.wire import BadFrame, Closed, TimedOut

if TYPE_CHECKING:
    from grader.sandbox.peer import Peer

_CHEAP_KEYS = (int, float, bool, type(None))
_INT64 = 1 << 63
_SAME_HASH = 64  # keys of one hash in one message: more is no accident


class Decoder:
    """Turns a body back into values. `marks` collects the marked containers with the state in which they arrived."""

    def __init__(self, peer: Peer, buffers: list[Buffer], home: dict[int, Any] | None = None):
        self.peer = peer
        self.buffers = buffers
        self.home = home or {}
        self.marks: dict[int, tuple[Any, Any]] = {}
        self.graph: list[torch.Tensor] = []
        self._parts = 0
        self._keys = 0
        self._hashes: dict[int, int] = {}

    def buffer(self, index: Any) -> Buffer:
        """The raw bytes that the body names by `index`."""
        if type(index) is not int or not 0 <= index < len(self.buffers):
            raise BadFrame("a value without its bytes")
        return self.buffers[index]

    def decode(self, body: Any, depth: int = 0) -> Any:
        """The value of one body. Raises BadFrame."""
        if type(body) is not list:
            return body  # the wire lets no other types through than those that stand for themselves
        if depth > MAX_DEPTH + 2:
            raise BadFrame("a value nested too deeply")
        try:
            return _DECODERS[body[0]](self, body, depth + 1)
        except (BadFrame, Closed, TimedOut):
            raise
        except Exception as bad:
            tag = body[0] if body and type(body[0]) is str else None
            raise BadFrame(f"a value that does not fit its tag {str(tag)[:8]!r}: {type(bad).__name__}") from None

    def _items(self, items: Any, depth: int) -> list[Any]:
        if type(items) is not list:
            raise BadFrame("a container without items")
        self._parts += len(items)
        if self._parts > MAX_PARTS * 2:
            raise BadFrame("a value with too many parts")
        return [self.decode(item, depth) for item in items]

    def _hashable(self, keys: list[Any]) -> list[Any]:
        """Keys that go into a dict or a set in reasonable time (strings are hashed with a secret; others are not)."""
        for key in keys:
            if type(key) is str or type(key) is bytes:
                continue
            self._keys += 1
            if self._keys > MAX_KEYS:
                raise BadFrame("a dict or set with too many keys")
            if type(key) not in _CHEAP_KEYS or (type(key) is int and not -_INT64 <= key < _INT64):
                number = hash(key)
                self._hashes[number] = self._hashes.get(number, 0) + 1
                if self._hashes[number] > _SAME_HASH:
                    raise BadFrame("a dict or set whose keys collide")
        return keys

    def _remember(self, mark: Any, value: Any, state: Any) -> Any:
        if type(mark) is not int or mark <= 0 or mark in self.marks:
            raise BadFrame("a container without a mark of its own")
        self.marks[mark] = (value, state)
        return value

    def _list(self, body: Any, depth: int) -> Any:
        _, items, mark, kind = body
        value: Any = self._items(items, depth)
        state = list(value)
        return self._remember(mark, collections.deque(value) if kind == "deque" else value, state)

    def _dict(self, body: Any, depth: int) -> Any:
        _, items, mark, kind = body
        flat = self._items(items, depth)
        value = dict(zip(self._hashable(flat[::2]), flat[1::2], strict=True))
        if len(value) * 2 != len(flat):
            raise BadFrame("a dict that holds a key twice")
        if not kind:
            return self._remember(mark, value, dict(value))
        made = KINDS[kind](None, value) if kind == "defaultdict" else KINDS[kind](value)
        return self._remember(mark, made, value)

    def _set(self, body: Any, depth: int) -> set[Any]:
        _, items, mark, _ = body
        value = set(self._hashable(self._items(items, depth)))
        return self._remember(mark, value, set(value))

    def _big(self, body: Any, depth: int) -> int:
        if type(body[1]) is not str or len(body[1]) > MAX_INT_DIGITS:
            raise BadFrame("an integer that is too long")
        return int(body[1], 16)

    def _complex(self, body: Any, depth: int) -> complex:
        if type(body[1]) is not float or type(body[2]) is not float:
            raise BadFrame("a complex number without its parts")
        return complex(body[1], body[2])

    def _size(self, body: Any, depth: int) -> torch.Size:
        if type(body[1]) is not list or len(body[1]) > tensors.MAX_DIMS or any(type(n) is not int for n in body[1]):
            raise BadFrame("a size that is none")
        return torch.Size(body[1])

    def _slice(self, body: Any, depth: int) -> slice:
        start, stop, step = self._items(body[1], depth)
        return slice(start, stop, step)

    def _numpy_dtype(self, text: Any) -> np.dtype[Any]:
        if type(text) is not str or len(text) > 32:
            raise BadFrame("an unknown numpy dtype")
        dtype = np.dtype(text)
        if dtype.kind not in ARRAY_KINDS or dtype.hasobject or dtype.itemsize == 0 or dtype.subdtype is not None:
            raise BadFrame("a numpy dtype that holds objects")
        return dtype

    def _scalar(self, body: Any, depth: int) -> Any:
        dtype, data = self._numpy_dtype(body[1]), self.buffer(body[2])
        if len(data) != dtype.itemsize:
            raise BadFrame("a numpy scalar of the wrong length")
        return self._numpy(dtype, data)[0]

    def _array(self, body: Any, depth: int) -> np.ndarray[Any, Any]:
        (name, shape, index), mark, kind = body[1], body[2], body[3]
        dtype, data = self._numpy_dtype(name), self.buffer(index)
        checked = tensors.checked_shape(shape, dtype.itemsize, len(data))
        value = self._numpy(dtype, bytearray(data)).reshape(checked)
        self._remember(mark, value, bytes(data))
        if kind == "read-only":
            value.flags.writeable = False
        return value

    @staticmethod
    def _numpy(dtype: np.dtype[Any], data: Buffer) -> np.ndarray[Any, Any]:
        if dtype.kind == "b":
            return np.frombuffer(data, np.uint8) != 0
        if dtype.kind == "U" and (np.frombuffer(data, f"{dtype.byteorder}u4") > 0x10FFFF).any():
            raise BadFrame("a numpy string of impossible characters")
        return np.frombuffer(data, dtype)

    def _again(self, body: Any, depth: int) -> Any:
        # -mark: a container that stands in this message already; mark: an argument of ours, coming home.
        return self.marks[-body[1]][0] if body[1] < 0 else self.home[body[1]]

    def _graph(self, body: Any, depth: int) -> torch.Tensor:
        if type(body[1]) is not int or body[1] < 0:
            raise BadFrame("a result that is none")
        return self.graph[body[1]]

    def _opaque(self, body: Any, depth: int) -> Opaque:
        if type(body[1]) is not str:
            raise BadFrame("a tensor without a description")
        return Opaque(body[1][:200])


_DECODERS: dict[str, Callable[[Decoder, Any, int], Any]] = {
    "i": Decoder._big,
    "c": Decoder._complex,
    "u": lambda self, b, depth: self.buffer(b[1]).decode("utf-8", "surrogatepass"),
    "b": lambda self, b, depth: bytes(self.buffer(b[1])),
    "l": Decoder._list,
    "t": lambda self, b, depth: tuple(self._items(b[1], depth)),
    "d": Decoder._dict,
    "s": Decoder._set,
    "f": lambda self, b, depth: frozenset(self._hashable(self._items(b[1], depth))),
    "z": Decoder._size,
    "y": lambda self, b, depth: tensors.ALL_DTYPES[b[1]],
    "v": lambda self, b, depth: crossing.decode_device(self.peer, b[1]),
    "S": Decoder._slice,
    "e": lambda self, b, depth: ...,
    "r": lambda self, b, depth: range(*self._items(b[1:4], depth)),
    "Y": lambda self, b, depth: self._numpy_dtype(b[1]),
    "n": Decoder._scalar,
    "N": Decoder._array,
    "T": lambda self, b, depth: crossing.decode_tensor(self.peer, b, self),
    "L": lambda self, b, depth: self.peer.links.by_id[b[1]].tensor,
    "G": Decoder._graph,
    "F": lambda self, b, depth: crossing.decode_fake(self.peer, b),
    "o": Decoder._opaque,
    "W": Decoder._again,
    "h": lambda self, b, depth: self.peer.handles.decode(b),
    "H": lambda self, b, depth: self.peer.handles.objects.get(b[1], Opaque("an object of an earlier test")),
    "q": lambda self, b, depth: self.peer.handles.decode_public(b[1]),
}


def changed(value: Any, state: Any) -> bool:
    """Whether a marked argument differs from the state in which it arrived."""
    if isinstance(value, np.ndarray):
        return value.flags.writeable and value.tobytes() != state
    if isinstance(value, list | collections.deque):
        return len(value) != len(state) or any(a is not b for a, b in zip(value, state, strict=True))
    if isinstance(value, dict):
        return list(value) != list(state) or any(value[k] is not state[k] for k in state)
    return value != state
