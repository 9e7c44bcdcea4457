"""Checks of models, on modules of this process (tests/sandbox/test_kinds.py has them through the rooms)."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from grader.sandbox.remote import ParameterForm
from grader.suite import check
from grader.suite.correspond import correspondences
from grader.suite.words import Failed


def net(*more: nn.Module) -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(6, 4), nn.ReLU(), *more)


def fails(text: str, f, *args, **kwargs) -> Failed:
    with pytest.raises(Failed, match=text) as caught:
        f(*args, **kwargs)
    assert caught.value.text.zh
    return caught.value


class TestLayers:
    def test_right(self):
        check.layers(net(), [nn.Flatten, nn.Linear, nn.ReLU])
        check.layers(net(), [nn.Flatten(), nn.Linear(6, 4), (nn.Sigmoid, nn.ReLU)])
        check.layers(net(net()), [nn.Flatten, nn.Linear, nn.ReLU] * 2, deep=True)
        check.layers(nn.Sequential(nn.MaxPool2d((2, 2))), [nn.MaxPool2d(2)])
        check.layers(nn.Sequential(nn.ReLU(inplace=True)), [nn.ReLU()])

    def test_wrong(self):
        fails(
            r"Layer 3 is ReLU; expected Sigmoid or Tanh",
            check.layers,
            net(),
            [nn.Flatten, nn.Linear, (nn.Sigmoid, nn.Tanh)],
        )
        fails("has 3 layers; expected 4", check.layers, net(), [nn.Flatten, nn.Linear, nn.ReLU, nn.Linear])
        fails("has 4 layers; expected 3", check.layers, net(nn.ReLU()), [nn.Flatten, nn.Linear, nn.ReLU])
        fails(r"`out_features` of layer 2 \(Linear\)", check.layers, net(), [nn.Flatten, nn.Linear(6, 5), nn.ReLU])
        fails("Layer 2 .* has a bias; none", check.layers, net(), [nn.Flatten, nn.Linear(6, 4, bias=False), nn.ReLU])
        fails("`p` of layer 1", check.layers, nn.Sequential(nn.Dropout(0.2)), [nn.Dropout(0.5)])
        fails("`start_dim`", check.layers, nn.Sequential(nn.Flatten(0)), [nn.Flatten()])
        fails("expected a model", check.layers, torch.ones(2), [nn.Linear])

    def test_a_class_of_their_own_is_not_named(self):
        class Told(nn.Module):
            pass

        failed = fails(
            "Layer 1 is a layer of your own; expected Linear", check.layers, nn.Sequential(Told()), [nn.Linear]
        )
        assert "Told" not in str(failed)


class TestSizes:
    def test_count(self):
        check.parameter_count(net(), 28)
        tied = nn.Linear(3, 3)
        check.parameter_count(nn.Sequential(tied, nn.ReLU(), tied), 12)
        frozen = net().requires_grad_(False)
        check.parameter_count(frozen, 28, trained=False)
        failed = fails("28 parameters fewer", check.parameter_count, frozen, 28)
        assert "28" not in failed.text.en.replace("28 parameters fewer", "")
        fails("1 parameters more", check.parameter_count, net(), 27)
        fails("lazy", check.parameter_count, nn.LazyLinear(3), 12)

    def test_shapes(self):
        X = torch.ones(2, 2, 3)
        check.shapes(net(), X, [(2, 6), (2, 4), (2, 4)])
        fails(r"After layer 2 \(Linear\) the shape is \(2, 4\)", check.shapes, net(), X, [(2, 6), (2, 5), (2, 4)])
        fails("3 items; expected 2", check.shapes, net(), X, [(2, 6), (2, 4)])


class TestGradients:
    def test_every_parameter_learns(self):
        check.every_parameter_learns(nn.Sequential(nn.Linear(3, 4), nn.Tanh()), torch.randn(5, 3))

        class Forgets(nn.Module):
            def __init__(self, how: str):
                super().__init__()
                self.a, self.b, self.how = nn.Linear(3, 3), nn.Linear(3, 3), how

            def forward(self, X):
                if self.how == "unused":
                    return self.b(X)
                Y = self.a(X)
                return self.b(Y.detach()) if self.how == "detached" else (self.b(Y)).detach()

        X = torch.randn(5, 3)
        fails("reaches 2 of 4", check.every_parameter_learns, Forgets("unused"), X)
        fails("reaches 2 of 4 parameters .the first is number 1", check.every_parameter_learns, Forgets("detached"), X)
        fails("no gradient", check.every_parameter_learns, Forgets("all"), X)


class Mine(nn.Module):
    """Other names, another order, another way to the same numbers."""

    def __init__(self, eps: float = 1e-5, wrong: bool = False):
        super().__init__()
        self.out = nn.Linear(4, 2)
        self.first = nn.Linear(6, 4)
        self.norm = nn.BatchNorm1d(4, eps=eps)
        self.wrong = wrong

    def forward(self, X):
        Y = torch.relu(self.norm(self.first(X.flatten(1))))
        return self.out(Y) + (1 if self.wrong and self.training else 0)


def theirs() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Flatten(), nn.Linear(6, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2))


class TestSameModel:
    X = torch.randn(5, 2, 3, generator=torch.Generator().manual_seed(0))

    def test_other_names_and_another_order(self):
        check.same_model(Mine(), theirs(), self.X)

    def test_lazy_layers(self):
        lazy = nn.Sequential(nn.Flatten(), nn.LazyLinear(4), nn.LazyBatchNorm1d(), nn.ReLU(), nn.LazyLinear(2))
        check.same_model(lazy, theirs(), self.X)

    def test_what_differs_is_said_with_its_mode(self):
        fails("in eval mode: The result is wrong", check.same_model, Mine(eps=1.0), theirs(), self.X)
        fails("in train mode: The result is wrong", check.same_model, Mine(wrong=True), theirs(), self.X)
        check.same_model(Mine(wrong=True), theirs(), self.X, train=False)

    def test_random_models_are_compared_in_eval_mode_alone(self):
        def dropping(p):
            torch.manual_seed(0)
            return nn.Sequential(nn.Linear(3, 30), nn.Dropout(p), nn.Linear(30, 2))

        mine, right = dropping(0.5), dropping(0.3)
        state = torch.get_rng_state()
        check.same_model(mine, right, torch.ones(2, 3))
        assert torch.equal(torch.get_rng_state(), state)
        fails("in train mode", check.same_model, dropping(0.5), nn.Sequential(*dropping(0)), torch.ones(2, 3))

    def test_a_model_that_seldom_drops_is_random_all_the_same(self):
        mine, right = (nn.Sequential(nn.Linear(3, 1), nn.Dropout(p)) for p in (1.0, 1e-9))
        check.same_model(mine, right, torch.ones(1, 3))

    def test_parameters_that_do_not_correspond(self):
        fails("has 2 parameter tensors .* expected 6", check.same_model, net(), theirs(), self.X)
        other = nn.Sequential(nn.Flatten(), nn.Linear(6, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 2))
        fails(r"number 1 has shape \(5, 6\)", check.same_model, other, theirs(), self.X)

    def test_names_come_first(self):
        a = [ParameterForm("q", (2, 2), True), ParameterForm("k", (2, 2), True), ParameterForm("b", (2,), True)]
        assert [p.parameters for p in correspondences(a, [a[1], a[0], a[2]])] == [[1, 0, 2]]

    def test_layers_of_one_size_may_stand_for_each_other(self):
        def forms(*names):
            return [ParameterForm(f"{n}.{w}", s, True) for n in names for w, s in (("w", (2, 2)), ("b", (2,)))]

        found = list(correspondences(forms("a", "b"), forms("x", "y")))
        assert [p.parameters for p in found] == [[0, 1, 2, 3], [2, 3, 0, 1]]
        assert found[1].layers == {"x": "b", "y": "a"}
        assert len(list(correspondences(forms(*"abcdefgh"), forms(*"stuvwxyz")))) == 24

    def test_parameters_without_layers_go_by_shape(self):
        mine = [ParameterForm(n, s, True) for n, s in (("w", (2, 2)), ("b", (2,)))]
        theirs = [ParameterForm(n, s, True) for n, s in (("l.bias", (2,)), ("l.weight", (2, 2)))]
        assert next(correspondences(mine, theirs)).parameters == [1, 0]
