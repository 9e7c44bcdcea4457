import torch
from torch import nn


def init_weights_by_type(m):
    """The type compared."""
    if type(m) == nn.Linear:  # noqa: E721 - as it is often written
        nn.init.normal_(m.weight, std=0.01)


def init_weights_through_data(m):
    """Through .data."""
    if isinstance(m, nn.Linear):
        m.weight.data.normal_(0, 0.01)


def net_appended():
    """Layer by layer, initialised by hand."""
    net = nn.Sequential()
    net.append(nn.Flatten(start_dim=1))
    net.append(nn.Linear(in_features=28 * 28, out_features=10))
    nn.init.normal_(net[1].weight, 0.0, 0.01)
    nn.init.zeros_(net[1].bias)
    return net


def net_applied(init_weights):
    """From a list, initialised by the function above."""
    return nn.Sequential(*[nn.Flatten(), nn.Linear(784, 10)]).apply(init_weights)


def loss_of_each_example():
    """No reduction, as in other editions."""
    return nn.CrossEntropyLoss(reduction="none")


class _LogSoftmax(nn.Module):
    def forward(self, logits, labels):
        return nn.functional.nll_loss(nn.functional.log_softmax(logits, dim=1), labels)


def loss_in_two_steps():
    """log_softmax, then the negative log-likelihood."""
    return _LogSoftmax()


def trainer_of_a_list(net):
    """A list of the parameters."""
    return torch.optim.SGD([p for p in net.parameters()], lr=1e-1)


def trainer_of_groups(net):
    """A group for each parameter."""
    return torch.optim.SGD([{"params": net[1].weight}, {"params": net[1].bias}], lr=0.1)
