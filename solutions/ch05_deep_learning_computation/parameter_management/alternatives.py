import torch
from torch import nn


def parameter_shapes_by_loop(net):
    """A loop, with p.size()."""
    shapes = {}
    for name, p in net.named_parameters():
        shapes[name] = tuple(p.data.size())
    return shapes


def parameter_shapes_by_dict(net):
    """dict of a generator."""
    return dict((name, tuple(int(n) for n in p.shape)) for name, p in net.named_parameters())


def block1_layer_by_layer():
    """Appended one by one."""
    net = nn.Sequential()
    for ins, outs in (4, 8), (8, 4):
        net.append(nn.Linear(ins, outs))
        net.append(nn.ReLU())
    return net


def block1_from_a_list():
    """From a list of layers."""
    layers = [nn.Linear(4, 8), nn.ReLU(inplace=True), nn.Linear(in_features=8, out_features=4), nn.ReLU()]
    return nn.Sequential(*layers)


def block2_ordered_dict():
    """From an OrderedDict."""
    from collections import OrderedDict

    return nn.Sequential(OrderedDict((f"block {i}", block1()) for i in range(4)))


def block2_format():
    """register_module, and another way of writing the name."""
    net = nn.Sequential()
    for i in range(4):
        net.register_module("block {}".format(i), block1())  # noqa: UP032
    return net


def init_normal_by_type(m):
    """The type compared, the data drawn in place."""
    if type(m) == nn.Linear:  # noqa: E721 - as it is often written
        m.weight.data.normal_(0, 0.01)
        m.bias.data.zero_()


def init_constant_fill(m):
    """fill_ without a gradient."""
    if type(m) is nn.Linear:
        with torch.no_grad():
            m.weight.fill_(1.0)
            m.bias.fill_(0.0)


def init_xavier_by_hand(m):
    """The bound computed."""
    if isinstance(m, nn.Linear):
        bound = (6 / (m.in_features + m.out_features)) ** 0.5
        m.weight.data.uniform_(-bound, bound)


def init_42_data(m):
    """The data replaced."""
    if type(m) == nn.Linear:  # noqa: E721
        m.weight.data = torch.full_like(m.weight.data, 42)


def my_init_by_cases(m):
    """Sign, size and zero drawn on their own."""
    if type(m) == nn.Linear:  # noqa: E721
        shape = m.weight.shape
        size = torch.empty(shape).uniform_(5, 10)
        factor = torch.randint(0, 4, shape)  # 0 and 1: zero
        with torch.no_grad():
            m.weight.copy_(torch.where(factor < 2, torch.zeros(shape), torch.where(factor == 2, size, -size)))


def my_init_where(m):
    """torch.where under no_grad."""
    if isinstance(m, nn.Linear):
        with torch.no_grad():
            m.weight.uniform_(-10, 10)
            m.weight[m.weight.abs() < 5] = 0


def tied_net_step_by_step():
    """The shared layer under two names."""
    shared = nn.Linear(8, 8)
    layers = [nn.Linear(4, 8), shared, shared]
    net = nn.Sequential()
    for layer in layers:
        net.append(layer)
        net.append(nn.ReLU())
    net.append(nn.Linear(8, 1))
    return net


def tied_net_by_assignment():
    """Assigned to the second place afterwards."""
    net = nn.Sequential(
        nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1)
    )
    net[4] = net[2]
    return net
