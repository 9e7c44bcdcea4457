"""Models and training loops through the real rooms: what the checks and spies of `grader.suite` see of a student's."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.sandbox.remote import parameter_forms
from grader.suite import check, observe, spies
from grader.suite.words import Failed
from tests.suite import loops
from tests.suite.spied import WRONG, classify, data, recurrent
from tests.suite.test_spies import broken

SOURCE = (
    loops.SOURCE
    + """
def init_weights(m):
    if type(m) == nn.Linear or type(m) is nn.Conv2d:
        nn.init.constant_(m.weight, 7.0)
        m.bias.data.zero_()
def initialise(net):
    net.apply(init_weights)
def xavier(m):
    if type(m) in (nn.Linear,):
        nn.init.xavier_uniform_(m.weight)
    if type(m) == nn.GRU:
        for name in m._flat_weights_names:
            if "weight" in name:
                nn.init.constant_(m._parameters[name], 3.0)
def kinds(m): return [type(m).__name__, type(m) is nn.Linear, isinstance(m, nn.Linear), m.in_features, m.bias is None]
def about(loader):
    X, y = next(iter(loader))
    return len(loader), loader.batch_size, len(loader.dataset), len(loader.dataset[0]), X.shape
def modes(net):
    before = net.training
    net.eval()
    return before, net.training
def freeze(net):
    for p in net.parameters():
        p.requires_grad_(False)
def deep(layer, n):
    import copy
    return [copy.deepcopy(layer) for _ in range(n)]
