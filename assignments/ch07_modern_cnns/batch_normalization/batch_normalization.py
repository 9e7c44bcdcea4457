"""Batch normalization from scratch (Dive into Deep Learning, section 7.5)."""

import torch
from torch import nn


def batch_norm(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """Normalize each feature of X over the batch; return (Y, moving_mean, moving_var).

    X: (n, d), or (n, c, h, w), where a channel is one feature. Anything else raises AssertionError or ValueError.
    gamma, beta, moving_mean, moving_var: (1, d), or (1, c, 1, 1).

    Gradients enabled (torch.is_grad_enabled()): use the batch's mean and biased variance, and return
        momentum * moving + (1 - momentum) * batch
    for both statistics, without gradients.
    Under torch.no_grad(): use the moving statistics and return them as they are.
    """
    raise NotImplementedError("batch_norm is not written yet")


class BatchNorm(nn.Module):
    """A batch normalization layer with eps = 1e-5 and momentum = 0.9.

    num_features: d of an input (n, d), or c of an input (n, c, h, w). num_dims: its number of axes, 2 or 4.

    The parameters gamma (starts at 1) and beta (starts at 0) are learned. moving_mean (starts at 0) and moving_var
    (starts at 1) are not, but state_dict() holds them and .to(device) moves them. self.training chooses the mode.
    """

    def __init__(self, num_features, num_dims):
        super().__init__()
        raise NotImplementedError("BatchNorm.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("BatchNorm.forward is not written yet")


def lenet_bn():
    """LeNet for images (n, 1, 28, 28) with a BatchNorm before each sigmoid: an nn.Sequential of 16 layers."""
    raise NotImplementedError("lenet_bn is not written yet")
