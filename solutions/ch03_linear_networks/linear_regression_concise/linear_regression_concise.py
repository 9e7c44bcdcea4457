"""Linear regression with torch's own layers, losses and optimisers (Dive into Deep Learning, section 3.3)."""

from collections.abc import Sequence

import torch
from torch import nn
from torch.utils import data


def load_array(data_arrays: Sequence[torch.Tensor], batch_size: int, is_train: bool = True) -> data.DataLoader:
    """A DataLoader of the tensors in data_arrays, which have equally many rows; shuffled if is_train.

    Each batch has one tensor for each of data_arrays, of batch_size rows; the last may be smaller.
    """
    ### BEGIN SOLUTION
    dataset = data.TensorDataset(*data_arrays)
    return data.DataLoader(dataset, batch_size, shuffle=is_train)
    ### END SOLUTION


# An nn.Sequential of one linear layer with two inputs and one output: weights normal with mean 0 and standard
# deviation 0.01, bias 0.
### BEGIN SOLUTION
net = nn.Sequential(nn.Linear(2, 1))
nn.init.normal_(net[0].weight, std=0.01)
nn.init.zeros_(net[0].bias)
### END SOLUTION


def train(net: nn.Module, data_iter, loss, trainer: torch.optim.Optimizer, num_epochs: int) -> None:
    """Train net with trainer: num_epochs passes over data_iter, one step a batch.

    data_iter: gives (X, y) in each pass. loss: takes net(X) and y, and gives a tensor without axes.
    """
    ### BEGIN SOLUTION
    for _ in range(num_epochs):
        for X, y in data_iter:
            trainer.zero_grad()
            loss(net(X), y).backward()
            trainer.step()
    ### END SOLUTION


class HuberLoss(nn.Module):
    """|d| - sigma / 2 where |d| > sigma, else d^2 / (2 sigma), for d = y - y_hat; the mean over all elements."""

    def __init__(self, sigma: float):
        """sigma: above 0."""
        ### BEGIN SOLUTION
        super().__init__()
        self.sigma = sigma
        ### END SOLUTION

    def forward(self, y: torch.Tensor, y_hat: torch.Tensor) -> torch.Tensor:
        """y, y_hat: floating point, of one shape. Returns a tensor without axes."""
        ### BEGIN SOLUTION
        distance = (y - y_hat).abs()
        near = distance**2 / (2 * self.sigma)
        far = distance - self.sigma / 2
        return torch.where(distance > self.sigma, far, near).mean()
        ### END SOLUTION