def running(bn, X): return bn(X)
def large():
    blocks, n = [], 3
    for width in (64, 128, 256, 512, 512):
        blocks += [nn.Conv2d(n, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        n = width
    head = [nn.Flatten(), nn.Linear(25088, 4096), nn.ReLU(), nn.Dropout(0.5)]
    head += [nn.Linear(4096, 4096), nn.Linear(4096, 10)]
    return nn.Sequential(*blocks, *head)
def call(X): return torch.zeros(2, device=X.device) + torch.ones(2) + X
def giant(): return nn.Linear(1 << 20, 1 << 20)
def in_grad_modes(f):
    with torch.no_grad(): a = f()
    with torch.inference_mode(): b = f()
    return [f(), a, b]
def inferred(net, X):
    with torch.inference_mode(): return net(X)

class Block(nn.Module):
    def __init__(self, n, forget=False):
        super().__init__()
        self.second, self.first, self.forget = nn.Linear(n, n), nn.Linear(n, n), forget
        self.norm = nn.BatchNorm1d(n)
    def forward(self, X):
        return X + self.second(torch.relu((X if self.forget else self.norm(self.first(X)))))

class FirstBlock(Block): pass

def net(n=4, p=0.0):
    return nn.Sequential(nn.Flatten(), nn.Linear(6, n), nn.ReLU(), Block(n), nn.Dropout(p), nn.LazyLinear(2))
def empty(): return nn.Sequential()
"""
)


def ours(n: int = 4) -> nn.Sequential:
    class Ours(nn.Module):
        def __init__(self, n: int):
            super().__init__()
            self.a, self.norm, self.b = nn.Linear(n, n), nn.BatchNorm1d(n), nn.Linear(n, n)

        def forward(self, X):
            return X + self.b(torch.relu(self.norm(self.a(X))))

    torch.manual_seed(3)
    return nn.Sequential(nn.Flatten(), nn.Linear(6, n), nn.ReLU(), Ours(n), nn.Identity(), nn.Linear(n, 2))


X = torch.randn(5, 2, 3, generator=torch.Generator().manual_seed(0))


class TestModels:
    def test_layers(self, student):
        net = student.net()
        check.layers(net, [nn.Flatten, nn.Linear(6, 4), nn.ReLU, student.Block, nn.Dropout(0.0), nn.Linear])
        leaves = [nn.Flatten, nn.Linear, nn.ReLU, *[nn.Linear] * 2, nn.BatchNorm1d(4), nn.Dropout, nn.Linear]
        check.layers(net, leaves, deep=True)
        with pytest.raises(Failed, match="Layer 4 is a layer of your own; expected Linear"):
            check.layers(net, [nn.Flatten, nn.Linear, nn.ReLU, nn.Linear])
        with pytest.raises(Failed, match="expected FirstBlock"):
            check.layers(net, [nn.Flatten, nn.Linear, nn.ReLU, student.FirstBlock])
        with pytest.raises(Failed, match="`out_features` of layer 2"):
            check.layers(net, [nn.Flatten, nn.Linear(6, 5)])
        check.layers(student.empty(), [])

    def test_sizes(self, student):
        net = student.net()
        with pytest.raises(Failed, match="lazy"):
            check.parameter_count(net, 1)
        check.shapes(net, X, [(5, 6), (5, 4), (5, 4), (5, 4), (5, 4), (5, 2)])
        check.parameter_count(net, 28 + 2 * 20 + 8 + 10)
        assert parameter_forms(net)[0].name == "1.weight"

    def test_every_parameter_learns(self, student):
        check.every_parameter_learns(student.Block(4), torch.randn(6, 4))
        with pytest.raises(Failed, match="reaches 4 of 6"):
            check.every_parameter_learns(student.Block(4, forget=True), torch.randn(6, 4))

    def test_same_model(self, student):
        check.same_model(student.net(), ours(), X)
        with pytest.raises(Failed, match="do not correspond"):
            check.same_model(student.net(5), ours(), X)
        with pytest.raises(Failed, match="in train mode"):
            check.same_model(student.net(p=0.5), ours(), X)


class TestLoops:
    @pytest.mark.parametrize("how", WRONG)
    def test_each_mistake_breaks_its_laws_alone(self, student, how):
        assert broken(classify(student, how)) == WRONG[how]

    def test_with_the_books_updater(self, student):
        assert broken(classify(student, book=True)) == set()
        assert broken(classify(student, "records", book=True)) == {"no gradient"}

    def test_the_events_are_those_of_a_loop_of_ours(self, student):
        from tests.suite.test_spies import student as local

        mine, theirs = classify(student), classify(local)
        assert [(e.kind, e.data, e.batch, e.training, e.grad) for e in mine.events] == [
            (e.kind, e.data, e.batch, e.training, e.grad) for e in theirs.events
        ]

    def test_too_many_passes_fail_even_where_the_error_is_swallowed(self, student):
        with pytest.raises(Failed, match="more often"):
            classify(student, "swallows", epochs=4)

    @pytest.mark.parametrize(("how", "wrong"), [("", set()), ("never clears", {"cleared"})])
    def test_an_optimiser_of_their_own(self, student, how, wrong):
        w = spies.Watch()
        net = w.net(nn.Linear(4, 2))
        loss = w.loss(nn.CrossEntropyLoss(reduction="none"))
        student.train_own(net, w.data(data(), 6, passes=3), loss, 3, how=how)
        assert broken(w) & {"cleared", "after backward", "once"} == wrong

    def test_parameters_alone(self, student):
        w = spies.Watch()
        weight, bias = w.parameters([torch.zeros(4, 1, requires_grad=True), torch.zeros(1, requires_grad=True)])
        X, y = data()
        student.linreg(weight, bias, w.data((X, y.float()), 6, passes=3), 3)
        w.every_batch_once(3)

    @pytest.mark.parametrize(("how", "wrong"), [("", set()), ("never clears", {"cleared"})])
    def test_a_loss_alone(self, student, how, wrong):
        w = spies.Watch()
        net = nn.Linear(4, 2)
        w.parameters(net.parameters())
        loss = w.loss(nn.CrossEntropyLoss(reduction="none"))
        student.train_own(net, w.data(data(), 6, passes=3), loss, 3, how=how)
        assert broken(w) & {"cleared", "after backward", "once"} == wrong

    def test_recurrent(self, student):
        for how in ("", "detaches"):
            w = recurrent(student, how)
            w.detached_state()
            w.clipped(0.3)
        with pytest.raises(Failed, match="above the limit"):
            recurrent(student, "never clips").clipped(0.3)
        with pytest.raises(Failed, match="direction"):
            recurrent(student, "by value").clipped(0.3)

    def test_a_graph_that_is_kept(self, student):
        with pytest.raises((RuntimeError, RecursionError)):
            recurrent(student, "keeps the graph")

    def test_everything_their_own_but_the_data(self, student):
        X, y = data(200)
        losses, answers = student.accuracy_of_own(X, y, data(100, 5)[0], 60, 0.5)
        check.falls(losses, 0.5)
        check.above((answers == data(100, 5)[1]).float().mean(), 0.9)

    def test_a_loader(self, student):
        loader = DataLoader(TensorDataset(*data(10)), batch_size=4)
        assert student.about(loader) == (3, 4, 10, 2, (4, 4))
        assert student.about(spies.Watch().data(data(10), 4)) == (3, 4, 10, 2, (4, 4))

    def test_grad_mode_is_seen(self, student):
        assert student.in_grad_modes(torch.is_grad_enabled) == [True, False, False]
        net = nn.Linear(3, 2)
        torch.testing.assert_close(student.inferred(net, torch.ones(1, 3)), net(torch.ones(1, 3)).detach())


class TestLayersOfOurs:
    """A student's code asks what class a layer is; the layers are the suite's."""

    def test_classes_compare(self, student):
        layer = nn.Linear(3, 2)
        assert student.kinds(layer) == ["Linear", False, True, 3, False]
        student.init_weights(layer)
        assert torch.equal(layer.weight, torch.full((2, 3), 7.0))
        assert layer.bias.tolist() == [0, 0]
        assert type(student.net()[1]) == nn.Linear  # noqa: E721 - as students write it
        assert type(student.net()[1]) in {nn.Linear: 1}
        assert type(student.net()[1]) != nn.Conv2d  # noqa: E721 - as students write it
        assert type(student.Block(2)) != nn.Linear  # noqa: E721 - as students write it

    def test_apply(self, student):
        net = spies.Watch().net(nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2)))
        student.initialise(net)
        assert torch.equal(net[0].weight, torch.full((2, 3), 7.0))
        assert torch.equal(net[2].bias, torch.zeros(2))

    def test_a_recurrent_layer(self, student):
        gru = nn.GRU(2, 3)
        student.xavier(gru)
        assert torch.equal(gru.weight_hh_l0, torch.full((9, 3), 3.0))
        assert not torch.equal(gru.bias_hh_l0, torch.full((9,), 3.0))

    def test_made_over_there(self, student):
        ours = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Linear(3, 2, bias=False), nn.BatchNorm1d(2), nn.GRU(2, 3))
        theirs = spies.over_there(student, ours)
        assert student.kinds(theirs[1]) == ["Linear", True, True, 3, True]
        student.init_weights(theirs[0])
        assert torch.equal(ours[0].weight, torch.full((2, 1, 3, 3), 7.0))
        X = torch.randn(4, 2)
        torch.testing.assert_close(student.running(theirs[2], X), ours[2](X))
        sequence = torch.randn(5, 1, 2)
        torch.testing.assert_close(theirs[3](sequence)[0], ours[3](sequence)[0])
        theirs.eval()
        assert ours.training
        student.xavier(theirs[3])
        assert torch.equal(ours[3].weight_ih_l0, torch.full((9, 2), 3.0))
        assert all(mine is right for mine, right in zip(theirs.parameters(), ours.parameters(), strict=True))

    def test_copies_of_one_made_over_there(self, student):
        first, second = student.deep(spies.over_there(student, nn.Linear(3, 2)), 2)
        student.init_weights(first)
        assert not torch.equal(first.weight, second.weight)

    def test_what_cannot_be_made_over_there(self, student):
        with pytest.raises(TypeError, match="no layer of torch's own"):
            spies.over_there(student, nn.Sequential(ours()[3]))
        with pytest.raises(TypeError, match="no plain data"):
            spies.over_there(student, nn.TransformerEncoderLayer(4, 2, 8))

    def test_modes_and_gradients_of_a_net_of_ours(self, student):
        net = nn.Sequential(nn.Linear(3, 2), nn.Dropout())
        assert student.modes(net) == (True, False)
        assert not net[1].training
        student.freeze(net)
        assert not net[0].weight.requires_grad


def test_a_method_is_asked_for_once(room):
    room.begin(1)
    asked = []
    allow = room.policy.allow
    room.policy.allow = lambda operation, target, args: (
        asked.append((operation, *args)) or allow(operation, target, args)
    )
    try:
        w = classify(type("Names", (), {"train": room.get("train")}))
    finally:
        room.policy.allow = allow
        room.end()
    assert sum(e.kind == "step" for e in w.events) == 12
    assert asked.count(("get", "step")) == asked.count(("get", "zero_grad")) == 1


class TestWithoutValues:
    @pytest.fixture
    def meta(self, room):
        from tests.sandbox.conftest import Student

        observe.current = observe.Record("cpu")
        room.begin(1, simulate="cpu")
        yield Student(room)
        observe.current = None
        room.end()

    def test_a_large_model(self, meta):
        net, X = meta.large(), torch.ones(1, 3, 224, 224)
        check.shape(net(X), (1, 10))
        after = [(1, w, s, s) for w, size in ((64, 224), (128, 112), (256, 56)) for s in (size, size, size // 2)]
        with pytest.raises(Failed, match="21 items; expected 9"):
            check.shapes(net, X, after)
        with pytest.raises(Failed, match=r"After layer 3 \(MaxPool2d\) the shape is \(1, 64, 112, 112\)"):
            check.shapes(net, X, [*after[:2], (1, 64, 56, 56)])
        check.parameter_count(net, 123_497_610)
        check.layers(net[16:], [nn.Linear, nn.ReLU, nn.Dropout(0.5), nn.Linear(4096, 4096), nn.Linear(4096, 10)])

    def test_memory_is_not_asked_for(self, meta):
        check.parameter_count(meta.giant(), (1 << 40) + (1 << 20))
        check.shape(meta.giant()(torch.ones(2, 1 << 20)), (2, 1 << 20))

    def test_devices_stay_what_they_are(self, meta):
        Y = meta.call(torch.ones(2))
        assert Y._claimed_device == torch.device("cpu")
        check.device(Y, "cpu")
