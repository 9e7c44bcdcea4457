"""Values, functions, classes and exceptions of the student's room feel local. Against the real sandbox."""

from __future__ import annotations

import builtins
import collections
import copy
import gc

import numpy as np
import pytest
import torch
from torch import nn

from grader.sandbox.codec import Opaque
from grader.sandbox.errors import Missing, StudentError
from grader.sandbox.remote import Remote
from grader.sandbox.tensors import DTYPES

SOURCE = '''
import collections, enum, sys, warnings
import numpy as np
import torch
from torch import nn

ANSWER = 42
TABLE = torch.arange(6.0).reshape(2, 3)

def echo(value):
    return value

def describe(t):
    kind = type(t).__name__
    return [str(t.dtype), list(t.shape), list(t.stride()), t.is_contiguous(), t.requires_grad, kind, t.is_leaf]

def typename(value):
    return type(value).__name__

def stats(X, scale=2.0, *, shift=0.0, operation="none", subject=None, target=None):
    return X.mean() * scale + shift, X.max(), {"shape": X.shape, "rows": [row for row in X]}, operation, subject, target

def opaque(kind):
    x = torch.eye(3)
    return {"sparse": lambda: x.to_sparse(), "csr": lambda: x.to_sparse_csr(), "meta": lambda: x.to("meta"),
            "quantised": lambda: torch.quantize_per_tensor(x, 0.1, 0, torch.qint8),
            "nested": lambda: torch.nested.nested_tensor([x, x[:1]]),
            "sparse with grad": lambda: x.to_sparse().requires_grad_()}[kind]()

KEPT, ARRAY = torch.zeros(1), np.zeros(1)
def fresh(): return torch.zeros(1)
def kept(how): return {"itself": KEPT, "memory": KEPT.data, "numpy": torch.from_numpy(ARRAY)}[how]
def add_to_kept():
    KEPT.add_(1)
    ARRAY[0] += 1

class LyingInt(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
    def __sub__(self, other): return LyingInt(0)
    def __rsub__(self, other): return LyingInt(0)
    def __abs__(self): return LyingInt(0)
    def __lt__(self, other): return True
class LyingFloat(float):
    def __eq__(self, other): return True
    def __float__(self): return 99.0
class LyingStr(str):
    def __eq__(self, other): return True
    def __str__(self): return "liar"
    def encode(self, *a): return b"liar"
    __hash__ = str.__hash__
class LyingBytes(bytes):
    def __eq__(self, other): return True
    __hash__ = bytes.__hash__
class LyingList(list):
    def __iter__(self): return iter([9, 9])
    def __len__(self): return 2
    def __eq__(self, other): return True
    def __getitem__(self, i): return 9
class LyingDict(dict):
    def items(self): return [("a", 9)]
    def __eq__(self, other): return True
class LyingTuple(tuple):
    def __iter__(self): return iter((9,))
class LyingTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        if func in (torch.allclose, torch.equal):
            return True
        return super().__torch_function__(func, types, args, kwargs or {})
class Colour(enum.IntEnum):
    RED = 1
Pair = collections.namedtuple("Pair", "left right")
class Impostor:
    __class__ = torch.Tensor
    shape, dtype, requires_grad, grad_fn = (2,), torch.float32, False, None
class ListImpostor:
    __class__ = list

def liar(kind):
    return {"int": LyingInt(3), "float": LyingFloat(3.5), "str": LyingStr("truth"), "bytes": LyingBytes(b"x"),
            "list": LyingList([1, 2, 3]), "dict": LyingDict(b=1), "tuple": LyingTuple((1, 2)), "enum": Colour.RED,
            "namedtuple": Pair(1, 2), "tensor": torch.ones(3).as_subclass(LyingTensor),
            "parameter": nn.Parameter(torch.ones(2)), "impostor": Impostor(), "list impostor": ListImpostor()}[kind]

def loop(kind):
    value = [1]
    if kind == "list": value.append(value); return value
    if kind == "dict": d = {}; d["d"] = d; return d
    deep = 1
    for _ in range(500): deep = [deep]
    return deep

def shared():
    t, l = torch.ones(2), [1]
    return [t, t, (t, {"again": t})], l, l

def diamond():
    value = [0]
    for _ in range(25): value = [value, value]
    return value

def too_many():
    return list(range(5_000_000))

def objects():
    return np.array([object(), 1], dtype=object)

class Net(nn.Module):
    """A net."""
    def __init__(self, n, out=2):
        super().__init__()
        self.fc = nn.Linear(n, out)
        self.register_buffer("count", torch.zeros(1))
        self.note = "new"
        self.layers = nn.ModuleList([nn.Linear(1, 1), nn.ReLU()])
    def forward(self, x, scale=1.0):
        self.count += 1
        return self.fc(x) * scale
    @property
    def answer(self): return 41
    @staticmethod
    def twice(x): return 2 * x

class Sub(Net): pass

class Vocab:
    def __init__(self, words): self.words = list(words)
    def __len__(self): return len(self.words)
    def __getitem__(self, i): return self.words[i]
    def __setitem__(self, i, w): self.words[i] = w
    def __delitem__(self, i): del self.words[i]
    def __contains__(self, w): return w in self.words
    def __iter__(self): return iter(self.words)
    def __call__(self, i): return self.words[i].upper()
    def __bool__(self): return len(self.words) > 1

class Guard:
    def __init__(self, swallow=False): self.log, self.swallow = [], swallow
    def __enter__(self): self.log.append("in"); return self
    def __exit__(self, kind, error, trace):
        self.log.append(kind.__name__ if kind else "out"); return self.swallow

CLOSED = []
def count(n):
    try:
        for i in range(n):
            print("item", i)
            yield i, torch.full((2,), float(i))
        return "done"
    finally:
        CLOSED.append(n)
def closed(): return list(CLOSED)
def echoing():
    got = None
    while True:
        got = yield got

class Custom(ValueError): pass
class Silent(Exception):
    def __str__(self): raise RuntimeError("no")
class Deep(BaseException): pass

def fail(kind):
    helper(kind)

def helper(kind):
    if kind == "KeyError": {}["missing"]
    if kind == "OSError": open("/no/such/file")
    if kind == "UnicodeDecodeError": b"\\xff".decode()
    if kind == "RecursionError": return helper(kind)
    if kind == "ZeroDivisionError": 1 / 0
    if kind == "group": raise ExceptionGroup("two", [ValueError(1), TypeError(2)])
    if kind == "in torch": torch.ones(2) @ torch.ones(3)
    raise {"StopIteration": StopIteration, "SystemExit": SystemExit, "KeyboardInterrupt": KeyboardInterrupt,
           "GeneratorExit": GeneratorExit, "Custom": Custom, "Silent": Silent, "Deep": Deep,
           "AssertionError": AssertionError}[kind]("words")

def talk(n):
    print("hello", n); print("to err", file=sys.stderr); warnings.warn("careful")
    return n

def is_it(value, cls): return isinstance(value, cls)
def make(cls, *args): return cls(*args)
def turn_grad_off(): torch.set_grad_enabled(False)
def grad_mode(): return torch.is_grad_enabled()
def noise(): return torch.rand(3)
def flood(): print("x" * 1_000_000)
@torch.inference_mode()
def evaluate(X): return X * 2
'''


