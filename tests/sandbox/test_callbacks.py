"""What a test hands over runs in the trusted room, looks like what it is, and gives nothing else away."""

from __future__ import annotations

import collections

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.sandbox.errors import StudentError

SOURCE = """
import torch
from torch import nn

def call(f, *args, **kwargs): return f(*args, **kwargs)
def guarded(f, *args):
    try: return ["returned", f(*args)]
    except Exception as error: return [type(error).__name__, str(error)]
def swallow(f):
    try: f()
    except BaseException: pass
    return "fine"
def what(value):
    from torch.utils.data import DataLoader
    kinds = dict(module=nn.Module, linear=nn.Linear, optimiser=torch.optim.Optimizer, sgd=torch.optim.SGD)
    kinds["loader"] = DataLoader
    return [name for name, cls in kinds.items() if isinstance(value, cls)], callable(value)
def evaluate(net, data):
    if isinstance(net, nn.Module): net.eval()
    with torch.no_grad():
        return [float(net(X).sum()) for X, y in data]
def fit(net, loss, opt, data):
    if isinstance(net, nn.Module): net.train()
    total = 0.0
    for X, y in data:
        opt.zero_grad()
        l = loss(net(X), y)
        l.backward()
        opt.step()
        total += float(l)
    return total
def fit_by_hand(net, data, updater):
    for X, y in data:
        net(X, ).square().sum().backward()
        updater(X.shape[0])
def own_optimiser(net, X):
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    net(X).square().sum().backward()
    opt.step()
def loss_of(net, X): return (net(X) ** 2).sum() * 2
def through(f, X): return f(X * 2) + f(X)
def penalty(net, X):
    (g,) = torch.autograd.grad(net(X).sum(), X, create_graph=True)
    return g.square().sum()
def own_grads(net, X):
    return torch.autograd.grad(net(X).sum(), list(net.parameters()))
def apply_all(items, f): return [f(x) for x in items]
def first(iterator): return next(iterator)
def rest(iterator): return [x for x in iterator]
def sizes(thing): return [len(thing), thing[0], 1 in thing]
def reach(value, path):
    for name in path.split("."):
        value = getattr(value, name)
    return repr(value)
def has(value, *names): return [hasattr(value, name) for name in names]
def set_it(value, name, x): setattr(value, name, x)
def same(a, b): return a is b
def again(f): return f
def recurse(f, n): return f(n)
def collect_subclasses(f):
    found = set()
    def walk(cls):
        for sub in type.__subclasses__(cls):
            if sub not in found:
                found.add(sub); walk(sub)
    walk(object)
    return sorted({str(c.__module__).split(".")[0] for c in found})
def error_roads(f):
    try: f()
    except Exception as error:
        frames, trace = [], error.__traceback__
        while trace is not None:
            frames.append(trace.tb_frame.f_code.co_filename); trace = trace.tb_next
        return [str(error), repr(error.__cause__), frames]
class Layer(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.scale = nn.Parameter(torch.ones(1))
    def forward(self, X): return self.inner(X) * self.scale
def append(l): l.append(3); return l
def edit(l, d, s, a, q):
    l.append(4); l[0] = "first"; d["new"] = [1]; del d["old"]; s.add(9); a[0] = 7; q.append(5)
def nested(l): l[0].append(1); l[1]["k"] = l[0]; return l[0]
def tensor_in_list(l, X): l.append(X * 2); t = torch.ones(1); l.append(t); return t
def half_way(l, X):
    l.append(X * 2); X.data.zero_()
    raise ValueError("half way")
def self_append(l): l.append(l)
def zero(X): X.zero_(); return None
def reshape(X): X.unsqueeze_(0); return list(X.shape)
def transpose(X): X.t_()
def as_double(X): X.data = X.data.double()
def expanded(X): X += 1
def write_view(X): X[0] = 5
def swap(l): l[0], l[1] = l[1], l[0]
def through_numpy(X): X.numpy()[0] = 9
def keep(X): keep.held = X
def change_kept(): keep.held += 1
def reset_grad(X): X.grad.zero_()
"""


def net(seed: int = 0) -> nn.Linear:
    torch.manual_seed(seed)
    return nn.Linear(3, 2)


