import torch
from torch import nn


def try_gpu_by_two_arguments(i=0):
    """torch.device with a number."""
    n = torch.cuda.device_count()
    return torch.device("cuda", i) if n > 0 and i in range(n) else torch.device("cpu")


def try_gpu_asks_first(i=0):
    """is_available first."""
    if not torch.cuda.is_available():
        return torch.device("cpu")
    if i < 0 or i + 1 > torch.cuda.device_count():
        return torch.device("cpu")
    return torch.device("cuda:" + str(i))


def try_all_gpus_by_loop():
    """A loop."""
    found = []
    for i in range(torch.cuda.device_count()):
        found.append(torch.device("cuda", i))
    if not found:
        found.append(torch.device("cpu"))
    return found


def try_all_gpus_as_a_tuple():
    """try_gpu for each number, and at least once."""
    return [try_gpu(i) for i in range(max(1, torch.cuda.device_count()))]


def filled_on_by_ones(shape, value, device):
    """Ones, scaled and moved."""
    return (torch.ones(shape) * value).to(device)


def filled_on_fill(shape, value, device):
    """Filled in place."""
    return torch.empty(shape, device=device).fill_(value)


class Net_moved(nn.Module):
    """The layer is made on the CPU and moved."""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(3, 1).to(device)

    def forward(self, X):
        return self.linear(X.to(next(self.parameters()).device))


class Net_moves_itself(nn.Module):
    """The whole module is moved in its constructor."""

    def __init__(self, device):
        super().__init__()
        self.linear = nn.Linear(3, 1)
        self.to(device)

    def forward(self, X):
        W = self.linear.weight
        return X.to(W.device) @ W.T + self.linear.bias
