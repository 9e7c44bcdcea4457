"""A gradient crosses between the rooms as if there were one. Each case is compared with the same code run here."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import torch
from torch import nn

from grader.sandbox.errors import StudentError

SOURCE = '''
import torch
from torch import nn

def softmax(X):
    e = X.exp()
    return e / e.sum(1, keepdim=True)
def two(X, W): return X @ W, (X * X).sum()
def parts(X): return {"square": X ** 2, "rest": [X * 3, X.detach() + 1]}
def split(X): return X * 2, X.exp()
def identity(X): return X
def masked(X, mask):
    """As the book has it: writes into its argument."""
    X[mask] = -1e6
    return X.softmax(-1)
def step(H, X): return torch.tanh(H + X)
def frozen(X): return torch.from_numpy(X.detach().numpy() * 2)
def doubled(X): return torch.stack([X, X])
def raises_in_backward(X): return Bad.apply(X)
class Bad(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X): return X * 2
    @staticmethod
    def backward(ctx, g): raise ValueError("in backward")
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(3, 4), nn.Linear(4, 2)
    def forward(self, X): return self.fc2(torch.relu(self.fc1(X)))
    def encode(self, X): return self.fc1(X)
    def loss(self, X): return self(X).square().mean()
def train_step(net, X, lr):
    loss = net(X).square().sum()
    loss.backward()
    return loss.item()
def grads_of(net): return [p.grad for p in net.parameters()]
def clear(net): net.zero_grad()
def grad(X): return X.grad
def params():
    return [torch.ones(3, 2, requires_grad=True), torch.zeros(2, requires_grad=True)]
def linear(X, params): return X @ params[0] + params[1]
def sgd(params, lr, batch_size):
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad / batch_size
            p.grad.zero_()
def sgd_data(params, lr, batch_size):
    for p in params:
        p.data -= lr * p.grad / batch_size
        p.grad = None
def optimiser(params, lr): return torch.optim.SGD(params, lr=lr, momentum=0.5)
def make_step(opt): opt.step()
'''


class _Local:
    """SOURCE in this process: what every case is compared with."""

    def __init__(self) -> None:
        exec(compile(SOURCE, "local", "exec"), self.__dict__)


@pytest.fixture(scope="module")
def local() -> Any:
    return _Local()


def matrix(*shape: int, seed: int = 0, **kwargs: Any) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), **kwargs).requires_grad_()


CASES = {
    "softmax": lambda s, X, W: s.softmax(X)[:, 0].sum(),
    "two results": lambda s, X, W: s.two(X, W)[0].sum() * s.two(X, W)[1],
    "one result twice": lambda s, X, W: (lambda Y: (Y * Y + Y).sum())(s.softmax(X)),
    "a chain of calls": lambda s, X, W: s.step(s.step(X, X), s.softmax(X)).sum(),
    "one of two results": lambda s, X, W: s.two(X, W)[1],
    "nested results": lambda s, X, W: s.parts(X)["square"].sum() + s.parts(X)["rest"][0].sum(),
    "an inner argument": lambda s, X, W: s.softmax((X * 2).tanh()).square().sum(),
    "written into": lambda s, X, W: s.masked(X * 1, torch.tensor([[True, False, False]] * 4))[:, 1].sum(),
    "the input itself": lambda s, X, W: (s.identity(X) * 2).sum() + (s.identity(X.exp()) * 3).sum(),
    "a list of arguments": lambda s, X, W: s.linear(X, [W, torch.ones(2)]).sum(),
    "stacked": lambda s, X, W: (s.doubled(X)[0] * s.doubled(X)[1]).sum(),
    "a view of an argument": lambda s, X, W: s.softmax(X[1:3]).square().sum() + s.softmax(X.T).square().sum(),
}


@pytest.mark.parametrize("case", CASES)
def test_backward_fills_the_same_gradients(student, local, case):
    found = []
    for room in (student, local):
        X, W = matrix(4, 3), matrix(3, 2, seed=1)
        CASES[case](room, X, W).backward()
        found.append((X.grad, W.grad))
    for mine, theirs in zip(*found, strict=True):
        assert (mine is None) == (theirs is None)
        if mine is not None:
            torch.testing.assert_close(mine, theirs)


@pytest.mark.parametrize("case", CASES)
def test_autograd_grad_and_a_second_order(student, local, case):
    found = []
    for room in (student, local):
        X, W = matrix(4, 3, dtype=torch.float64), matrix(3, 2, seed=1, dtype=torch.float64)
        out = CASES[case](room, X, W) if case != "a list of arguments" else room.linear(X, [W, W[0]]).square().sum()
        (first,) = torch.autograd.grad(out, X, create_graph=True)
        second = torch.autograd.grad(first.square().sum(), X, allow_unused=True)[0] if first.requires_grad else None
        assert X.grad is None
        found.append((first.detach(), second))
    torch.testing.assert_close(found[0][0], found[1][0])
    if found[1][1] is not None:
        torch.testing.assert_close(found[0][1], found[1][1])


def test_gradcheck(student):
    X = matrix(2, 3, dtype=torch.float64)
    assert torch.autograd.gradcheck(student.softmax, (X,))
    assert torch.autograd.gradgradcheck(student.softmax, (X,))


def test_what_does_not_require_a_gradient_has_none(student):
    X = matrix(2, 3)
    assert not student.frozen(X).requires_grad
    assert not student.softmax(X.detach()).requires_grad
    with torch.no_grad():
        assert not student.softmax(X).requires_grad
    Y = student.parts(X)
    assert Y["square"].requires_grad
    assert not Y["rest"][1].requires_grad
    assert Y["square"].grad_fn is not None


class TestAgain:
    def test_a_second_backward_needs_the_graph_kept(self, student):
        X = matrix(2, 3)
        out = student.softmax(X).square().sum()
        out.backward(retain_graph=True)
        first = X.grad.clone()
        out.backward()
        torch.testing.assert_close(X.grad, 2 * first)
        with pytest.raises(RuntimeError, match="second time"):
            out.backward()
        Y = student.softmax(X)
        Y.sum().backward()
        with pytest.raises(RuntimeError, match="second time"):
            Y.sum().backward()

    def test_two_results_have_graphs_of_their_own(self, student):
        X = matrix(2, 3)
        a, b = student.split(X)
        a.sum().backward()
        b.sum().backward()
        torch.testing.assert_close(X.grad, 2 + X.detach().exp())

    def test_a_graph_that_was_freed_here_does_not_spoil_another_call(self, student):
        X, W = matrix(2, 3), matrix(2, 3, seed=1)
        Z = W.exp()
        student.softmax(Z).sum().backward()
        student.softmax(X)[:, 0].sum().backward()  # Z is still known over there, and its own graph is gone
        assert X.grad is not None

    def test_gradients_add_up_until_cleared(self, student):
        X = matrix(2, 3)
        for _ in range(3):
            student.split(X)[0].sum().backward()
        assert torch.equal(X.grad, torch.full((2, 3), 6.0))
        grad = X.grad
        assert torch.equal(student.grad(X), grad)
        X.grad = None
        assert student.grad(X) is None
        student.split(X)[0].sum().backward()
        assert torch.equal(X.grad, torch.full((2, 3), 2.0))

    def test_a_result_held_long_after(self, student):
        X = matrix(2, 3)
        Y = student.softmax(X)
        for _ in range(5):
            student.softmax(X)
        Y[:, 0].sum().backward()
        assert X.grad is not None


class TestModuleParameters:
    def pair(self, student, local) -> tuple[Any, Any]:
        theirs, mine = student.Net(), local.Net()
        mine.load_state_dict({name: value.clone() for name, value in theirs.state_dict().items()})
        return theirs, mine

    @pytest.mark.parametrize("when", ["before", "after", "never"])
    def test_whenever_they_are_asked_for(self, student, local, when):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3)
        known = list(theirs.parameters()) if when == "before" else []
        for _ in range(2):
            theirs.loss(X).backward()
            mine.loss(X.detach()).backward()
        for p, q in zip(known or list(theirs.parameters()), mine.parameters(), strict=True):
            torch.testing.assert_close(p.grad, q.grad)
        for g, q in zip(student.grads_of(theirs), mine.parameters(), strict=True):
            torch.testing.assert_close(g, q.grad)

    def test_two_results_with_a_part_of_the_graph_in_common(self, student, local):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3)
        for net in (theirs, mine):
            (net(X).sum() + net.encode(X).sum() * net(X).mean()).backward()
        torch.testing.assert_close(theirs.fc1.weight.grad, mine.fc1.weight.grad)

    def test_autograd_grad_leaves_them_alone(self, student, local):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3)
        torch.autograd.grad(theirs.loss(X), X)
        assert all(p.grad is None for p in theirs.parameters())
        theirs.loss(X).backward()
        mine.loss(X).backward()
        torch.testing.assert_close(theirs.fc2.weight.grad, mine.fc2.weight.grad)

    def test_autograd_grad_of_them(self, student, local):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3)
        out = theirs.loss(X)
        found = torch.autograd.grad(out, list(theirs.parameters()))
        for g, h in zip(found, torch.autograd.grad(mine.loss(X), list(mine.parameters())), strict=True):
            torch.testing.assert_close(g, h)

    def test_backward_into_chosen_inputs_alone(self, student):
        net, X = student.Net(), matrix(5, 3)
        net.loss(X).backward(inputs=[X])
        assert X.grad is not None
        assert all(p.grad is None for p in net.parameters())

    def test_zero_grad_in_either_room(self, student):
        net, X = student.Net(), matrix(5, 3)
        parameters = list(net.parameters())
        net.loss(X).backward()
        assert parameters[0].grad is not None
        student.clear(net)
        assert all(p.grad is None for p in parameters)
        net.loss(X).backward()
        optimiser = torch.optim.SGD(parameters, lr=0.1)
        optimiser.zero_grad()
        assert student.grads_of(net) == [None] * 4
        net.loss(X).backward()
        with torch.no_grad():
            parameters[0].grad.zero_()
        assert torch.equal(student.grads_of(net)[0], torch.zeros(4, 3))

    def test_a_graph_made_of_a_parameter_that_nobody_names(self, student):
        net = student.Net()
        net.fc1.weight.square().sum().backward()
        torch.testing.assert_close(student.grads_of(net)[0], 2 * net.fc1.weight.detach())

    def test_a_local_optimiser_trains_a_net_over_there(self, student, local):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3).detach()
        ours = [torch.optim.Adam(net.parameters(), lr=0.1) for net in (theirs, mine)]
        for _ in range(4):
            for net, optimiser in zip((theirs, mine), ours, strict=True):
                optimiser.zero_grad()
                net.loss(X).backward()
                optimiser.step()
        torch.testing.assert_close(theirs(X), mine(X))
        torch.testing.assert_close(theirs.fc1.weight, mine.fc1.weight)

    def test_training_over_there_is_seen(self, student, local):
        theirs, mine = self.pair(student, local)
        X = matrix(5, 3).detach()
        weight = theirs.fc1.weight
        assert student.train_step(theirs, X, 0.1) == pytest.approx(local.train_step(mine, X, 0.1))
        torch.testing.assert_close(weight.grad, mine.fc1.weight.grad)


class TestOptimisers:
    @pytest.mark.parametrize("name", ["sgd", "sgd_data"])
    def test_an_sgd_over_our_parameters(self, student, local, name):
        W, b = matrix(3, 2), torch.zeros(2, requires_grad=True)
        V, c = copy.deepcopy(W), copy.deepcopy(b)
        X = torch.ones(4, 3)
        for _ in range(3):
            for room, params in ((student, [W, b]), (local, [V, c])):
                room.linear(X, params).square().sum().backward()
                assert getattr(room, name)(params, 0.1, 4) is None
        torch.testing.assert_close(W, V)
        torch.testing.assert_close(b, c)
        assert type(W) is torch.Tensor
        assert W.is_leaf
        assert (W.grad is None) == (V.grad is None)
        if W.grad is not None:
            assert torch.equal(W.grad, torch.zeros(3, 2))

    def test_the_students_parameters_and_our_loss(self, student):
        W, b = student.params()
        (student.linear(torch.ones(4, 3), [W, b]).sum() + W.sum()).backward()
        assert torch.equal(W.grad, torch.full((3, 2), 5.0))
        student.sgd([W, b], 1.0, 1)
        assert torch.equal(W.detach(), torch.full((3, 2), -4.0))

    def test_an_optimiser_of_the_students_stepped_later(self, student):
        W = matrix(3, 2)
        V = W.detach().clone().requires_grad_()
        theirs, mine = student.optimiser([W], 0.1), torch.optim.SGD([V], lr=0.1, momentum=0.5)
        for _ in range(3):
            for params, optimiser in (([W], theirs), ([V], mine)):
                optimiser.zero_grad()
                params[0].square().sum().backward()
                optimiser.step()
        student.make_step(theirs)
        mine.step()
        torch.testing.assert_close(W, V)
        assert isinstance(theirs, torch.optim.Optimizer)


def test_an_error_in_backward_is_the_students(student):
    X = matrix(2, 3)
    out = student.raises_in_backward(X)
    with pytest.raises(ValueError, match="in backward") as caught:
        out.sum().backward()
    assert isinstance(caught.value, StudentError)
    assert caught.value.frames[-1].function == "backward"
    student.softmax(X).sum().backward()


def test_layers_of_both_rooms_in_one_net(student):
    net = nn.Sequential(nn.Linear(3, 3), nn.Tanh())
    theirs, X = student.Net(), matrix(5, 3)
    theirs(net(X)).sum().backward()
    assert all(p.grad is not None for p in (*net.parameters(), *theirs.parameters(), X))


def test_a_new_leaf_may_be_returned_beside_what_was_computed_from_it(open_room):
    room = open_room(
        """
        import torch

        def both():
            w = torch.ones(3, requires_grad=True)
            b = torch.zeros(2, requires_grad=True)
            return [w * 2, b, w]
        """
    )
    doubled, b, w = room.get("both")()
    assert [x.is_leaf for x in (doubled, b, w)] == [False, True, True]
    doubled.sum().backward()
    assert torch.equal(w.grad, torch.full((3,), 2.0))
    assert b.grad is None
