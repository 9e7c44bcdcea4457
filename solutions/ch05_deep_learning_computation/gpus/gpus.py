"""Devices (Dive into Deep Learning, section 5.6)."""

import torch
from torch import nn


def try_gpu(i: int = 0) -> torch.device:
    """The device cuda:i if torch finds it, else the CPU. i below 0 is no GPU either."""
    ### BEGIN SOLUTION
    if 0 <= i < torch.cuda.device_count():
        return torch.device(f"cuda:{i}")
    return torch.device("cpu")
    ### END SOLUTION


def try_all_gpus() -> list[torch.device]:
    """All GPUs that torch finds, [cuda:0, cuda:1, …]; [cpu] where there is none."""
    ### BEGIN SOLUTION
    devices = [torch.device(f"cuda:{i}") for i in range(torch.cuda.device_count())]
    return devices or [torch.device("cpu")]
    ### END SOLUTION


def filled_on(shape: tuple[int, ...], value: float, device: torch.device) -> torch.Tensor:
    """A float32 tensor of this shape on the device, every element of which is value."""
    ### BEGIN SOLUTION
    return torch.full(shape, value, dtype=torch.float32, device=device)
    ### END SOLUTION


class Net(nn.Module):
    """One layer, linear: nn.Linear(3, 1), whose parameters are on the device from the start.

    X: shape (n, 3), on any device. Returns shape (n, 1), on the device of the parameters at the time of the call.
    """

    def __init__(self, device: torch.device):
        super().__init__()
        ### BEGIN SOLUTION
        self.linear = nn.Linear(3, 1, device=device)
        ### END SOLUTION

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        ### BEGIN SOLUTION
        return self.linear(X.to(self.linear.weight.device))
        ### END SOLUTION
