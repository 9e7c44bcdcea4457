"""Dropout, from scratch and concise (Dive into Deep Learning, section 4.6)."""

import torch
from torch import nn


def dropout_layer(X: torch.Tensor, dropout: float) -> torch.Tensor:
    """Set each element of X to zero with probability dropout, and divide the others by 1 - dropout.

    X: floating point, any shape. dropout: from 0 to 1, both included; anything else raises AssertionError or
    ValueError. Returns a new tensor, or X itself where dropout is 0."""
    ### BEGIN SOLUTION
    if not 0 <= dropout <= 1:
        raise ValueError(f"dropout must be between 0 and 1, not {dropout}")
    if dropout == 1:
        return torch.zeros_like(X)
    mask = torch.rand_like(X) >= dropout
    return mask * X / (1 - dropout)
    ### END SOLUTION


def dropout(X: torch.Tensor, drop_prob: float) -> torch.Tensor:
    """As dropout_layer, for X of any floating-point dtype and on any device: the result has both from X.

    The same elements that are zero in the result have a zero gradient, the others 1 / (1 - drop_prob).
    """
    ### BEGIN SOLUTION
    return dropout_layer(X, drop_prob)
    ### END SOLUTION


dropout1, dropout2 = 0.2, 0.5


class Net(nn.Module):
    """Two hidden layers with ReLU; in training, dropout1 after the first and dropout2 after the second.

    lin1, lin2, lin3: nn.Linear from num_inputs over num_hiddens1 and num_hiddens2 to num_outputs.
    self.training chooses the mode: it starts as is_training, and train() and eval() change it.
    X: any shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """

    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        ### BEGIN SOLUTION
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        H = torch.relu(self.lin1(X.reshape(-1, self.num_inputs)))
        if self.training:
            H = dropout_layer(H, dropout1)
        H = torch.relu(self.lin2(H))
        if self.training:
            H = dropout_layer(H, dropout2)
        return self.lin3(H)
        ### END SOLUTION


def make_net(dropout1: float, dropout2: float) -> nn.Sequential:
    """The model 784 - 256 - 256 - 10 of torch's own layers: an nn.Sequential, with nn.Dropout after each ReLU.

    Its weights start normally distributed with mean 0 and standard deviation 0.01. X: (n, 1, 28, 28). Returns (n, 10).
    """
    ### BEGIN SOLUTION
    net = nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 256),
        nn.ReLU(),
        nn.Dropout(dropout1),
        nn.Linear(256, 256),
        nn.ReLU(),
        nn.Dropout(dropout2),
        nn.Linear(256, 10),
    )
    for layer in net:
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, std=0.01)
    return net
    ### END SOLUTION