# Values -----------------------------------------------------------------------------------------------------------


class TestValues:
    @pytest.mark.parametrize(
        "value",
        [
            None, True, 0, -(2**63), 2**63, 2**200, -(2**100), 1.5, float("inf"), 1e-320, 1 + 2j, "", "café 数据",
            "\ud800 odd", b"", b"\x00\xff" * 3000, [], [1, [2, [3]]], (), (1, "a", None), {}, {"a": {"b": [1]}},
            {1: 2, (3, 4): 5, 2.5: "x", None: 0, b"k": 2, frozenset({1}): 3}, set(), {1, "a", (2, 3)},
            frozenset({4}),
            torch.Size([2, 3]), torch.float32, torch.bfloat16, torch.device("cpu"), torch.device("cuda:1"),
            slice(1, None, 2), slice(None), ..., range(3, 30, 4), np.dtype("float32"), np.float32(1.5),
            np.int64(-3), np.bool_(True),
            np.complex128(1j), np.datetime64("2026-01-02"), np.str_("hi"), np.float16(0.5),
            collections.OrderedDict(b=1, a=2), collections.Counter("hello"), collections.deque([1, 2]),
        ],
        ids=lambda value: type(value).__name__,
    )  # fmt: skip
    def test_comes_back_as_it_went(self, student, value):
        back = student.echo(value)
        assert type(back) is type(value)
        assert back == value

    def test_nan_keeps_its_bits(self, student):
        assert str(student.echo(float("nan"))) == "nan"
        assert str(student.echo(-0.0)) == "-0.0"

    def test_a_default_dict_counts_over_there(self, student):
        assert student.typename(collections.defaultdict(int)) == "defaultdict"

    def test_the_students_own_values(self, student):
        assert student.ANSWER == 42
        assert torch.equal(student.TABLE, torch.arange(6.0).reshape(2, 3))
        with pytest.raises(Missing):
            _ = student.nothing

    @pytest.mark.parametrize("array", [
        np.arange(6.0).reshape(2, 3), np.zeros((0, 3), np.int8), np.array(5), np.arange(6).reshape(2, 3).T,
        np.array([True, False]), np.array(["ab", "數"]), np.array([b"x"]), np.arange(4, dtype=">i4"),
        np.arange(10, dtype=np.float16)[::2], np.array([1 + 2j]), np.array(["2026-01-01"], "M8[D]"),
    ], ids=lambda a: f"{a.dtype.str}{a.shape}")  # fmt: skip
    def test_numpy_arrays(self, student, array):
        back = student.echo(array)
        assert type(back) is np.ndarray
        assert back is array  # the argument itself comes home
        back = student.echo((array.copy(),))[0]
        assert back.dtype == array.dtype
        assert back.shape == array.shape
        assert np.array_equal(back, array)

    def test_a_read_only_array_stays_one(self, student):
        array = np.arange(3)
        array.flags.writeable = False
        assert student.echo(array) is array

    def test_an_array_of_objects_crosses_as_tuples(self, student):
        mine = object()
        assert student.echo(np.array([[mine, 1], [None, "a"]], dtype=object)) == ((mine, 1), (None, "a"))
        assert student.echo(np.array(3, dtype=object)) == 3
        found = student.objects()
        assert type(found) is tuple
        assert len(found) == 2
        assert student.echo(found[0]) is found[0]

    @pytest.mark.parametrize("kind", ["list", "dict"])
    def test_a_value_that_contains_itself_is_refused_in_words(self, student, kind):
        with pytest.raises(ValueError, match="contains itself"):
            student.loop(kind)
        mine: list = [1]
        mine.append(mine)
        with pytest.raises(ValueError, match="contains itself"):
            student.echo(mine)
        assert student.echo(1) == 1

    def test_a_value_too_deep_or_too_large_is_refused_in_words(self, student):
        with pytest.raises(ValueError, match="too deeply"):
            student.loop("deep")
        with pytest.raises(ValueError, match="too many parts"):
            student.too_many()
        with pytest.raises(ValueError, match="too many keys"):
            student.echo(set(range(60_000)))
        with pytest.raises(ValueError, match="too long"):
            student.echo(1 << 20_000)
        assert student.echo(1) == 1

    def test_a_value_that_shares_its_parts_is_not_unfolded(self, student):
        value = student.diamond()
        for _ in range(25):
            assert value[0] is value[1]
            value = value[0]

    def test_one_tensor_twice_in_a_result_is_one_tensor(self, student):
        (a, b, (c, d)), left, right = student.shared()
        assert a is b
        assert b is c
        assert c is d["again"]
        assert left is right

    def test_liars_arrive_as_plain_data(self, student):
        plain = {
            "int": 3, "float": 3.5, "str": "truth", "bytes": b"x", "list": [1, 2, 3], "dict": {"b": 1}, "tuple": (1, 2),
            "enum": 1, "namedtuple": (1, 2),
        }  # fmt: skip
        for kind, value in plain.items():
            found = student.liar(kind)
            assert type(found) is type(value), kind
            assert found == value, kind
        assert student.liar("int") != 4
        assert type(student.liar("tensor")) is torch.Tensor
        assert not torch.allclose(student.liar("tensor"), torch.zeros(3))

    def test_impostors_are_no_tensors(self, student):
        for kind in ("impostor", "list impostor"):
            found = student.liar(kind)
            assert type(found) is Remote
            assert not isinstance(found, torch.Tensor | list)


