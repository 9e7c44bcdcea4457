"""Softmax regression with torch's own parts (Dive into Deep Learning, section 3.7)."""

import torch
from torch import nn


def init_weights(m: nn.Module) -> None:
    """If m is an nn.Linear: weights from a normal distribution with mean 0 and standard deviation 0.01, in place.

    The bias, and every other module, stays as it is. Made for net.apply(init_weights).
    """
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, std=0.01)
    ### END SOLUTION


# The model for images (n, 1, 28, 28) and ten classes: an nn.Sequential of two layers, initialised with init_weights.
### BEGIN SOLUTION
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))
net.apply(init_weights)
### END SOLUTION

# The cross-entropy loss of logits (n, 10) and labels (n,), a module: the mean, or the loss of each example.
### BEGIN SOLUTION
loss = nn.CrossEntropyLoss()
### END SOLUTION

# Minibatch SGD for all parameters of net, with learning rate 0.1.
### BEGIN SOLUTION
trainer = torch.optim.SGD(net.parameters(), lr=0.1)
### END SOLUTION
