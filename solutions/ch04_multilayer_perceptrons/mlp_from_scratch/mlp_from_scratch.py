"""A multilayer perceptron from scratch (Dive into Deep Learning, section 4.2)."""

import torch
from torch import nn


def relu(X: torch.Tensor) -> torch.Tensor:
    """max(x, 0) for every element x of X.

    X: any shape, floating point or integer. Returns a new tensor with the shape, dtype and device of X.
    """
    ### BEGIN SOLUTION
    return torch.maximum(X, torch.zeros_like(X))
    ### END SOLUTION


num_inputs, num_outputs, num_hiddens = 784, 10, 256

# W1: (num_inputs, num_hiddens), b1: (num_hiddens,), W2: (num_hiddens, num_outputs), b2: (num_outputs,), all of them
# nn.Parameter. The weights start normally distributed with mean 0 and standard deviation 0.01, the biases at zero.
### BEGIN SOLUTION
W1 = nn.Parameter(torch.randn(num_inputs, num_hiddens) * 0.01)
b1 = nn.Parameter(torch.zeros(num_hiddens))
W2 = nn.Parameter(torch.randn(num_hiddens, num_outputs) * 0.01)
b2 = nn.Parameter(torch.zeros(num_outputs))
### END SOLUTION


def net(X: torch.Tensor) -> torch.Tensor:
    """The outputs of the hidden layer with ReLU and the output layer: relu(X W1 + b1) W2 + b2.

    X: shape (n, 1, 28, 28), or any other shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """
    ### BEGIN SOLUTION
    X = X.reshape(-1, num_inputs)
    H = relu(X @ W1 + b1)
    return H @ W2 + b2
    ### END SOLUTION