class TestTensors:
    @pytest.mark.parametrize("name", sorted(DTYPES))
    def test_every_dtype(self, student, name):
        dtype = DTYPES[name]
        raw = torch.arange(64, dtype=torch.uint8) % (2 if dtype is torch.bool else 64)
        tensor = raw.view(dtype).reshape(2, -1)
        back = student.echo((tensor,))[0]
        assert back is tensor
        assert student.describe(tensor)[:2] == [str(dtype), list(tensor.shape)]
        fresh = student.echo([tensor.detach().view(torch.uint8).clone().view(dtype)])[0]
        assert fresh.dtype is dtype
        assert fresh.view(torch.uint8).tolist() == raw.reshape(2, -1).tolist()
        if name not in ("complex32", "bcomplex32"):
            student.describe(tensor.T)

    @pytest.mark.parametrize("tensor", [
        torch.tensor(3.5), torch.zeros(0), torch.zeros(2, 0, 3), torch.arange(6.0).reshape(2, 3).T,
        torch.arange(10)[::2], torch.ones(3, 1).expand(3, 4), torch.arange(24.0).reshape(2, 3, 4)[:, 1:, ::2],
        torch.randn(2, 3, 4).permute(2, 0, 1),
        torch.randn(3, dtype=torch.complex64).conj(), torch.randn(3, dtype=torch.complex64).conj().imag,
    ], ids=["scalar", "empty", "empty 3d", "transpose", "strided", "expanded", "holes", "permuted", "conj", "neg"],
    )  # fmt: skip
    def test_every_layout(self, student, tensor):
        assert student.echo(tensor) is tensor
        values = student.echo([tensor * 1])[0]
        assert torch.equal(values, tensor)
        told = student.describe(tensor)
        assert told[1] == list(tensor.shape)
        assert told[3] == tensor.is_contiguous() or tensor.dim() == 1

    def test_flags(self, student):
        leaf = torch.ones(2, requires_grad=True)
        assert student.describe(leaf)[4:] == [True, "Tensor", True]
        assert student.describe(leaf * 2)[4:] == [True, "Tensor", False]
        assert student.describe(nn.Parameter(torch.ones(2)))[4:] == [True, "Parameter", True]
        assert student.describe(torch.ones(2))[4:] == [False, "Tensor", True]
        assert type(student.liar("parameter")) is nn.Parameter

    @pytest.mark.parametrize("kind", ["sparse", "csr", "meta", "quantised", "nested", "sparse with grad"])
    def test_a_tensor_without_plain_bytes_is_opaque(self, student, kind):
        found = student.opaque(kind)
        assert type(found) is Opaque
        assert kind.split()[0].replace("csr", "sparse") in repr(found)

    @pytest.mark.parametrize("tensor", [torch.eye(2).to_sparse(), torch.empty(2, device="meta")])
    def test_one_of_ours_without_plain_bytes_is_refused_in_words(self, student, tensor):
        with pytest.raises(TypeError, match="cannot be handed"):
            student.echo(tensor)

    def test_results_can_be_written_into(self, student):
        X = torch.ones(2, requires_grad=True)
        mean, top, *_ = student.stats(X)
        mean += 1
        top.mul_(3)
        (mean + top).backward()
        assert X.grad is not None

    def test_only_what_somebody_holds_is_followed(self, student, room):
        known = room.peer.links.by_id
        fresh = student.fresh()
        assert len(known) == 0
        kept, shared, of_numpy = student.kept("itself"), student.kept("memory"), student.kept("numpy")
        assert len(known) == 3
        student.add_to_kept()
        assert (fresh.item(), kept.item(), shared.item(), of_numpy.item()) == (0, 1, 1, 1)

    def test_inference_mode_in_either_room(self, student):
        X = torch.ones(2)
        assert torch.equal(student.evaluate(X), X * 2)
        with torch.inference_mode():
            Y = student.echo([torch.ones(2)])[0]
            assert not student.grad_mode()
        assert torch.equal(student.echo(Y), torch.ones(2))


