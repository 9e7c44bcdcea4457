"""Devices (Dive into Deep Learning, section 5.6)."""

import torch
from torch import nn


def try_gpu(i: int = 0) -> torch.device:
    """The device cuda:i if torch finds it, else the CPU. i below 0 is no GPU either."""
    raise NotImplementedError("try_gpu is not written yet")


def try_all_gpus() -> list[torch.device]:
    """All GPUs that torch finds, [cuda:0, cuda:1, …]; [cpu] where there is none."""
    raise NotImplementedError("try_all_gpus is not written yet")


def filled_on(shape: tuple[int, ...], value: float, device: torch.device) -> torch.Tensor:
    """A float32 tensor of this shape on the device, every element of which is value."""
    raise NotImplementedError("filled_on is not written yet")


class Net(nn.Module):
    """One layer, linear: nn.Linear(3, 1), whose parameters are on the device from the start.

    X: shape (n, 3), on any device. Returns shape (n, 1), on the device of the parameters at the time of the call.
    """

    def __init__(self, device: torch.device):
        super().__init__()
        raise NotImplementedError("Net.__init__ is not written yet")

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("Net.forward is not written yet")
