"""Models and training loops through the real rooms: what the checks and spies of `grader.suite` see of a student's."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from grader.sandbox.remote import parameter_forms
from grader.suite import check, spies
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
def replace(layer):
    layer.weight = nn.Parameter(torch.full((2, 3), 5.0))
    layer.bias = None
def p_of(layer):
    layer.p = 0.9
    return layer(torch.ones(1000))
def deep(layer, n):
    import copy
    return [copy.deepcopy(layer) for _ in range(n)]
def same(a, b): return a is b
def running(bn, X): return bn(X)
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