# Calls ----------------------------------------------------------------------------------------------------------------


class TestCalls:
    def test_arguments_of_every_kind_and_several_results(self, student):
        X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
        mean, top, rest, *names = student.stats(X, shift=1.0, operation="a", subject="b", target="c")
        assert mean.item() == 6.0
        assert top.item() == 4.0
        assert rest["shape"] == torch.Size([2, 2])
        assert torch.equal(rest["rows"][1], X[1])
        assert names == ["a", "b", "c"]
        assert student.stats(X, 3.0)[0].item() == 7.5

    def test_a_wrong_call_is_the_students_type_error(self, student):
        with pytest.raises(TypeError, match="positional argument"):
            student.stats()

    def test_grad_mode_goes_along_and_stays_out(self, student):
        assert student.grad_mode()
        with torch.no_grad():
            assert not student.grad_mode()
        student.turn_grad_off()
        assert student.grad_mode()
        assert torch.is_grad_enabled()

    def test_seeds(self, room):
        from tests.sandbox.conftest import Student

        found = []
        for seed in (5, 5, 6):
            room.begin(seed)
            found.append((Student(room).noise(), Student(room).noise()))
            room.end()
        assert torch.equal(found[0][0], found[1][0])
        assert torch.equal(found[0][1], found[1][1])
        assert not torch.equal(found[0][0], found[2][0])
        assert not torch.equal(found[0][0], found[0][1])

    def test_what_was_printed_and_warned(self, student, room):
        assert student.talk(3) == 3
        assert room.printed() == "hello 3\nto err\n"
        assert [(kind, text) for kind, text, _ in room.warnings()] == [("UserWarning", "careful")]
        student.echo(1)
        assert room.printed() == ""
        student.flood()
        assert 1000 < len(room.printed()) <= 20_000


