"""Frames: what is written is read, and what is not a frame is refused before it costs anything."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
import tracemalloc

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.sandbox import wire
from grader.sandbox.wire import (
    MAGIC,
    MAX_BODY,
    MAX_BUFFERS,
    MAX_TOTAL,
    BadFrame,
    Closed,
    Pipe,
    TimedOut,
    TooLarge,
    pack,
)


@pytest.fixture
def ends():
    """(trusted pipe, patient pipe, its socket)"""
    near, far = socket.socketpair()
    yield Pipe(near.fileno()), Pipe(far.fileno(), patient=True), far
    near.close()
    far.close()


def raw(body: bytes, *buffers: bytes) -> bytes:
    head = struct.pack(f"<III{len(buffers)}Q", MAGIC, len(body), len(buffers), *map(len, buffers))
    return head + body + b"".join(buffers)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=20,
)


class TestRoundTrip:
    @settings(max_examples=150, deadline=None)
    @given(body=plain, buffers=st.lists(st.binary(max_size=300), max_size=5))
    def test_what_is_sent_is_received(self, body, buffers):
        near, far = socket.socketpair()
        with near, far:
            Pipe(far.fileno(), patient=True).send(pack(body, buffers))
            found, data = Pipe(near.fileno()).receive()
        assert found == body
        assert [bytes(b) for b in data] == buffers

    @pytest.mark.parametrize("size", [0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1 << 20, (8 << 20) + 3])
    def test_buffers_of_every_size_in_both_directions(self, ends, size):
        data = os.urandom(1 << 10) * (size >> 10) + os.urandom(size & 1023)
        for sender, receiver in (ends[:2], ends[1::-1]):
            thread = threading.Thread(target=sender.send, args=(pack([1], [b"a", data, b"z"]),))
            thread.start()
            body, buffers = receiver.receive()
            thread.join()
            assert body == [1]
            assert [bytes(b) for b in buffers] == [b"a", data, b"z"]

    def test_frames_one_after_the_other_and_byte_by_byte(self, ends):
        trusted, _, far = ends
        stream = b"".join(b"".join(pack([i, "x" * i], [bytes(i)] * (i % 3))) for i in range(60))

        def drip():
            for i in range(0, len(stream), 7):
                far.sendall(stream[i : i + 7])

        thread = threading.Thread(target=drip)
        thread.start()
        for i in range(60):
            body, buffers = trusted.receive()
            assert body == [i, "x" * i]
            assert [bytes(b) for b in buffers] == [bytes(i)] * (i % 3)
        thread.join()

    def test_what_is_too_large_is_not_sent(self):
        with pytest.raises(TooLarge):
            pack(["x" * (MAX_BODY + 1)], [])
        with pytest.raises(TooLarge):
            pack([], [b""] * (MAX_BUFFERS + 1))
        with pytest.raises(TooLarge):
            pack([], [memoryview(bytes(MAX_TOTAL // 2 + 1))] * 2)


class TestRefused:
    @pytest.mark.parametrize(
        "data",
        [
            b"\x00" * 64,
            b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            struct.pack("<III", MAGIC, MAX_BODY + 1, 0),
            struct.pack("<III", MAGIC, 1, MAX_BUFFERS + 1),
            struct.pack("<III", MAGIC, 2**32 - 1, 2**32 - 1),
            struct.pack("<IIIQ", MAGIC, 1, 1, 2**64 - 1),
            struct.pack("<IIIQQ", MAGIC, 1, 2, MAX_TOTAL, 1),
            raw(b""),
            raw(b"\xc1"),
            raw(b"\x92\x01"),
            raw(b"\x01\x02"),
            raw(b"\xdd\xff\xff\xff\xff"),
            raw(b"\xdb\xff\xff\xff\xff"),
            raw(b"\xa2\xff\xfe"),
            raw(msgspec.msgpack.encode({"a": 1})),
            raw(msgspec.msgpack.encode([[{1: 2}]])),
            raw(b"\x81\x90\x01"),
            raw(msgspec.msgpack.encode(b"bytes")),
            raw(msgspec.msgpack.encode(msgspec.msgpack.Ext(1, b"x"))),
            raw(b"\xd6\xff\x00\x00\x00\x00"),
            raw(b"\x91" * 100 + b"\x01"),
            raw(b"\x91" * 100_000),
            raw(b"\xcf" + b"\xff" * 8 + b"\x00"),
        ],
        ids=str,
    )
    def test_what_is_no_frame(self, ends, data):
        trusted, _, far = ends
        trusted.deadline = time.monotonic() + 5
        far.sendall(data)
        far.shutdown(socket.SHUT_WR)
        with pytest.raises(BadFrame):
            trusted.receive()

    @settings(max_examples=400, deadline=None)
    @given(data=st.binary(max_size=200) | st.builds(raw, st.binary(max_size=100)))
    def test_any_bytes_at_all(self, data):
        near, far = socket.socketpair()
        with near, far:
            far.sendall(data)
            far.shutdown(socket.SHUT_WR)
            pipe = Pipe(near.fileno())
            pipe.deadline = time.monotonic() + 5
            try:
                for _ in range(100):
                    pipe.receive()
            except (BadFrame, Closed):
                pass

    def test_what_is_only_promised_is_not_allocated(self, ends):
        trusted, _, far = ends
        trusted.deadline = time.monotonic() + 0.3
        far.sendall(struct.pack("<IIIQ", MAGIC, 1, 1, MAX_TOTAL) + b"\xc0")
        tracemalloc.start()
        try:
            with pytest.raises(TimedOut):
                trusted.receive()
            assert tracemalloc.get_traced_memory()[1] < 20 << 20
        finally:
            tracemalloc.stop()

    def test_colliding_keys_cannot_be_sent_below_the_codec(self):
        # msgpack decodes maps with any keys; these would all have one hash.
        keys = [tuple(-1 - (i >> bit & 1) for bit in range(12)) for i in range(4096)]
        assert len({hash(key) for key in keys}) == 1
        with pytest.raises(msgspec.ValidationError):
            wire._decode(msgspec.msgpack.encode(dict.fromkeys(keys, 0)))


class TestTime:
    def test_silence(self, ends):
        trusted = ends[0]
        trusted.deadline = time.monotonic() + 0.1
        with pytest.raises(TimedOut):
            trusted.receive()

    def test_a_slow_drip_does_not_move_the_deadline(self, ends):
        trusted, _, far = ends
        trusted.deadline = time.monotonic() + 0.3
        stop = threading.Event()

        def drip():
            far.sendall(struct.pack("<III", MAGIC, 1000, 0))
            while not stop.wait(0.02):
                far.sendall(b"\x90")

        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        with pytest.raises(TimedOut):
            trusted.receive()
        stop.set()
        thread.join()
        assert time.monotonic() - began < 2

    def test_a_far_end_that_does_not_read(self, ends):
        trusted = ends[0]
        trusted.deadline = time.monotonic() + 0.2
        with pytest.raises(TimedOut):
            trusted.send(pack([], [bytes(4 << 20)]))

    def test_a_far_end_that_is_gone(self, ends):
        trusted, _, far = ends
        far.close()
        with pytest.raises(Closed):
            trusted.receive()
        with pytest.raises(Closed):
            trusted.send(pack([], [bytes(1 << 20)]))
