import math

import torch
from torch import nn
from torch.nn import functional as F


def corr2d_stacked(X, K):
    """One number a window, stacked: nothing is assigned in place."""
    (h, w), (kh, kw) = X.shape, K.shape
    rows = [[(X[i : i + kh, j : j + kw] * K).sum() for j in range(w - kw + 1)] for i in range(h - kh + 1)]
    return torch.stack([torch.stack(row) for row in rows])


def corr2d_shifted_images(X, K):
    """A loop over the kernel: each of its entries weighs a shifted image."""
    (h, w), (kh, kw) = X.shape, K.shape
    Y = X.new_zeros(h - kh + 1, w - kw + 1)
    for a in range(kh):
        for b in range(kw):
            Y = Y + K[a, b] * X[a : a + Y.shape[0], b : b + Y.shape[1]]
    return Y


def corr2d_unfolded(X, K):
    """All windows as a view, one sum over each."""
    windows = X.unfold(0, K.shape[0], 1).unfold(1, K.shape[1], 1)
    return torch.einsum("ijab,ab->ij", windows, K)


def corr2d_as_a_matrix_product(X, K):
    """The windows as the columns of a matrix (im2col), as question 3 of the section asks."""
    (h, w), (kh, kw) = X.shape, K.shape
    columns = torch.nn.functional.unfold(X[None, None], (kh, kw))[0]
    return (K.reshape(1, -1) @ columns).reshape(h - kh + 1, w - kw + 1)


def corr2d_strides_asked(X, K):
    """The windows with as_strided, for any strides."""
    (h, w), (kh, kw) = X.shape, K.shape
    windows = X.as_strided((h - kh + 1, w - kw + 1, kh, kw), X.stride() * 2)
    return (windows * K).sum(dim=(2, 3))


class Conv2D_normal_start(nn.Module):
    """Another random start, a bias without axes, and the windows in one einsum."""

    def __init__(self, kernel_size):
        super().__init__()
        self.bias = nn.Parameter(torch.randn(()))
        self.weight = nn.Parameter(0.1 * torch.randn(*kernel_size))

    def forward(self, x):
        kh, kw = self.weight.shape
        return torch.einsum("ijab,ab->ij", x.unfold(0, kh, 1).unfold(1, kw, 1), self.weight).add(self.bias)


class Conv2D_shifted_images(nn.Module):
    """A sum over the kernel's entries; the parameters are registered by name."""

    def __init__(self, kernel_size):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(nn.init.xavier_uniform_(torch.empty(kernel_size))))
        self.register_parameter("bias", nn.Parameter(torch.rand(1)))

    def forward(self, x):
        (h, w), (kh, kw) = x.shape, self.weight.shape
        Y = self.bias.reshape(1, 1)
        for a in range(kh):
            for b in range(kw):
                Y = Y + self.weight[a, b] * x[a : a + h - kh + 1, b : b + w - kw + 1]
        return Y


def bar_edges_by_slices(bar):
    """A difference of neighbours."""
    return bar[:, :-1] - bar[:, 1:]


def turned_bar_by_slices(bar):
    """A difference of neighbours."""
    return (bar[:-1] - bar[1:]).T


def diagonal_edges_by_diff(diagonal):
    """torch.diff, the other way round."""
    return -torch.diff(diagonal)


def turned_kernel_transposed(diagonal_edges):
    """The transpose of the answer before."""
    return diagonal_edges.T


def learn_kernel_with_corr2d(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """A tensor that requires a gradient, the function above, and a gradient cleared by hand. It keeps its graph leaf."""
    K = torch.randn(kernel_size, dtype=X.dtype, device=X.device).requires_grad_()
    for _ in range(num_steps):
        ((corr2d_unfolded(X, K) - Y) ** 2).sum().backward()
        K.data -= lr * K.grad
        K.grad.zero_()
    return K


def learn_kernel_with_an_optimiser(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """torch's SGD on torch's layer, from zero."""
    layer = nn.Conv2d(1, 1, kernel_size, bias=False).to(X.device, X.dtype)
    nn.init.zeros_(layer.weight)
    optimizer = torch.optim.SGD(layer.parameters(), lr=lr)
    for _ in range(num_steps):
        optimizer.zero_grad()
        F.mse_loss(layer(X.reshape(1, 1, *X.shape)), Y.reshape(1, 1, *Y.shape), reduction="sum").backward()
        optimizer.step()
    return layer.weight.data.reshape(kernel_size)


def learn_kernel_by_the_formula(X, Y, kernel_size, lr=3e-2, num_steps=10):
    """The gradient by hand: twice the cross-correlation of the image with the errors."""
    K = torch.zeros(kernel_size, dtype=X.dtype, device=X.device)
    for _ in range(num_steps):
        K = K - 2 * lr * corr2d_unfolded(X, corr2d_unfolded(X, K) - Y)
    return K


def derivative_kernel_binomial(d, device=None):
    """Binomial coefficients with alternating signs."""
    return torch.tensor([[(-1.0) ** (d - k) * math.comb(d, k) for k in range(d + 1)]], device=device)


def derivative_kernel_recursive(d, device=None):
    """The kernel before, padded on both sides and subtracted."""
    if d == 0:
        return torch.full((1, 1), 1.0, device=device)
    before = derivative_kernel_recursive(d - 1, device)
    return F.pad(before, (1, 0)) - F.pad(before, (0, 1))


def im2col_filled(X, kernel_size):
    """A matrix of the right size, filled row by row."""
    kh, kw = kernel_size
    rows, columns = X.shape[0] - kh + 1, X.shape[1] - kw + 1
    W = X.new_zeros(rows * columns, kh * kw)
    for i in range(rows):
        for j in range(columns):
            W[i * columns + j] = X[i : i + kh, j : j + kw].flatten()
    return W


def im2col_by_index(X, kernel_size):
    """One index for the rows of the image, one for its columns."""
    (h, w), (kh, kw) = X.shape, kernel_size
    i = torch.arange(h - kh + 1)[:, None, None, None] + torch.arange(kh)[:, None]
    j = torch.arange(w - kw + 1)[:, None, None] + torch.arange(kw)
    return X[i, j].reshape(-1, kh * kw)


def im2col_by_strides(X, kernel_size):
    """The windows as a view, then copied."""
    (h, w), (kh, kw) = X.shape, kernel_size
    return X.as_strided((h - kh + 1, w - kw + 1, kh, kw), X.stride() * 2).reshape(-1, kh * kw)