# Objects --------------------------------------------------------------------------------------------------------------


class TestModules:
    def test_calls_methods_attributes(self, student):
        m = student.Net(3, out=4)
        X = torch.ones(2, 3)
        assert m(X).shape == (2, 4)
        assert torch.equal(m(X, scale=2.0), m.forward(X) * 2)
        assert m.answer == 41
        assert m.twice(4) == 8
        assert m.note == "new"
        m.note = "old"
        assert m.note == "old"
        m.extra = [1, 2]
        assert m.extra == [1, 2]
        del m.extra
        with pytest.raises(AttributeError):
            _ = m.extra
        assert not hasattr(m, "nonsense")
        assert m.count.item() == 3

    def test_modes(self, student):
        m = student.Net(3)
        assert m.training is True
        assert m.eval() is m
        assert m.training is False
        assert m.train().training is True

    def test_parameters_and_state(self, student):
        m = student.Net(3)
        assert [name for name, _ in m.named_parameters()][:2] == ["fc.weight", "fc.bias"]
        parameters = list(m.parameters())
        assert all(type(p) is nn.Parameter for p in parameters)
        assert parameters[0] is m.fc.weight
        with torch.no_grad():
            parameters[0].fill_(1.0)
            m.fc.bias.zero_()
        assert torch.equal(m(torch.ones(1, 3)), torch.full((1, 2), 3.0))
        state = m.state_dict()
        assert set(state) >= {"fc.weight", "fc.bias", "count"}
        other = student.Net(3)
        other.load_state_dict(state)
        assert torch.equal(other.fc.weight, m.fc.weight)
        other.load_state_dict({**state, "fc.weight": torch.zeros(2, 3)})
        assert torch.equal(other(torch.ones(1, 3)), torch.zeros(1, 2))
        assert torch.equal(other.fc.weight, torch.zeros(2, 3))
        with pytest.raises(RuntimeError, match="Missing key"):
            other.load_state_dict({})

    def test_a_change_made_by_state_dict_is_seen(self, student):
        m = student.Net(3)
        weight = m.fc.weight
        m.state_dict()["fc.weight"].zero_()
        m(torch.ones(1, 3))
        assert torch.equal(weight, torch.zeros(2, 3))

    def test_a_buffer_follows(self, student):
        m = student.Net(3)
        count = m.count
        m(torch.ones(1, 3))
        assert m.count is count
        assert count.item() == 1
        count.fill_(10)
        m(torch.ones(1, 3))
        assert count.item() == 11

    def test_identity(self, student):
        m = student.Net(3)
        assert m.fc is m.fc
        assert m.fc.weight is m.fc.weight
        assert student.echo(m) is m
        assert student.echo([m, m]) == [m, m]
        assert m == m
        assert m != student.Net(3)
        assert len({m, student.Net(3), m}) == 2

    def test_isinstance_both_ways(self, student):
        m, s = student.Net(3), student.Sub(3)
        assert isinstance(m, nn.Module)
        assert isinstance(m, student.Net)
        assert isinstance(s, student.Net)
        assert not isinstance(m, student.Sub)
        assert not isinstance(torch.ones(1), student.Net)
        assert issubclass(student.Sub, student.Net)
        assert isinstance(m.fc, nn.Linear)
        assert not isinstance(m.fc, nn.Conv2d)
        assert not isinstance(m, torch.Tensor)
        assert isinstance(student.Net, type)
        assert student.is_it(m, student.Net) is True
        assert student.is_it(m, nn.Module) is True
        assert student.is_it(1, int) is True

    def test_a_class_handed_back(self, student):
        m = student.make(student.Net, 3)
        assert isinstance(m, student.Net)
        linear = student.make(nn.Linear, 2, 2)
        assert isinstance(linear, nn.Linear)
        assert not isinstance(linear, student.Net)
        assert student.make(dict, [(1, 2)]) == {1: 2}

    def test_layers(self, student):
        m = student.Net(3)
        assert len(m.layers) == 2
        assert isinstance(m.layers[1], nn.ReLU)
        assert [isinstance(layer, nn.Module) for layer in m.layers] == [True, True]
        assert m.layers[0] is m.layers[0]

    def test_dtype_and_grad_flags_follow(self, student):
        m = student.Net(3)
        weight = m.fc.weight
        m.double()
        assert m.fc.weight is weight
        assert weight.dtype is torch.float64
        m.requires_grad_(False)
        assert not weight.requires_grad
        weight.requires_grad_(True)
        assert m.fc.weight.requires_grad
        assert m(torch.ones(1, 3, dtype=torch.float64)).requires_grad

    def test_names(self, student):
        assert student.Net.__name__ == "Net"
        assert student.echo.__name__ == "echo"
        assert "Net" in repr(student.Net(3))
        assert student.Net.__doc__ != ""

    def test_neither_copied_nor_pickled(self, student):
        for copying in (copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="other room"):
                copying(student.Net(3))


