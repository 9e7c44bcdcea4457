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
    ### BEGIN SOLUTION
    if X.dim() not in (2, 4):
        raise ValueError(f"X must have shape (n, d) or (n, c, h, w), not {tuple(X.shape)}")
    if not torch.is_grad_enabled():
        mean, var = moving_mean, moving_var
    else:
        dims = (0,) if X.dim() == 2 else (0, 2, 3)
        mean = X.mean(dim=dims, keepdim=True)
        var = (X - mean).square().mean(dim=dims, keepdim=True)
        moving_mean = (momentum * moving_mean + (1 - momentum) * mean).detach()
        moving_var = (momentum * moving_var + (1 - momentum) * var).detach()
    return gamma * (X - mean) / torch.sqrt(var + eps) + beta, moving_mean, moving_var
    ### END SOLUTION


class BatchNorm(nn.Module):
    """A batch normalization layer with eps = 1e-5 and momentum = 0.9.

    num_features: d of an input (n, d), or c of an input (n, c, h, w). num_dims: its number of axes, 2 or 4.

    The parameters gamma (starts at 1) and beta (starts at 0) are learned. moving_mean (starts at 0) and moving_var
    (starts at 1) are not, but state_dict() holds them and .to(device) moves them. self.training chooses the mode.
    """

    def __init__(self, num_features, num_dims):
        super().__init__()
        ### BEGIN SOLUTION
        shape = (1, num_features) if num_dims == 2 else (1, num_features, 1, 1)
        self.gamma = nn.Parameter(torch.ones(shape))
        self.beta = nn.Parameter(torch.zeros(shape))
        self.register_buffer("moving_mean", torch.zeros(shape))
        self.register_buffer("moving_var", torch.ones(shape))
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        if not self.training:  # batch_norm asks for the gradient mode; a layer in eval() may well be differentiated
            return self.gamma * (X - self.moving_mean) / torch.sqrt(self.moving_var + 1e-5) + self.beta
        Y, self.moving_mean, self.moving_var = batch_norm(
            X, self.gamma, self.beta, self.moving_mean, self.moving_var, eps=1e-5, momentum=0.9
        )
        return Y
        ### END SOLUTION


def lenet_bn():
    """LeNet for images (n, 1, 28, 28) with a BatchNorm before each sigmoid: an nn.Sequential of 16 layers."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(1, 6, kernel_size=5),
        BatchNorm(6, num_dims=4),
        nn.Sigmoid(),
        nn.AvgPool2d(kernel_size=2, stride=2),
        nn.Conv2d(6, 16, kernel_size=5),
        BatchNorm(16, num_dims=4),
        nn.Sigmoid(),
        nn.AvgPool2d(kernel_size=2, stride=2),
        nn.Flatten(),
        nn.Linear(16 * 4 * 4, 120),
        BatchNorm(120, num_dims=2),
        nn.Sigmoid(),
        nn.Linear(120, 84),
        BatchNorm(84, num_dims=2),
        nn.Sigmoid(),
        nn.Linear(84, 10),
    )
    ### END SOLUTION