class TestCalling:
    def test_a_function(self, student):
        seen = []

        def f(a, b=1, *, c=2):
            seen.append((a, b, c))
            return a + b + c

        assert student.call(f, 1) == 4
        assert student.call(f, torch.ones(2), 3, c=0).tolist() == [4.0, 4.0]
        assert student.apply_all([1, 2, 3], lambda x: x * 10) == [10, 20, 30]
        assert seen[0] == (1, 1, 2)
        assert student.again(f) is f

    def test_a_function_of_the_students_handed_back(self, student):
        assert student.call(student.call, lambda: 5) == 5
        assert student.call(lambda g: g([1]), student.append) == [1, 3]

    def test_calls_may_nest_but_not_for_ever(self, student):
        def down(n):
            return 0 if n == 0 else 1 + student.recurse(down, n - 1)

        assert student.recurse(down, 20) == 20
        with pytest.raises(RecursionError):
            student.recurse(down, 10_000)
        assert student.call(lambda: 1) == 1

    def test_an_iterator_gives_what_is_asked_for(self, student):
        drawn = []

        def items():
            for i in range(5):
                drawn.append(i)
                yield i

        generator = items()
        assert student.first(generator) == 0
        assert drawn == [0]
        assert student.rest(generator) == [1, 2, 3, 4]
        assert student.rest(range(3)) == [0, 1, 2]

    def test_it_looks_like_what_it_is(self, student):
        linear = net()
        loader = DataLoader(TensorDataset(torch.ones(4, 3)), batch_size=2)
        assert student.what(linear) == (["module", "linear"], True)
        assert student.what(torch.optim.SGD(linear.parameters(), lr=0.1))[0] == ["optimiser", "sgd"]
        assert student.what(loader)[0] == ["loader"]
        assert student.what(lambda: 1) == ([], True)
        assert student.same(linear, linear)

    def test_a_spy(self, student):
        class Spy:
            calls = 0
            _secret = 5

            def __init__(self):
                self.seen = []
                self.inner = object()

            def __call__(self, x):
                self.seen.append(x)
                return len(self.seen)

            def method(self):
                return "called"

            def __len__(self):
                return 3

            def __getitem__(self, i):
                return i * 2

            def __contains__(self, x):
                return x == 1

        spy = Spy()
        assert student.apply_all("ab", spy) == [1, 2]
        assert spy.seen == ["a", "b"]
        assert student.call(spy, 5) == 3
        assert student.sizes(spy) == [3, 0, True]
        assert student.reach(spy, "seen") == "['a', 'b', 5]"
        assert student.has(spy, "method", "seen", "_secret", "inner", "__dict__", "nonsense") == [
            True,
            True,
            *[False] * 4,
        ]