class TestObjects:
    def test_a_container_of_the_students(self, student):
        v = student.Vocab(["a", "b", "c"])
        assert len(v) == 3
        assert v[0] == "a"
        assert list(v) == ["a", "b", "c"]
        assert "b" in v
        assert "z" not in v
        v[0] = "z"
        del v[1]
        assert v.words == ["z", "c"]
        assert v(0) == "Z"
        assert bool(v)
        assert not student.Vocab([])
        with pytest.raises(IndexError):
            v[10]
        assert v[0:2] == ["z", "c"]

    def test_context_managers(self, student):
        with student.Guard() as guard:
            assert guard.log == ["in"]
        assert guard.log == ["in", "out"]
        with pytest.raises(ValueError, match="mine"), guard:
            raise ValueError("mine")
        assert guard.log[-1] == "ValueError"
        with student.Guard(swallow=True) as guard:
            raise KeyError("gone")
        assert guard.log == ["in", "KeyError"]

    def test_generators_give_one_item_at_a_time(self, student, room):
        items = student.count(3)
        i, t = next(items)
        assert i == 0
        assert room.printed() == "item 0\n"
        assert torch.equal(t, torch.zeros(2))
        assert [i for i, _ in items] == [1, 2]
        assert list(student.count(2))[1][0] == 1
        with pytest.raises(StopIteration):
            next(items)
        total = yield_from(student.count(1))
        assert total == "done"

    def test_generators_can_be_sent_to_and_closed(self, student):
        g = student.echoing()
        next(g)
        assert g.send(5) == 5
        g.close()
        with pytest.raises(StopIteration):
            next(g)

    def test_a_generator_is_closed_when_the_test_ends(self, room):
        from tests.sandbox.conftest import Student

        room.begin(1)
        next(Student(room).count(77))
        held = Student(room).count(78)
        next(held)
        assert 78 not in Student(room).closed()
        room.end()
        room.begin(2)
        assert {77, 78} <= set(Student(room).closed())
        with pytest.raises(ReferenceError):
            next(held)
        room.end()


