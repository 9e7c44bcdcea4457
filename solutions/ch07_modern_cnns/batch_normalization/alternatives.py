"""Right answers that look different. Each gets full marks."""

import torch
from torch import nn


def batch_norm_statistics_updated_in_place(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """The moving statistics are changed in place and returned; the variance comes from X.var."""
    assert len(X.shape) in (2, 4)
    if not torch.is_grad_enabled():
        return gamma * (X - moving_mean) * torch.rsqrt(moving_var + eps) + beta, moving_mean, moving_var
    dims = [0] + list(range(2, X.dim()))
    mean, var = X.mean(dims, keepdim=True), X.var(dims, unbiased=False, keepdim=True)
    with torch.no_grad():
        moving_mean.mul_(momentum).add_(mean, alpha=1 - momentum)
        moving_var.mul_(momentum).add_(var, alpha=1 - momentum)
    return gamma * (X - mean) * torch.rsqrt(var + eps) + beta, moving_mean, moving_var


def batch_norm_two_branches(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """The layout of a textbook: one branch for each mode, one for each number of axes, .data at the end."""
    if torch.is_grad_enabled():
        assert X.ndim == 2 or X.ndim == 4
        if X.ndim == 2:
            mean = X.mean(dim=0)
            var = ((X - mean) ** 2).mean(dim=0)
        else:
            mean = X.mean(dim=(0, 2, 3), keepdim=True)
            var = ((X - mean) ** 2).mean(dim=(0, 2, 3), keepdim=True)
        X_hat = (X - mean) / torch.sqrt(var + eps)
        moving_mean = momentum * moving_mean + (1.0 - momentum) * mean
        moving_var = momentum * moving_var + (1.0 - momentum) * var
    else:
        X_hat = (X - moving_mean) / torch.sqrt(moving_var + eps)
    return gamma * X_hat + beta, moving_mean.data, moving_var.data


def batch_norm_channels_as_columns(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """Images become a tall matrix with one column a channel, and go back at the end."""
    if X.dim() == 4:
        n, c, h, w = X.shape
        columns = X.permute(0, 2, 3, 1).reshape(-1, c)
        flat = [t.reshape(1, c) for t in (gamma, beta, moving_mean, moving_var)]
        Y, mean, var = batch_norm_channels_as_columns(columns, *flat, eps, momentum)
        return Y.reshape(n, h, w, c).permute(0, 3, 1, 2), mean.reshape(1, c, 1, 1), var.reshape(1, c, 1, 1)
    if X.dim() != 2:
        raise ValueError("X must have 2 or 4 axes")
    mean, var = moving_mean, moving_var
    if torch.is_grad_enabled():
        var, mean = torch.var_mean(X, dim=0, correction=0, keepdim=True)
        moving_mean = torch.lerp(moving_mean, mean.detach(), 1 - momentum)
        moving_var = torch.lerp(moving_var, var.detach(), 1 - momentum)
    return torch.addcmul(beta, gamma, (X - mean) / (var + eps) ** 0.5), moving_mean, moving_var


def batch_norm_scale_and_shift_folded(X, gamma, beta, moving_mean, moving_var, eps, momentum):
    """gamma and beta are folded with the statistics into one multiplication and one addition."""
    if X.dim() not in {2, 4}:
        raise AssertionError(X.shape)
    mean, var = moving_mean, moving_var
    if torch.is_grad_enabled():
        axes = (0,) if X.dim() == 2 else (0, 2, 3)
        mean = X.mean(axes, keepdim=True)
        var = torch.mean((X - mean).pow(2), axes, keepdim=True)
        moving_mean = moving_mean + (1 - momentum) * (mean.detach() - moving_mean)
        moving_var = moving_var + (1 - momentum) * (var.detach() - moving_var)
    scale = gamma / torch.sqrt(var + eps)
    return scale * X + (beta - scale * mean), moving_mean, moving_var


class BatchNorm_flat_parameters(nn.Module):
    """Everything has shape (num_features,) and is reshaped in forward; the statistics are updated in place."""

    def __init__(self, num_features, num_dims):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(num_features))
        self.beta = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("moving_mean", torch.zeros(num_features))
        self.register_buffer("moving_var", torch.ones(num_features))
        self.axes = [0] if num_dims == 2 else [0, 2, 3]
        self.shape = [1, -1] if num_dims == 2 else [1, -1, 1, 1]

    def forward(self, X):
        if self.training:
            mean, var = X.mean(self.axes), X.var(self.axes, correction=0)
            with torch.no_grad():
                self.moving_mean.lerp_(mean, 0.1)
                self.moving_var.lerp_(var, 0.1)
        else:
            mean, var = self.moving_mean, self.moving_var
        mean, var, gamma, beta = (t.view(self.shape) for t in (mean, var, self.gamma, self.beta))
        return (X - mean) / torch.sqrt(var + 1e-5) * gamma + beta


class BatchNorm_statistics_as_frozen_parameters(nn.Module):
    """The moving statistics are parameters that require no gradient: saved and moved like buffers."""

    def __init__(self, num_features, num_dims):
        super().__init__()
        self.shape = (1, num_features) + (1, 1) * (num_dims == 4)
        self.gamma, self.beta = nn.Parameter(torch.ones(self.shape)), nn.Parameter(torch.zeros(self.shape))
        self.moving_mean = nn.Parameter(torch.zeros(self.shape), requires_grad=False)
        self.moving_var = nn.Parameter(torch.ones(self.shape), requires_grad=False)

    def forward(self, X):
        mean, var = self.moving_mean, self.moving_var
        if self.training:
            dims = [i for i in range(X.dim()) if i != 1]
            mean = X.mean(dims, keepdim=True)
            var = ((X - mean) ** 2).mean(dims, keepdim=True)
            self.moving_mean.data = 0.9 * self.moving_mean + 0.1 * mean.data
            self.moving_var.data = 0.9 * self.moving_var + 0.1 * var.data
        return self.gamma * (X - mean) / (var + 1e-5).sqrt() + self.beta


class BatchNorm_gradients_off_in_the_statistics(nn.Module):
    """A mode for the function is passed on by a helper method; buffers are assigned anew."""

    def __init__(self, num_features, num_dims):
        super().__init__()
        shape = (1, num_features) if num_dims == 2 else (1, num_features, 1, 1)
        self.gamma = nn.Parameter(torch.ones(*shape))
        self.beta = nn.Parameter(torch.zeros(*shape))
        self.register_buffer("moving_mean", torch.zeros(*shape))
        self.register_buffer("moving_var", torch.ones(*shape))

    def statistics(self, X):
        if not self.training:
            return self.moving_mean, self.moving_var
        dims = (0,) if X.dim() == 2 else (0, 2, 3)
        var, mean = torch.var_mean(X, dims, correction=0, keepdim=True)
        self.moving_mean = self.moving_mean * 0.9 + mean.detach() * 0.1
        self.moving_var = self.moving_var * 0.9 + var.detach() * 0.1
        return mean, var

    def forward(self, X):
        mean, var = self.statistics(X)
        return torch.rsqrt(var + 1e-5) * (X - mean) * self.gamma + self.beta


def lenet_bn_layer_by_layer():
    """Appended in a loop; the reference's BatchNorm."""
    net = nn.Sequential()
    for ins, outs in (1, 6), (6, 16):
        net.append(nn.Conv2d(ins, outs, (5, 5))).append(BatchNorm(outs, 4)).append(nn.Sigmoid()).append(nn.AvgPool2d(2))
    net.append(nn.Flatten())
    for ins, outs in (256, 120), (120, 84):
        net.append(nn.Linear(ins, outs)).append(BatchNorm(outs, 2)).append(nn.Sigmoid())
    return net.append(nn.Linear(84, 10))


class lenet_bn_with_flat_parameters(nn.Sequential):
    """A class, with the first of the layers above."""

    def __init__(self):
        norm = BatchNorm_flat_parameters
        super().__init__(nn.Conv2d(1, 6, 5), norm(6, 4), nn.Sigmoid(), nn.AvgPool2d(2, 2))
        self.extend([nn.Conv2d(6, 16, 5), norm(16, 4), nn.Sigmoid(), nn.AvgPool2d(2, 2), nn.Flatten(1)])
        self.extend(
            [nn.Linear(16 * 4 * 4, 120), norm(120, 2), nn.Sigmoid(), nn.Linear(120, 84), norm(84, 2), nn.Sigmoid()]
        )
        self.append(nn.Linear(84, 10))