class TestNets:
    def test_modes_are_set_over_here(self, student):
        model = nn.Sequential(nn.Linear(3, 2), nn.Dropout(0.5))
        data = [(torch.ones(2, 3), None), (torch.zeros(1, 3), None)]
        assert student.evaluate(model, data) == [pytest.approx(float(model(X).detach().sum())) for X, _ in data]
        assert not model.training

    @pytest.mark.parametrize("name", ["SGD", "Adam"])
    def test_a_training_loop_over_our_net(self, student, name):
        X, y = torch.randn(8, 3), torch.randn(8, 2)
        loader = DataLoader(TensorDataset(X, y), batch_size=4)
        totals, nets = [], []
        for fit in (student.fit, local_fit):
            model = net()
            optimiser = getattr(torch.optim, name)(model.parameters(), lr=0.1)
            totals.append(fit(model, nn.MSELoss(), optimiser, loader))
            nets.append(model)
        assert totals[0] == pytest.approx(totals[1])
        torch.testing.assert_close(nets[0].weight, nets[1].weight)

    def test_an_updater_function(self, student):
        model = net()
        before = model.weight.detach().clone()

        def updater(batch_size):
            with torch.no_grad():
                for p in model.parameters():
                    p -= 0.1 * p.grad / batch_size
                    p.grad.zero_()

        student.fit_by_hand(model, [(torch.ones(4, 3), None)], updater)
        assert not torch.equal(before, model.weight)
        assert torch.equal(model.weight.grad, torch.zeros(2, 3))

    def test_the_students_optimiser_over_our_net(self, student):
        mine, theirs = net(), net()
        X = torch.ones(4, 3)
        student.own_optimiser(theirs, X)
        mine(X).square().sum().backward()
        torch.optim.SGD(mine.parameters(), lr=0.1).step()
        torch.testing.assert_close(mine.weight, theirs.weight)
        torch.testing.assert_close(mine.weight.grad, theirs.weight.grad)

    def test_a_loss_that_leads_through_both_rooms_into_our_net(self, student):
        X = torch.randn(4, 3, requires_grad=True)
        Y = X.detach().clone().requires_grad_()
        mine, theirs = net(), net()
        for _ in range(2):
            student.loss_of(theirs, X).backward()
            ((mine(Y) ** 2).sum() * 2).backward()
        torch.testing.assert_close(X.grad, Y.grad)
        torch.testing.assert_close(theirs.weight.grad, mine.weight.grad)
        torch.testing.assert_close(theirs.bias.grad, mine.bias.grad)

    def test_autograd_grad_through_both_rooms_adds_nothing(self, student):
        X, model = torch.randn(4, 3, requires_grad=True), net()
        torch.autograd.grad(student.loss_of(model, X), X)
        assert model.weight.grad is None
        student.through(torch.exp, X).sum().backward()
        torch.testing.assert_close(X.grad, 2 * (X * 2).exp().detach() + X.exp().detach())

    def test_a_second_order_through_a_callback(self, student):
        X = torch.randn(4, 3, requires_grad=True)
        model = nn.Sequential(nn.Linear(3, 3), nn.Tanh())
        value = student.penalty(model, X)
        value.backward()
        found = model[0].weight.grad.clone()
        model.zero_grad()
        (g,) = torch.autograd.grad(model(X).sum(), X, create_graph=True)
        g.square().sum().backward()
        torch.testing.assert_close(found, model[0].weight.grad)

    def test_gradients_of_our_net_asked_for_over_there(self, student):
        X, model = torch.randn(4, 3), net()
        for g, h in zip(
            student.own_grads(model, X), torch.autograd.grad(model(X).sum(), list(model.parameters())), strict=True
        ):
            torch.testing.assert_close(g, h)
        assert model.weight.grad is None

    def test_a_layer_of_theirs_around_a_layer_of_ours(self, student):
        inner = net()
        layer = student.Layer(inner)
        X = torch.randn(4, 3, requires_grad=True)
        layer(X).sum().backward()
        torch.testing.assert_close(inner.bias.grad, torch.full((2,), 4.0))
        assert layer.scale.grad is not None
        assert X.grad is not None
        inside, outside = list(layer.parameters()), [layer.scale, *inner.parameters()]
        assert {id(p) for p in inside} == {id(p) for p in outside}
        assert set(layer.state_dict()) == {"scale", "inner.weight", "inner.bias"}
        assert layer.eval() is layer
        assert not inner.training

    def test_a_layer_of_theirs_moves_with_a_layer_of_ours(self, student):
        inner = net()
        layer = student.Layer(inner)
        assert layer.double().to("cpu") is layer
        assert {p.dtype for p in [layer.scale, *inner.parameters()]} == {torch.float64}
        X = torch.randn(4, 3, dtype=torch.float64)
        assert layer(X).dtype == torch.float64
        layer(X).sum().backward()
        torch.testing.assert_close(inner.bias.grad, torch.full((2,), 4.0, dtype=torch.float64))


def local_fit(model, loss, optimiser, data):
    total = 0.0
    for X, y in data:
        optimiser.zero_grad()
        value = loss(model(X), y)
        value.backward()
        optimiser.step()
        total += value.item()
    return total


