import torch
from torch import nn
from torch.nn import functional as F


class MLP_with_a_relu_layer(nn.Module):
    """The activation as a layer of its own."""

    def __init__(self):
        super().__init__()
        self.out = nn.Linear(256, 10)
        self.hidden = nn.Linear(20, 256)
        self.relu = nn.ReLU()

    def forward(self, X):
        hidden = self.hidden(X)
        return self.out(self.relu(hidden))


class MLP_with_arguments(nn.Module):
    """Sizes as arguments with defaults; the activation by clamp."""

    def __init__(self, num_inputs=20, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return F.linear(self.hidden(X).clamp(min=0), self.out.weight, self.out.bias)


class MySequential_in_modules(nn.Module):
    """The modules written into _modules."""

    def __init__(self, *args):
        super().__init__()
        for idx, module in enumerate(args):
            self._modules[str(idx)] = module

    def forward(self, X):
        for block in self._modules.values():
            X = block(X)
        return X


class MySequential_by_attributes(nn.Module):
    """setattr registers; the number of modules is kept."""

    def __init__(self, *modules):
        super().__init__()
        self.length = len(modules)
        for i in range(self.length):
            setattr(self, str(i), modules[i])

    def forward(self, X):
        for i in range(self.length):
            X = getattr(self, str(i))(X)
        return X


class FixedHiddenMLP_in_place_halving(nn.Module):
    """Halved in place, with torch.mm."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(20, 20)
        self.register_buffer("rand_weight", torch.rand((20, 20), requires_grad=False))

    def forward(self, X):
        X = self.linear(X)
        X = F.relu(torch.mm(X, self.rand_weight) + 1)
        X = self.linear(X)
        while X.abs().sum() > 1:
            X /= 2
        return X.sum()


class FixedHiddenMLP_frozen_parameter(nn.Module):
    """The constant as a parameter that requires no gradient: saved and moved, never trained."""

    def __init__(self):
        super().__init__()
        self.rand_weight = nn.Parameter(torch.rand(20, 20), requires_grad=False)
        self.linear = nn.Linear(20, 20)

    def forward(self, X):
        X = self.linear(torch.relu(self.linear(X).matmul(self.rand_weight) + 1))
        factor = 1.0
        while torch.norm(X * factor, p=1).item() > 1:
            factor /= 2
        return torch.sum(X * factor)


class NestMLP_added_one_by_one(nn.Module):
    """net filled step by step."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(32, 16)
        self.net = nn.Sequential()
        for i, (ins, outs) in enumerate([(20, 64), (64, 32)]):
            self.net.add_module(str(2 * i), nn.Linear(ins, outs))
            self.net.add_module(str(2 * i + 1), nn.ReLU(inplace=True))

    def forward(self, X):
        return self.linear(self.net(X))


class NestMLP_layer_by_layer(nn.Module):
    """The forward pass goes through net by hand."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(in_features=32, out_features=16)

    def forward(self, inputs):
        H = inputs
        for layer in self.net:
            H = layer(H)
        return self.linear(H)


class MyParallel_registered_by_name(nn.Module):
    """add_module and _modules."""

    def __init__(self, *args):
        super().__init__()
        for i, net in enumerate(args):
            self.add_module(f"net{i}", net)

    def forward(self, X):
        return torch.cat(tuple(net(X) for net in self._modules.values()), -1)


class MyParallel_joined_step_by_step(nn.Module):
    """The result grows block by block."""

    def __init__(self, first, *others):
        super().__init__()
        self.first = first
        self.others = nn.ModuleList(others)

    def forward(self, X):
        Y = self.first(X)
        for net in self.others:
            Y = torch.concat((Y, net(X)), dim=Y.dim() - 1)
        return Y


class Factory_by_names(nn.Module):
    """add_module in a loop."""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        for i in range(k):
            self.add_module(f"net{i}", net(ins, outs))

    def forward(self, X):
        return torch.hstack([net(X) for net in self._modules.values()])


class Factory_in_a_dict(nn.Module):
    """A ModuleDict, and results stacked and flattened."""

    def __init__(self, net, ins, outs, k):
        super().__init__()
        self.parts = nn.ModuleDict({str(i): net(ins, outs) for i in range(k)})

    def forward(self, X):
        return torch.stack([part(X) for part in self.parts.values()], dim=1).flatten(1)