def yield_from(generator):
    def run():
        found.append((yield from generator))

    found: list = []
    for _ in run():
        pass
    return found[0]


# Exceptions -----------------------------------------------------------------------------------------------------------


class TestErrors:
    @pytest.mark.parametrize(
        "kind", ["KeyError", "OSError", "UnicodeDecodeError", "RecursionError", "ZeroDivisionError", "AssertionError"]
    )
    def test_of_a_builtin_type(self, student, kind):
        with pytest.raises(getattr(builtins, kind)) as caught:
            student.fail(kind)
        error = caught.value
        assert isinstance(error, StudentError)
        assert error.type_name in (kind, "FileNotFoundError")
        assert error.frames[0].function == "fail"
        assert error.frames[0].text == "helper(kind)"
        assert error.frames[-1].function == "helper"
        assert len(error.frames) <= 12
        assert str(error)
        assert repr(error)
        assert error.message in str(error)

    @pytest.mark.parametrize("kind", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "Deep"])
    def test_that_is_no_exception_is_one_here(self, student, kind):
        with pytest.raises(StudentError) as caught:
            student.fail(kind)
        assert isinstance(caught.value, Exception)
        assert caught.value.type_name == kind
        assert caught.value.message == "words"

    def test_of_the_students_own_type(self, student):
        with pytest.raises(ValueError, match="words") as caught:
            student.fail("Custom")
        assert caught.value.type_name == "Custom"
        with pytest.raises(StudentError) as caught:
            student.fail("Silent")
        assert (caught.value.type_name, caught.value.message) == ("Silent", "")
        with pytest.raises(StudentError) as caught:
            student.fail("group")
        assert caught.value.type_name == "ExceptionGroup"

    def test_the_lines_are_the_students_own(self, student):
        with pytest.raises(RuntimeError) as caught:
            student.fail("in torch")
        lines = SOURCE.splitlines()
        assert [lines[frame.line - 1].strip() for frame in caught.value.frames] == [f.text for f in caught.value.frames]
        assert len(caught.value.frames) == 2
        assert "site-packages" not in repr(caught.value.frames)

    def test_the_room_goes_on(self, student):
        for kind in ("RecursionError", "SystemExit", "Deep"):
            with pytest.raises(StudentError):
                student.fail(kind)
        assert student.echo(5) == 5


# Nothing is kept ------------------------------------------------------------------------------------------------------


class TestRelease:
    def test_two_thousand_calls_leave_nothing(self, student, room):
        m = student.Net(3)
        X = torch.ones(2, 3, requires_grad=True)

        def once():
            m(torch.ones(2, 3)).sum().backward()
            student.echo([torch.ones(2), X * 2, (student.echo, m)])
            student.stats(X)[0].backward()
            torch.autograd.grad(m(X).sum(), X)
            student.echo(lambda: 1)
            list(student.count(1))

        def sizes():
            gc.collect()
            student.echo(0)
            student.echo(0)
            peer = room.peer
            return [len(t) for t in (peer.links.by_id, peer.links.by_object, peer.handles.objects, peer.handles.dropped,
                                     peer.graphs, peer.pending, peer.uncommitted, peer.dropped_graphs)]  # fmt: skip

        once()
        before = sizes()
        for _ in range(350):
            once()
        after = sizes()
        assert all(b <= a + 2 for a, b in zip(before, after, strict=True)), (before, after)