class TestErrors:
    def test_the_student_learns_the_kind_and_no_words(self, student):
        def f():
            raise KeyError("hidden expected value 0.1450")

        kind, words = student.guarded(f)
        assert kind == "KeyError"
        assert "hidden" not in words
        assert "0.1450" not in words
        message, cause, frames = student.error_roads(f)
        assert "0.1450" not in message + cause
        assert not any("test_callbacks" in name or "host.py" in name for name in frames)

    def test_uncaught_it_comes_home_as_the_same_type(self, student):
        def f():
            raise ZeroDivisionError("x")

        with pytest.raises(ZeroDivisionError):
            student.call(f)

    def test_an_assertion_cannot_be_swallowed(self, student):
        def f():
            raise AssertionError("called with the wrong thing")

        with pytest.raises(AssertionError, match="wrong thing"):
            student.swallow(f)
        with pytest.raises(pytest.fail.Exception, match="outright"):
            student.swallow(lambda: pytest.fail("outright"))
        assert student.swallow(lambda: 1) == "fine"

    def test_any_other_can(self, student):
        def f():
            raise ValueError("x")

        assert student.swallow(f) == "fine"


class TestNothingElse:
    """What a student's code gets by asking for attributes of what was handed over."""

    @pytest.mark.parametrize("path", [
        "__globals__", "__code__", "__closure__", "__defaults__", "__self__", "__func__", "__dict__", "__module__",
        "__class__.__subclasses__", "__init__.__globals__", "__reduce_ex__.__self__.__dict__", "__call__.__globals__",
        "__wrapped__", "__kwdefaults__", "__builtins__",
    ])  # fmt: skip
    def test_a_function(self, student, path):
        secret = "0.1450"

        def f(default=secret):
            return secret

        self.nothing(student, f, path, secret)

    @pytest.mark.parametrize("path", ["gi_frame", "gi_code", "gi_frame.f_globals", "__self__", "gi_yieldfrom"])
    def test_a_generator(self, student, path):
        def items():
            secret = "0.1450"
            yield 1
            yield secret

        self.nothing(student, items(), path, "0.1450")

    @pytest.mark.parametrize("path", [
        "_modules", "__dict__", "forward.__globals__", "forward.__self__", "_parameters", "register_forward_hook",
        "add_module", "__setattr__", "_forward_hooks", "extra_repr.__func__", "train.__self__",
        "secret_method.__globals__",
        "register_module", "set_extra_state", "share_memory",
    ])  # fmt: skip
    def test_a_module(self, student, path):
        self.nothing(student, net(), path, "0.1450")

    @pytest.mark.parametrize("path", ["__self__", "__func__", "__self__.secret", "__func__.__globals__"])
    def test_a_method(self, student, path):
        class Holder:
            secret = "0.1450"

            def method(self):
                return 1

        self.nothing(student, Holder().method, path, "0.1450")

    @pytest.mark.parametrize("path", ["dataset", "sampler", "collate_fn.__globals__", "_iterator", "__dict__"])
    def test_a_loader(self, student, path):
        self.nothing(student, DataLoader(TensorDataset(torch.ones(2))), path, "0.1450")

    def nothing(self, student, value, path, secret):
        try:
            found = student.reach(value, path)
        except (AttributeError, TypeError, StudentError):
            return
        assert secret not in found
        assert "test_callbacks" not in found

    def test_nothing_can_be_set(self, student):
        model = net()
        for value, name in ((model, "forward"), (model, "training"), (lambda: 1, "__code__"), (model, "__class__")):
            with pytest.raises(TypeError):
                student.set_it(value, name, 1)
        assert model.training is True

    def test_the_room_holds_no_class_of_ours_but_the_guests(self, student):
        assert {"pytest", "_pytest", "tests"}.isdisjoint(student.collect_subclasses(lambda: 1))


