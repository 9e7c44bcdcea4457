"""Hostile messages to a trusted peer: a forged answer ends the room with a verdict, and nothing else ever happens."""

from __future__ import annotations

import collections
import random
import struct
import time
from typing import Any

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.sandbox.codec import Encoder
from grader.sandbox.decoder import Decoder
from grader.sandbox.errors import RoomDied
from grader.sandbox.wire import MAGIC, BadFrame
from tests.sandbox.conftest import Forger, ask


def frame(body: Any, *buffers: bytes) -> bytes:
    encoded = msgspec.msgpack.encode(body)
    head = struct.pack(f"<III{len(buffers)}Q", MAGIC, len(encoded), len(buffers), *map(len, buffers))
    return head + encoded + b"".join(buffers)


def answer(value: Any, *buffers: bytes, **parts: Any) -> bytes:
    """A well-formed answer, with parts replaced."""
    body = {
        "leaves": [],
        "value": value,
        "outs": [],
        "marks": [],
        "graph": [],
        "updates": [],
        "extra": None,
        "dropped": [],
    }
    return frame(["a", *(body | parts).values()], *buffers)


def tensor(**parts: Any) -> list[Any]:
    """The body of a 2x3 float32 tensor under the number 1, with parts replaced."""
    body = {
        "number": 1,
        "dtype": "float32",
        "shape": [2, 3],
        "strides": None,
        "flags": 0,
        "device": "cpu",
        "buffer": 0,
        "grad": None,
    }
    return ["T", *(body | parts).values()]


BYTES = bytes(24)


def test_a_good_answer_is_believed():
    assert ask(answer(5)) == 5
    assert torch.equal(ask(answer(tensor(), BYTES)), torch.zeros(2, 3))
    assert ask(answer(["l", [1, ["t", [2]]], 1, ""])) == [1, (2,)]


