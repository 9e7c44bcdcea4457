import math

import torch
from torch import nn
from torch.nn import functional as F


class CenteredLayer_sum_over_count(nn.Module):
    """The mean as a sum divided by the number of elements."""

    def forward(self, X):
        return X - X.sum() / X.numel()


class CenteredLayer_flattened(nn.Module):
    """Flattened, centred, and given its shape back."""

    def __init__(self):
        super().__init__()

    def forward(self, inputs):
        flat = inputs.reshape(-1)
        return (flat - flat.mean(dim=0)).reshape(inputs.shape)


class MyLinear_uniform_start(nn.Module):
    """Another random start, and the ReLU as a maximum."""

    def __init__(self, in_units, units):
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(units))
        self.weight = nn.Parameter(torch.empty(in_units, units))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, X):
        return torch.matmul(X, self.weight).add(self.bias).clamp(min=0)


class MyLinear_by_einsum(nn.Module):
    """An einsum and a functional ReLU; parameters registered by name."""

    def __init__(self, in_units, units):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(0.1 * torch.randn(in_units, units)))
        self.register_parameter("bias", nn.Parameter(torch.randn((units,))))

    def forward(self, X):
        return F.relu(torch.einsum("...i,ij->...j", X, self.weight) + self.bias)


class TensorReduction_outer_product(nn.Module):
    """All products x_i x_j as a matrix, flattened, times the flattened weight."""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(in_units, in_units, units))

    def forward(self, X):
        pairs = X[:, :, None] * X[:, None, :]
        return pairs.flatten(1) @ self.weight.flatten(0, 1)


class TensorReduction_unit_by_unit(nn.Module):
    """A loop over the units: a quadratic form each."""

    def __init__(self, in_units, units):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(in_units, in_units, units) * 0.01)

    def forward(self, X):
        columns = [(X @ self.weight[:, :, k] * X).sum(dim=1) for k in range(self.weight.shape[2])]
        return torch.stack(columns, dim=1)


class HalfSpectrum_by_rfft(nn.Module):
    """rfft without its last coefficients."""

    def forward(self, X):
        return torch.fft.rfft(X, dim=-1)[..., : X.size(-1) // 2]


class HalfSpectrum_by_definition(nn.Module):
    """The sum itself, as a product with a matrix of cosines and sines."""

    def __init__(self):
        super().__init__()

    def forward(self, X):
        n = X.shape[-1]
        times = torch.arange(n, device=X.device, dtype=torch.float64)
        angles = 2 * math.pi / n * ((times[:, None] * times[: n // 2]) % n)
        return torch.complex(X @ angles.cos().to(X.dtype), -(X @ angles.sin().to(X.dtype)))
