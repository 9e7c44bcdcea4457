"""Models and training loops through the real rooms: what the checks and spies of `grader.suite` see of a student's."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from grader.sandbox.remote import parameter_forms
from grader.suite import check
from grader.suite.words import Failed

SOURCE = """
import torch
from torch import nn

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
