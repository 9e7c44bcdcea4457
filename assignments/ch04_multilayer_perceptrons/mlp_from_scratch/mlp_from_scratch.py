"""A multilayer perceptron from scratch (Dive into Deep Learning, section 4.2)."""

import torch
from torch import nn


def relu(X: torch.Tensor) -> torch.Tensor:
    """max(x, 0) for every element x of X.

    X: any shape, floating point or integer. Returns a new tensor with the shape, dtype and device of X.
    """
    raise NotImplementedError("relu is not written yet")


num_inputs, num_outputs, num_hiddens = 784, 10, 256

# W1: (num_inputs, num_hiddens), b1: (num_hiddens,), W2: (num_hiddens, num_outputs), b2: (num_outputs,), all of them
# nn.Parameter. The weights start normally distributed with mean 0 and standard deviation 0.01, the biases at zero.
# Your code here. / 在这里写你的代码。
W1 = None
b1 = None
W2 = None
b2 = None


def net(X: torch.Tensor) -> torch.Tensor:
    """The outputs of the hidden layer with ReLU and the output layer: relu(X W1 + b1) W2 + b2.

    X: shape (n, 1, 28, 28), or any other shape whose examples have num_inputs elements. Returns shape (n, num_outputs).
    """
    raise NotImplementedError("net is not written yet")
