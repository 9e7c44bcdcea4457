"""Linear regression with torch's own layers, losses and optimisers (Dive into Deep Learning, section 3.3)."""

from collections.abc import Sequence

import torch
from torch import nn
from torch.utils import data


def load_array(data_arrays: Sequence[torch.Tensor], batch_size: int, is_train: bool = True) -> data.DataLoader:
    """A DataLoader of the tensors in data_arrays, which have equally many rows; shuffled if is_train.

    Each batch has one tensor for each of data_arrays, of batch_size rows; the last may be smaller.
    """
    raise NotImplementedError("load_array is not written yet")


# An nn.Sequential of one linear layer with two inputs and one output: weights normal with mean 0 and standard
# deviation 0.01, bias 0.
# Your code here. / 在这里写你的代码。
net = None


def train(net: nn.Module, data_iter, loss, trainer: torch.optim.Optimizer, num_epochs: int) -> None:
    """Train net with trainer: num_epochs passes over data_iter, one step a batch.

    data_iter: gives (X, y) in each pass. loss: takes net(X) and y, and gives a tensor without axes.
    """
    raise NotImplementedError("train is not written yet")


class HuberLoss(nn.Module):
    """|d| - sigma / 2 where |d| > sigma, else d^2 / (2 sigma), for d = y - y_hat; the mean over all elements."""

    def __init__(self, sigma: float):
        """sigma: above 0."""
        raise NotImplementedError("HuberLoss.__init__ is not written yet")

    def forward(self, y: torch.Tensor, y_hat: torch.Tensor) -> torch.Tensor:
        """y, y_hat: floating point, of one shape. Returns a tensor without axes."""
        raise NotImplementedError("HuberLoss.forward is not written yet")