BAD = {
    "no answer": frame(["z"]),
    "a note": frame(["n", "begin", []]),
    "a number": frame(7),
    "nothing": frame([]),
    "too short": frame(["a", 1]),
    "too long": frame(["a"] + [1] * 20),
    "an empty list": answer([]),
    "no tag": answer([[1]]),
    "unknown tag": answer(["?", 1]),
    "a number for a tag": answer([5, 1]),
    "a long tag": answer(["x" * 5000]),
    "unknown dtype": answer(tensor(dtype="float31"), BYTES),
    "a dtype that is none": answer(tensor(dtype=["float32"]), BYTES),
    "quantised": answer(tensor(dtype="qint8"), BYTES),
    "a lying shape": answer(tensor(shape=[2, 4]), BYTES),
    "a negative size": answer(tensor(shape=[-2, -3]), BYTES),
    "a size that is a bool": answer(tensor(shape=[True, 6]), BYTES),
    "a size that is a float": answer(tensor(shape=[2.0, 3]), BYTES),
    "an enormous shape": answer(tensor(shape=[1 << 38] * 3), BYTES),
    "many dimensions": answer(tensor(shape=[1] * 65), b"\0" * 4),
    "no shape": answer(tensor(shape=None), BYTES),
    "empty and enormous": answer(tensor(shape=[0, 1 << 38, 1 << 38]), b""),
    "a shape for too few bytes": answer(tensor(), BYTES[:-1]),
    "no buffer": answer(tensor()),
    "a negative buffer": answer(tensor(buffer=-1), BYTES),
    "a buffer of none": answer(tensor(buffer=None), BYTES),
    "strides beyond the memory": answer(tensor(strides=[1000, 1]), BYTES),
    "negative strides": answer(tensor(strides=[-3, 1]), BYTES),
    "strides for another shape": answer(tensor(strides=[1]), BYTES),
    "overlapping strides": answer(tensor(strides=[1, 1]), BYTES),
    "an even number": answer(tensor(number=2), BYTES),
    "a negative number": answer(tensor(number=-1), BYTES),
    "a huge number": answer(tensor(number=(1 << 63) + 1), BYTES),
    "a number that is a string": answer(tensor(number="1"), BYTES),
    "a number twice": answer(["t", [tensor(), tensor()]], BYTES),
    "a number out of turn": answer(["t", [tensor(number=5), tensor(number=3)]], BYTES),
    "flags of none": answer(tensor(flags=None), BYTES),
    "an integer with a gradient": answer(tensor(dtype="int32", flags=1), BYTES),
    "a device that is not there": answer(tensor(device="cuda:0"), BYTES),
    "a device of none": answer(tensor(device=3), BYTES),
    "a gradient of another shape": answer(tensor(flags=1, grad=["float32", [6], 0]), BYTES),
    "a gradient of another dtype": answer(tensor(flags=1, grad=["float64", [3], 0]), BYTES),
    "a gradient that is none": answer(tensor(flags=1, grad=5), BYTES),
    "an unknown link": answer(["L", 99]),
    "a link of none": answer(["L", []]),
    "a link without a number": answer(["L"]),
    "an unknown result": answer(["G", 0]),
    "a negative result": answer(["G", -1], outs=[tensor()], graph=[1, []]),
    "a result without a graph": answer(["G", 0], BYTES, outs=[tensor()]),
    "a graph over unknown links": answer(["G", 0], BYTES, outs=[tensor()], graph=[1, [77]]),
    "a graph whose number is none": answer(["G", 0], BYTES, outs=[tensor()], graph=["1", []]),
    "integer results": answer(["G", 0], BYTES, outs=[tensor(dtype="int32")], graph=[1, []]),
    "results that are none": answer(1, outs=[1, 2], graph=[1, []]),
    "results of a string": answer(1, outs="ab", graph=[1, []]),
    "a simulated tensor": answer(["F", 1, "float32", [2], "cuda:0", False]),
    "an unknown argument comes home": answer(["W", 3]),
    "an unknown mark": answer(["W", -3]),
    "a mark of none": answer(["W", None]),
    "a mark of zero": answer(["l", [], 0, ""]),
    "a mark twice": answer(["t", [["l", [], 1, ""], ["l", [], 1, ""]]]),
    "a mark that is a string": answer(["l", [], "1", ""]),
    "a container of an unknown kind": answer(["d", [], 1, "type"]),
    "items that are none": answer(["l", 5, 1, ""]),
    "a dict of an odd length": answer(["d", [1], 1, ""]),
    "a key twice": answer(["d", [1, 2, 1, 3], 1, ""]),
    "a key that is a list": answer(["d", [["l", [], 1, ""], 1], 2, ""]),
    "a set of lists": answer(["s", [["l", [], 1, ""]], 2, ""]),
    "a frozenset of none": answer(["f", None]),
    "an integer that is none": answer(["i", "xyz"]),
    "a long integer": answer(["i", "f" * 5000]),
    "an integer of a list": answer(["i", []]),
    "a complex of strings": answer(["c", "1", "2"]),
    "text that is none": answer(["u", 0], b"\xff"),
    "bytes of none": answer(["b", 5]),
    "a size that is none": answer(["z", ["a"]]),
    "a long size": answer(["z", [1] * 100]),
    "a dtype": answer(["y", "nn"]),
    "a dunder dtype": answer(["y", "__class__"]),
    "a device that is none": answer(["v", "nonsense"]),
    "a long device": answer(["v", "c" * 100]),
    "a slice of four": answer(["S", [1, 2, 3, 4]]),
    "a range of nothing": answer(["r", 1, 2, 0]),
    "a range of strings": answer(["r", "a", 2, 3]),
    "a numpy dtype of objects": answer(["Y", "O"]),
    "a numpy record": answer(["Y", "f4,O"]),
    "a numpy void": answer(["Y", "V8"]),
    "a numpy sub-array": answer(["Y", "(1000000,)f4"]),
    "a numpy dtype that is none": answer(["Y", "import os"]),
    "objects in an array": answer(["N", ["O", [3], 0], 1, ""], BYTES),
    "an array of a lying shape": answer(["N", ["f4", [7], 0], 1, ""], BYTES),
    "an array of nothing": answer(["N", ["U0", [1 << 37], 0], 1, ""], b""),
    "an array of impossible characters": answer(["N", ["<U1", [1], 0], 1, ""], b"\xff\xff\xff\xff"),
    "a numpy scalar too long": answer(["n", "f4", 0], BYTES),
    "a numpy scalar of objects": answer(["n", "O", 0], bytes(8)),
    "an object without a number": answer(["h", "1", ["object", "A", "a", []]]),
    "an object without a description": answer(["h", 1, 5]),
    "an object of too many words": answer(["h", 1, ["object", "A" * 300, "a", []]]),
    "an object of many bases": answer(["h", 1, ["object", "A", "a", [""] * 100]]),
    "an object of odd bases": answer(["h", 1, ["object", "A", "a", [["x"]]]]),
    "a class by a path of its own": answer(["q", "os.system"]),
    "a class that is none": answer(["q", ["x"]]),
    "a module": answer(["q", "torch.nn.modules.linear"]),
    "a function": answer(["q", "torch.nn.modules.linear.init"]),
    "a builtin": answer(["q", "eval"]),
    "a type that makes types": answer(["q", "type"]),
    "updates of none": answer(1, updates=5),
    "an update that is short": answer(1, updates=[[2]]),
    "marks of none": answer(1, marks=None),
    "a mark of an unknown argument": answer(1, marks=[[9, ["l", [], 1, ""]]]),
    "dropped of none": answer(1, dropped=7),
    "dropped that cannot be": answer(1, dropped=[1, 2, 3, 4]),
    "leaves of none": answer(1, leaves=4),
    "printed of none": answer(1, extra=5),
    "printed that is a number": answer(1, extra=[5, []]),
    "warnings of none": answer(1, extra=["", [1, 2]]),
    "warnings too many": answer(1, extra=["", [["a", "b", 1]] * 21]),
    "an error that is none": frame(["e", 5, [], [], None, []]),
    "an error without a body": frame(["e"]),
    "an error of lists": frame(["e", [[], [], [], [], [], []], [], [], None, []]),
    "an error of odd frames": frame(["e", ["A", [], "m", [[1, 2]], "", False], [], [], None, []]),
    "an error with too many frames": frame(["e", ["A", [], "m", [[1, "f", "t"]] * 65, "", False], [], [], None, []]),
    "a request that is none": frame(["q"]),
    "a request of lists": frame(["q", [], [], [], [], [], []]),
    "a request for nothing": frame(["q", "nonsense", 1, [[], []], [True, None], [], []]),
    "a request with odd names": frame(["q", "call", 1, [[], ["x"]], [True, None], [], []]),
    "a request with a bad argument": frame(["q", "call", 1, [[["?"]], []], [True, None], [], []]),
    "a request with no context": frame(["q", "call", 1, [[], []], 5, [], []]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_forged_answer_is_a_protocol_verdict(name):
    died = ask(BAD[name])
    assert isinstance(died, RoomDied), died
    assert died.verdict.kind == "protocol"


@pytest.mark.parametrize(
    "changes",
    [
        [[2, ["float32", [3], 0], False, False]],
        [[2, ["float99", [2], 0], False, False]],
        [[2, [1, 2], False, False]],
        [[2, None, ["float32", [9], 0], True]],
        [[2, None, 5, True]],
        [[2, ["float32", [2], 3], False, False]],
        [[[], None, False, True]],
        [[2, ["int8", [8], 0], False, True]],
        [["2", 1]],
    ],
)
def test_a_forged_change_to_an_argument(changes):
    X = torch.ones(2)
    died = ask(answer(1, bytes(8), updates=changes), X)
    assert isinstance(died, RoomDied)
    assert died.verdict.kind == "protocol"


@pytest.mark.parametrize("mark", [5, ["d", [1, 2], 9, ""], ["t", []], "abc", ["o", "x"], ["N", ["f4", [1], 0], 9, ""]])
def test_a_forged_change_to_a_list(mark):
    items = [1, 2]
    died = ask(answer(1, bytes(4), marks=[[1, mark]]), items)
    assert isinstance(died, RoomDied)
    assert items == [1, 2]


def test_requests_that_may_not_be_made_are_answered_with_an_error():
    for operation, target, arguments in (
        ("set", 1, ["x", 1]),
        ("get", 1, ["__globals__"]),
        ("call", 999, []),
        ("delete", 1, ["x"]),
        ("gradient", 0, [1, [], [], False]),
        ("commit", 0, [5]),
        ("commit", 0, []),
        ("enter", 1, []),
        ("is_subclass", 1, [1]),
        ("next", 1, []),
        ("len", 1, [1, 2, 3]),
    ):
        request = frame(["q", operation, target, [arguments_of(arguments), []], [True, None], [], []])
        forger = Forger()
        with forger.answering(request, answer(5)):
            assert forger.host.request("call", 1, (lambda: 1,)) == 5, operation


def arguments_of(values: list[Any]) -> list[Any]:
    return [["l", value, i + 1, ""] if isinstance(value, list) else value for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("operation", "value"),
    [
        ("len", -1),
        ("len", "3"),
        ("len", None),
        ("bool", 1),
        ("bool", ["o", "x"]),
        ("next", 5),
        ("next", ["t", [1, 2, 3]]),
        ("contains", "yes"),
    ],
)
def test_a_forged_answer_in_a_good_frame(operation, value):
    forger = Forger()
    described = ["h", 3, ["object", "Thing", "", []]]
    with forger.answering(answer(described), answer(value)):
        thing = forger.host.request("call", 1, ())
        asked = {"len": len, "bool": bool, "next": next, "contains": lambda x: 5 in x}[operation]
        with pytest.raises(RoomDied) as died:
            asked(thing)
    assert died.value.verdict.kind == "protocol"


@pytest.mark.parametrize(
    "gradients",
    [
        5,
        ["t", [["l", [], 1, ""], 0]],
        ["t", [["l", [None], 1, ""], "0"]],
        ["t", [["l", [5], 1, ""], 0]],
        ["t", [["l", [tensor(number=0, shape=[3, 2])], 1, ""], 0]],
        ["t", [["l", [tensor(number=0, dtype="int32")], 1, ""], 0]],
        ["t", [["l", [["o", "x"]], 1, ""], 0]],
        ["t", [["l", [None, None], 1, ""], 0]],
        ["t", [["l", [None], 1, ""], -5]],
    ],
)
def test_forged_gradients(gradients):
    X = torch.ones(2, 3, requires_grad=True)
    forger = Forger()
    result = answer(["G", 0], BYTES, outs=[tensor(number=0)], graph=[1, [2]])
    with forger.answering(result, answer(gradients, BYTES)):
        out = forger.host.request("call", 1, (X,))
        with pytest.raises(RoomDied) as died:
            out.sum().backward()
    assert died.value.verdict.kind == "protocol"
    assert X.grad is None


def test_a_stand_in_never_passes_for_data():
    claimed = [
        "torch.Tensor",
        "list",
        "int",
        "torch.nn.parameter.Parameter",
        "object",
        "torch.nn.modules.linear.Linear",
    ]
    found = ask(answer(["h", 3, ["object", "Tensor", "", claimed]]))
    assert not isinstance(found, torch.Tensor | list | int)
    assert isinstance(found, torch.nn.Linear)


@pytest.mark.parametrize(
    "keys",
    [
        [["t", [-1 - (i >> bit & 1) for bit in range(16)]] for i in range(30_000)],
        [["i", format(i * ((1 << 61) - 1), "x")] for i in range(1, 30_000)],
        [["c", float(i), float(-i) / 1000003] for i in range(60_000)],
        list(range(60_000)),
    ],
    ids=["tuples of one hash", "integers of one hash", "complex", "integers"],
)
def test_keys_that_collide_do_not_hang_the_trusted_side(keys):
    for body in (["s", keys, 1, ""], ["f", keys], ["d", [x for key in keys for x in (key, 0)], 1, ""]):
        began = time.monotonic()
        assert isinstance(ask(answer(body)), RoomDied)
        assert time.monotonic() - began < 5


def test_a_bool_is_0_or_1():
    found = ask(answer(tensor(dtype="bool", shape=[4]), b"\x00\x01\x02\xff"))
    assert found.view(torch.uint8).tolist() == [0, 1, 1, 1]
    found = ask(answer(["N", ["|b1", [2], 0], 1, ""], b"\x02\x00"))
    assert found.view(np.uint8).tolist() == [1, 0]


# Fuzz -----------------------------------------------------------------------------------------------------------------

scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=8)
tags = st.sampled_from("iculbtdsfzyvSerYnNTLGFoWhHq") | st.text(max_size=2)
words = st.sampled_from(
    ["float32", "int64", "bool", "cpu", "f4", "<U2", "torch.nn.modules.linear.Linear", "function", "W", "deque", ""]
)
bodies = st.recursive(
    scalars | words,
    lambda inner: (
        st.lists(inner, max_size=6) | st.builds(lambda tag, rest: [tag, *rest], tags, st.lists(inner, max_size=9))
    ),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=bodies, buffers=st.lists(st.binary(max_size=24), max_size=3))
def test_decoding_any_body_gives_a_value_or_a_bad_frame(body, buffers):
    host = Forger().host
    data: list[Any] = [bytes(b) for b in buffers]
    try:
        Decoder(host, data, {}).decode(body)
    except BadFrame:
        pass


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(body=bodies | st.builds(lambda kind, rest: [kind, *rest], st.sampled_from("aeqn"), st.lists(bodies, max_size=9)))
def test_any_answer_gives_a_value_or_a_verdict(body):
    ask(frame(body, b"\0" * 8), torch.ones(2), [1], lambda: 1)


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_a_good_frame_with_some_bytes_changed(seed):
    dice = random.Random(seed)
    good = bytearray(
        answer(
            [
                "t",
                [
                    tensor(flags=3),
                    ["d", ["a", ["l", [1, 2.5], 1, ""]], 2, ""],
                    ["N", ["<i4", [6], 0], 3, ""],
                    ["L", 2],
                    ["W", 1],
                    ["h", 4, ["module", "Net", "", ["torch.nn.modules.module.Module"]]],
                    ["s", [1, 2], 4, ""],
                ],
            ],
            BYTES,
            updates=[[2, ["float32", [2], 1], False, False]],
            marks=[[1, ["l", [5], 5, ""]]],
        )
    )
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(good))
        if dice.random() < 0.3:
            del good[at : at + dice.randint(1, 5)]
        else:
            good[at] = dice.choice([0, 1, 0x7F, 0x80, 0x90, 0xC0, 0xFF, dice.randrange(256)])
    forger = Forger(seconds=5)
    with forger.answering(bytes(good)):
        try:
            forger.host.request("call", 1, (torch.ones(2), [1]))
        except RoomDied:
            pass


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text() | st.integers() | st.tuples(st.integers(), st.text()), inner, max_size=4)
        | st.frozensets(st.integers() | st.text(), max_size=4)
        | st.sets(st.integers(), max_size=4)
        | st.lists(inner, max_size=3).map(collections.deque)
    ),
    max_leaves=15,
)


@settings(max_examples=300, deadline=None)
@given(value=values)
def test_every_value_survives_the_codec(value):
    sender, receiver = Forger().host, Forger().host
    encoder = Encoder(sender, results=False)
    body = encoder.encode(value)
    wire_body = msgspec.msgpack.decode(msgspec.msgpack.encode(body))
    found = Decoder(receiver, [bytes(b) for b in encoder.buffers]).decode(wire_body)
    assert repr(found) == repr(value) or found == value
    assert type(found) is type(value)
