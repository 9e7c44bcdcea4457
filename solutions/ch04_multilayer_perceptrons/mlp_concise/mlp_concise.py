"""A multilayer perceptron of torch's own layers (Dive into Deep Learning, section 4.3)."""

from torch import nn


def init_weights(m: nn.Module) -> None:
    """If m is an nn.Linear: weights from a normal distribution with mean 0 and standard deviation 0.01.

    The bias, and every other module, stays as it is. Made for net.apply(init_weights).
    """
    ### BEGIN SOLUTION
    if isinstance(m, nn.Linear):
        nn.init.normal_(m.weight, std=0.01)
    ### END SOLUTION


# The model 784 - 256 - 10 for images (n, 1, 28, 28): an nn.Sequential of four layers, initialised with init_weights.
### BEGIN SOLUTION
net = nn.Sequential(nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 10))
net.apply(init_weights)
### END SOLUTION
