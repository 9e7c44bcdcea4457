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
        raise NotImplementedError("MLP.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("MLP.forward is not written yet")


class MySequential(nn.Module):
    """The modules of args, one after another: each gets the result of the one before.

    They are registered under the names "0", "1", …, in order. Without modules, forward returns X.
    """

    def __init__(self, *args):
        super().__init__()
        raise NotImplementedError("MySequential.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("MySequential.forward is not written yet")


class FixedHiddenMLP(nn.Module):
    """A block with a constant weight, a layer that is used twice, and a loop in its forward pass.

    linear: nn.Linear(20, 20). rand_weight: a buffer of shape (20, 20), drawn once from the uniform distribution on
    [0, 1) and never trained. X: shape (n, 20). Returns a scalar.
    """

    def __init__(self):
        super().__init__()
        raise NotImplementedError("FixedHiddenMLP.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("FixedHiddenMLP.forward is not written yet")


class NestMLP(nn.Module):
    """A block with a block in it: 20 - 64 - 32 units with ReLU in net, then 16 outputs from linear.

    net: nn.Sequential of nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(). linear: nn.Linear(32, 16).
    X: shape (n, 20). Returns shape (n, 16).
    """

    def __init__(self):
        super().__init__()
        raise NotImplementedError("NestMLP.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("NestMLP.forward is not written yet")


class MyParallel(nn.Module):
    """Every module of args (one or more) gets the same X; their results are joined along the last axis.

    All of them are registered as submodules.
    """

    def __init__(self, *args):
        super().__init__()
        raise NotImplementedError("MyParallel.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("MyParallel.forward is not written yet")


class Factory(nn.Module):
    """k instances of the same block side by side: each gets X, and their results are joined along the last axis.

    net: a class or function; net(ins, outs) makes a new block from ins inputs to outs outputs. k >= 1.
    X: shape (n, ins). Returns shape (n, k * outs): first the result of the block that was made first, and so on.
    """

    def __init__(self, net, ins, outs, k):
        super().__init__()
        raise NotImplementedError("Factory.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("Factory.forward is not written yet")
