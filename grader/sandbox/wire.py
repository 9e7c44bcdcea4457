"""Owns the wire: frames of data between the two rooms, and the checks a frame must pass before it is believed.

A frame is a msgpack body followed by raw buffers (tensors, arrays, long bytes)::

    u32 magic | u32 body length | u32 number of buffers | u64 length of each buffer | body | buffers

Nothing here can build an object that runs code: a decoded body is None, bool, int, float, str, bytes, list and dict.
Which of these stand for a tensor or a handle is `codec`'s to say.
"""

from __future__ import annotations

import os
import select
import struct
import time
from typing import Any

import msgspec

MAGIC = 0x54473031  # "TG01"
MAX_BODY = 32 << 20
MAX_BUFFERS = 1 << 16
MAX_TOTAL = 1 << 30
_HEAD = struct.Struct("<III")
_IOV = 512  # below every system's IOV_MAX
_CHUNK = 1 << 20

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


class BadFrame(Exception):
    """What arrived is not a frame that this side is willing to believe."""


class Closed(Exception):
    """The other side is gone."""


class TimedOut(Exception):
    """The deadline passed before the frame was whole."""


def pack(body: Any, buffers: list[bytes | memoryview]) -> list[bytes | memoryview]:
    """The parts of one frame, in the order in which they are to be written."""
    raw = _encode(body)
    head = _HEAD.pack(MAGIC, len(raw), len(buffers))
    if not buffers:
        return [head + raw]
    return [head + struct.pack(f"<{len(buffers)}Q", *map(len, buffers)) + raw, *buffers]


class Pipe:
    """Both ends of a stream as file descriptors; `read` and `write` alone, because a walled child may not use socket calls.

    The descriptors must be non-blocking when deadlines are used (the trusted side); a child blocks.
    """

    def __init__(self, fd: int, *, patient: bool = False):
        self.fd = fd
        self.patient = patient
        self.deadline: float | None = None  # time.monotonic()
        if not patient:
            os.set_blocking(fd, False)
            self._poll = select.poll()

    def _wait(self, event: int) -> None:
        remaining = None if self.deadline is None else self.deadline - time.monotonic()
        if remaining is not None and remaining <= 0:
            raise TimedOut
        self._poll.register(self.fd, event)
        # Rounded up: a poll of 0 ms just before the deadline would spin.
        ready = self._poll.poll(None if remaining is None else int(remaining * 1000) + 1)
        if not ready:
            raise TimedOut

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
            while pending and wrote >= len(pending[0]):
                wrote -= len(pending[0])
                pending.pop(0)
            if wrote:
                pending[0] = pending[0][wrote:]

    def _fill(self, view: memoryview) -> None:
        at = 0
        while at < len(view):
            try:
                got = os.readv(self.fd, [view[at : at + _CHUNK]])
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except ConnectionResetError as gone:
                raise Closed from gone
            if got == 0:
                raise Closed
            at += got

    def _take(self, size: int) -> bytearray:
        # Grown as the bytes come in: a header that promises a gigabyte costs nothing until it is sent.
        if size <= _CHUNK:
            whole = bytearray(size)
            self._fill(memoryview(whole))
            return whole
        whole = bytearray()
        while len(whole) < size:
            piece = bytearray(min(_CHUNK * 8, size - len(whole)))
            self._fill(memoryview(piece))
            whole += piece
        return whole

    def receive(self) -> tuple[Any, list[bytearray]]:
        """Read one frame. Raises Closed, TimedOut or BadFrame."""
        magic, body_length, count = _HEAD.unpack(self._take(_HEAD.size))
        if magic != MAGIC or body_length > MAX_BODY or count > MAX_BUFFERS:
            raise BadFrame("a frame with a bad header")
        lengths = struct.unpack(f"<{count}Q", self._take(8 * count)) if count else ()
        if sum(lengths) > MAX_TOTAL:
            raise BadFrame(f"a frame of {sum(lengths)} bytes; at most {MAX_TOTAL} are accepted")
        try:
            body = _decode(self._take(body_length))
        except (msgspec.DecodeError, RecursionError, ValueError, MemoryError) as bad:
            raise BadFrame(f"a frame that is not msgpack: {type(bad).__name__}") from None
        return body, [self._take(n) for n in lengths]