class TestInPlace:
    def test_containers_and_arrays(self, student, room):
        items, d, s, a, q = [1, 2], {"old": 1}, {1}, np.zeros(2), collections.deque([1])
        assert student.edit(items, d, s, a, q) is None
        assert (items, d, s, a.tolist(), list(q)) == (["first", 2, 4], {"new": [1]}, {1, 9}, [7, 0], [1, 5])
        assert room.pristine([items, d, s, q]) == [[1, 2], {"old": 1}, {1}, collections.deque([1])]
        assert room.pristine(a).tolist() == [0, 0]
        assert room.pristine((1, "a", None)) == (1, "a", None)

    def test_identity_is_kept(self, student):
        items = [1]
        assert student.append(items) is items
        assert items == [1, 3]
        outer = [[], {}]
        inner = outer[0]
        assert student.nested(outer) is inner
        assert outer[0] is inner
        assert inner == [1]
        assert outer[1]["k"] is inner
        pair = [torch.ones(1), torch.zeros(1)]
        a, b = pair
        student.swap(pair)
        assert pair[0] is b
        assert pair[1] is a

    def test_what_we_changed_since_is_what_is_received(self, student, room):
        items = [1]
        student.append(items)
        items[:] = [10]
        student.append(items)
        assert items == [10, 3]
        assert room.pristine(items) == [10]

    def test_tensors_put_into_a_list(self, student):
        X, items = torch.ones(2, requires_grad=True), []
        t = student.tensor_in_list(items, X)
        assert items[1] is t
        items[0].sum().backward()
        assert torch.equal(X.grad, torch.full((2,), 2.0))

    def test_an_error_half_way_keeps_what_was_changed(self, student, room):
        X, items = torch.ones(2, requires_grad=True), [1]
        with pytest.raises(ValueError, match="half way"):
            student.half_way(items, X)
        assert len(items) == 2
        assert torch.equal(X.detach(), torch.zeros(2))
        assert torch.equal(room.pristine(X).detach(), torch.ones(2))
        assert student.append(items) is items

    def test_a_list_put_into_itself_is_refused_in_words(self, student):
        with pytest.raises(ValueError, match="contains itself"):
            student.self_append([1])
        assert student.append([]) == [3]

    def test_tensors(self, student, room):
        X = torch.ones(2, 2)
        student.zero(X)
        assert torch.equal(X, torch.zeros(2, 2))
        assert torch.equal(room.pristine(X), torch.ones(2, 2))
        assert torch.equal(room.pristine({"a": [X]})["a"][0], torch.ones(2, 2))
        student.through_numpy(Y := torch.zeros(2))
        assert Y.tolist() == [9, 0]
        Z = torch.zeros(3, 2)
        student.write_view(Z.T)
        assert Z[:, 0].tolist() == [5, 5, 5]
        assert torch.equal(Z[:, 1], torch.zeros(3))

    def test_a_part_and_the_whole(self, student):
        X = torch.zeros(3)
        student.call(lambda: None)
        student.edit([0, X], {"old": 1}, set(), np.zeros(1), collections.deque())
        student.zero(X)
        part = X[:2]
        student.write_view(part)
        assert X.tolist() == [5, 0, 0]

    def test_shape_and_dtype(self, student, room):
        X = torch.tensor([1.0, 2.0])
        assert student.reshape(X) == [1, 2]
        assert X.shape == (1, 2)
        assert room.pristine(X).shape == (2,)
        S = torch.arange(4.0).reshape(2, 2)
        student.transpose(S)
        assert S.tolist() == [[0, 2], [1, 3]]
        student.as_double(S)
        assert S.dtype is torch.float64
        assert S.tolist() == [[0, 2], [1, 3]]

    def test_an_expanded_tensor_is_not_written_into(self, student):
        X = torch.zeros(1).expand(3)
        with pytest.raises(RuntimeError, match="more than one element"):
            student.expanded(X)
        assert X.tolist() == [0, 0, 0]

    def test_a_tensor_that_was_kept_and_changed_later(self, student):
        X = torch.zeros(2)
        student.keep(X)
        student.change_kept()
        assert X.tolist() == [1, 1]
        X += 1
        student.change_kept()
        assert X.tolist() == [3, 3]

    def test_a_gradient_cleared_over_there_is_remembered(self, student, room):
        X = torch.ones(2, requires_grad=True)
        (X * 3).sum().backward()
        grad = X.grad
        student.reset_grad(X)
        assert X.grad is grad
        assert grad.tolist() == [0, 0]
        assert room.pristine(X).grad.tolist() == [3, 3]
        assert room.pristine(X).requires_grad

    def test_pristine_of_what_did_not_change_is_itself(self, student, room):
        X, items = torch.ones(2), [1, (torch.ones(1), {"a": 2})]
        student.call(lambda *a: 1, X, items)
        assert room.pristine(X) is X
        assert room.pristine(items) is items
