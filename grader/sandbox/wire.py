"""Owns the wire: frames of data between the two rooms, and the checks a frame must pass before it is believed.

A frame is a msgpack body followed by raw buffers (tensors, arrays, bytes)::

    u32 magic | u32 body length | u32 number of buffers | u64 length of each buffer | body | buffers

Nothing here can build an object that runs code: a decoded body is None, bool, int, float, str and lists of these,
nested to a fixed depth. No maps: their keys are hashed while they are decoded, and keys that collide would cost hours.
Which lists stand for a tensor or a handle is `codec`'s to say.

Large tensors go through the stream too. Memory shared, mapped and sealed beforehand moves 16 MiB in 4 ms for the
stream's 8, 64 MiB in 75 for 145, and 256 MiB in about the same time (`python -m bench.shared_memory`, two busy cores),
while a call with such an argument takes 45 ms, 250 ms and over a second: most of it goes into touching new memory on
each side. That is too little for a region in every child that both sides can write.
"""

from __future__ import annotations

import os
import select
import struct
import time
from typing import Any

import msgspec

MAGIC = 0x54473031  # "TG01"
MAX_BODY = 8 << 20  # a body of empty lists takes 64 times its length when decoded
MAX_BUFFERS = 1 << 16
MAX_TOTAL = 512 << 20
MAX_NESTING = 80
_HEAD = struct.Struct("<III")
_IOV = 512  # below every system's IOV_MAX
_BLOCK = 1 << 16
_STEP = 8 << 20
_ZEROS = memoryview(bytes(_STEP))


def _nested_lists(depth: int) -> Any:
    kind: Any = None | bool | int | float | str
    for _ in range(depth):
        kind = None | bool | int | float | str | list[kind]
    return kind


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_nested_lists(MAX_NESTING)).decode


class BadFrame(Exception):
    """What arrived is not a frame that this side is willing to believe."""


class Closed(Exception):
    """The other side is gone."""


class TimedOut(Exception):
    """The deadline passed before the frame was whole."""


class TooLarge(ValueError):
    """A value with more bytes than one frame holds."""


def pack(body: Any, buffers: list[bytes | memoryview]) -> list[bytes | memoryview]:
    """The parts of one frame, in the order in which they are to be written. Raises TooLarge."""
    raw = _encode(body)
    if not buffers:
        if len(raw) > MAX_BODY:
            raise TooLarge("a value with too many parts to be handed over")
        return [_HEAD.pack(MAGIC, len(raw), 0) + raw]
    lengths = [len(buffer) for buffer in buffers]
    total = sum(lengths)
    if len(raw) > MAX_BODY or total > MAX_TOTAL or len(buffers) > MAX_BUFFERS:
        raise TooLarge("a value with too many parts, or too many bytes, to be handed over")
    head = struct.pack(f"<III{len(buffers)}Q", MAGIC, len(raw), len(buffers), *lengths)
    if total + len(raw) < _BLOCK:
        return [b"".join((head, raw, *buffers))]
    return [head + raw, *buffers]


class Pipe:
    """One end of a stream as a file descriptor, read and written as a file: a walled child may not use socket calls.

    The trusted side's descriptor does not block, so that `deadline` holds; a `patient` child blocks.
    """

    def __init__(self, fd: int, *, patient: bool = False):
        self.fd = fd
        self.patient = patient
        self.deadline: float | None = None  # time.monotonic()
        self._buffer = bytearray(_BLOCK)
        self._view = memoryview(self._buffer)
        self._start = self._end = 0  # what has been read and not taken yet
        if not patient:
            os.set_blocking(fd, False)
            self._poll = select.poll()
            self._poll.register(fd, select.POLLIN)

    def _wait(self, event: int) -> None:
        """Until the descriptor is ready for `event`. Raises TimedOut."""
        remaining = None if self.deadline is None else self.deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise TimedOut
        if event != select.POLLIN:
            self._poll.modify(self.fd, event)
        try:
            # Rounded up: a poll of 0 ms just before the deadline would spin.
            if not self._poll.poll(None if remaining is None else int(remaining * 1000) + 1):
                raise TimedOut
        finally:
            if event != select.POLLIN:
                self._poll.modify(self.fd, select.POLLIN)

    def send(self, parts: list[bytes | memoryview]) -> None:
        """Write a frame whole. Raises Closed or TimedOut."""
        pending = [memoryview(p).cast("B") for p in parts if len(p)]
        while pending:
            try:
                wrote = os.writev(self.fd, pending[:_IOV])
            except BlockingIOError:
                self._wait(select.POLLOUT)
                continue
            except (BrokenPipeError, ConnectionResetError) as gone:
                raise Closed from gone
            done = 0
            while done < len(pending) and wrote >= len(pending[done]):
                wrote -= len(pending[done])
                done += 1
            del pending[:done]
            if wrote:
                pending[0] = pending[0][wrote:]

    def _read(self, view: memoryview) -> int:
        while True:
            if not self.patient:
                self._wait(select.POLLIN)
            try:
                got = os.readv(self.fd, [view])
            except BlockingIOError:
                continue
            except ConnectionResetError as gone:
                raise Closed from gone
            if got == 0:
                raise Closed
            return got

    def _hold(self, size: int) -> memoryview:
        """The next `size` bytes, at most a block; valid until more is read."""
        if self._start + size > _BLOCK:
            rest = bytes(self._view[self._start : self._end])
            self._buffer[: len(rest)] = rest
            self._start, self._end = 0, len(rest)
        while self._end - self._start < size:
            self._end += self._read(self._view[self._end :])
        held = self._view[self._start : self._start + size]
        self._start += size
        if self._start == self._end:
            self._start = self._end = 0
        return held

    def _take(self, size: int) -> bytes | bytearray:
        """The next `size` bytes, as memory of their own."""
        if size <= _BLOCK:
            return self._hold(size).tobytes()
        # Grown as the bytes come in: a header that promises half a gigabyte costs nothing until it is sent.
        whole = bytearray(self._hold(self._end - self._start))
        at = len(whole)
        while at < size:
            whole += _ZEROS[: size - at]
            with memoryview(whole) as view:
                end = len(view)
                while at < end:
                    at += self._read(view[at:end])
        return whole

    def receive(self) -> tuple[Any, list[bytes | bytearray]]:
        """Read one frame. Raises Closed, TimedOut or BadFrame."""
        magic, length, count = _HEAD.unpack(self._hold(_HEAD.size))
        if magic != MAGIC or length > MAX_BODY or count > MAX_BUFFERS:
            raise BadFrame("a frame with a bad header")
        lengths = struct.unpack(f"<{count}Q", self._take(8 * count)) if count else ()
        if sum(lengths) > MAX_TOTAL:
            raise BadFrame(f"a frame of {sum(lengths)} bytes; at most {MAX_TOTAL} are accepted")
        try:
            body = _decode(self._hold(length) if length <= _BLOCK else self._take(length))
        except (msgspec.DecodeError, RecursionError, ValueError, MemoryError) as bad:
            raise BadFrame(f"a frame that is not plain msgpack: {type(bad).__name__}") from None
        return body, [self._take(n) for n in lengths]
