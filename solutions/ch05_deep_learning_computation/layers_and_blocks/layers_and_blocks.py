"""Layers and blocks (Dive into Deep Learning, section 5.1)."""

import torch
from torch import nn
from torch.nn import functional as F


class MLP(nn.Module):
    """20 inputs, a hidden layer of 256 units with ReLU, 10 outputs.

    hidden: nn.Linear(20, 256). out: nn.Linear(256, 10). X: shape (n, 20). Returns shape (n, 10).
    """

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.hidden = nn.Linear(20, 256)
        self.out = nn.Linear(256, 10)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return self.out(F.relu(self.hidden(X)))
        ### END SOLUTION


class MySequential(nn.Module):
    """The modules of args, one after another: each gets the result of the one before.

    They are registered under the names "0", "1", …, in order. Without modules, forward returns X.
    """

    def __init__(self, *args):
        super().__init__()
        ### BEGIN SOLUTION
        for i, module in enumerate(args):
            self.add_module(str(i), module)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        for module in self._modules.values():
            X = module(X)
        return X
        ### END SOLUTION


class FixedHiddenMLP(nn.Module):
    """A block with a constant weight, a layer that is used twice, and a loop in its forward pass.

    linear: nn.Linear(20, 20). rand_weight: a buffer of shape (20, 20), drawn once from the uniform distribution on
    [0, 1) and never trained. X: shape (n, 20). Returns a scalar.
    """

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.register_buffer("rand_weight", torch.rand(20, 20))
        self.linear = nn.Linear(20, 20)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        X = self.linear(X)
        X = F.relu(X @ self.rand_weight + 1)
        X = self.linear(X)
        while X.abs().sum() > 1:
            X = X / 2
        return X.sum()
        ### END SOLUTION


class NestMLP(nn.Module):
    """A block with a block in it: 20 - 64 - 32 units with ReLU in net, then 16 outputs from linear.

    net: nn.Sequential of nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(). linear: nn.Linear(32, 16).
    X: shape (n, 20). Returns shape (n, 16).
    """

    def __init__(self):
        super().__init__()
        ### BEGIN SOLUTION
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return self.linear(self.net(X))
        ### END SOLUTION


class MyParallel(nn.Module):
    """Every module of args (one or more) gets the same X; their results are joined along the last axis.

    All of them are registered as submodules.
    """

    def __init__(self, *args):
        super().__init__()
        ### BEGIN SOLUTION
        self.nets = nn.ModuleList(args)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return torch.cat([net(X) for net in self.nets], dim=-1)
        ### END SOLUTION


class Factory(nn.Module):
    """k instances of the same block side by side: each gets X, and their results are joined along the last axis.

    net: a class or function; net(ins, outs) makes a new block from ins inputs to outs outputs. k >= 1.
    X: shape (n, ins). Returns shape (n, k * outs): first the result of the block that was made first, and so on.
    """

    def __init__(self, net, ins, outs, k):
        super().__init__()
        ### BEGIN SOLUTION
        self.blocks = nn.ModuleList([net(ins, outs) for _ in range(k)])
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return torch.cat([block(X) for block in self.blocks], dim=-1)
        ### END SOLUTION
