import torch
from torch import nn


def init_weights_by_type(m):
    """The type compared."""
    if type(m) == nn.Linear:  # noqa: E721 - as it is often written
        nn.init.normal_(m.weight, std=0.01)


def init_weights_no_grad(m):
    """Drawn in place under no_grad."""
    if type(m) is nn.Linear:
        with torch.no_grad():
            m.weight.copy_(torch.randn(m.weight.shape) * 0.01)


def net_layer_by_layer():
    """Appended one by one."""
    net = nn.Sequential(nn.Flatten(start_dim=1))
    net.append(nn.Linear(in_features=784, out_features=256))
    net.append(nn.ReLU(inplace=True))
    net.append(nn.Linear(256, 10))
    for p in net.parameters():
        if p.dim() == 2:
            nn.init.normal_(p, 0, 0.01)
    return net


def net_from_a_list(init_weights):
    """From a list, initialised by the function above."""
    layers = [nn.Flatten(), nn.Linear(28 * 28, 256), nn.ReLU(), nn.Linear(256, 10)]
    return nn.Sequential(*layers).apply(init_weights)
