import torch
from torch import nn
from torch.nn import functional as F


def save_tensors_open_file(value, file):
    """Into an open file."""
    with open(file, "wb") as f:
        torch.save(value, f)


def load_tensors_open_file(file):
    """From an open file, weights only."""
    with open(file, "rb") as f:
        return torch.load(f, weights_only=True)


def load_tensors_on_the_cpu(file):
    """With map_location."""
    return torch.load(file, map_location=torch.device("cpu"))


class MLP_functional(nn.Module):
    """The functional ReLU."""

    def __init__(self):
        super().__init__()
        self.output = nn.Linear(256, 10)
        self.hidden = nn.Linear(20, 256)

    def forward(self, x):
        return self.output(F.relu(self.hidden(x)))


class MLP_with_a_relu_layer(nn.Module):
    """The ReLU as a layer."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.act = nn.ReLU()
        self.output = nn.Linear(256, 10)

    def forward(self, x):
        return self.output(self.act(self.hidden(x)))


def save_parameters_copied(net, file):
    """A dict of copies."""
    torch.save({name: value.detach().clone() for name, value in net.state_dict().items()}, file)


def load_clone_on_the_cpu(file):
    """map_location, and train(False)."""
    parameters = torch.load(file, map_location="cpu", weights_only=True)
    clone = MLP()
    clone.load_state_dict(parameters)
    clone.train(False)
    return clone


def load_clone_parameter_by_parameter(file):
    """Copied by hand."""
    saved, clone = torch.load(file), MLP()
    with torch.no_grad():
        for name, parameter in clone.named_parameters():
            parameter.copy_(saved[name])
    clone.eval()
    return clone


def load_first_layers_copied(net, file):
    """Copied into the parameters."""
    saved, loaded = torch.load(file), []
    with torch.no_grad():
        for name, value in net.state_dict().items():
            if name in saved and saved[name].shape == value.shape:
                value.copy_(saved[name])
                loaded.append(name)
    return loaded


def load_first_layers_updated(net, file):
    """The net's own state_dict, updated and loaded strictly."""
    saved, own = torch.load(file, weights_only=True), net.state_dict()
    names = [name for name in own if tuple(saved.get(name, torch.empty(0, 0, 0)).shape) == tuple(own[name].shape)]
    own.update({name: saved[name] for name in names})
    net.load_state_dict(own)
    return names
