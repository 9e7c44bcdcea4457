"""Cross-correlation and the convolutional layer (Dive into Deep Learning, section 6.2)."""

import torch
from torch import nn


def corr2d(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The two-dimensional cross-correlation of X with K: no flip, no padding, stride one.

    X: image, floating point, shape (h, w).
    K: kernel, same dtype and device, shape (kh, kw), with kh <= h and kw <= w.
    Returns a new tensor of shape (h - kh + 1, w - kw + 1), with the dtype and device of X.
    """
    ### BEGIN SOLUTION
    h, w = K.shape
    Y = torch.zeros(X.shape[0] - h + 1, X.shape[1] - w + 1, dtype=X.dtype, device=X.device)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + h, j : j + w] * K).sum()
    return Y
    ### END SOLUTION


class Conv2D(nn.Module):
    """The cross-correlation of x with a kernel that is learned, plus a number that is learned.

    weight: a parameter of shape kernel_size, (kh, kw), that starts at random; bias: a parameter with one element.
    x: shape (h, w), dtype and device of the parameters. Returns shape (h - kh + 1, w - kw + 1).
    """

    def __init__(self, kernel_size: tuple[int, int]):
        super().__init__()
        ### BEGIN SOLUTION
        self.weight = nn.Parameter(torch.rand(kernel_size))
        self.bias = nn.Parameter(torch.zeros(1))
        ### END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        ### BEGIN SOLUTION
        return corr2d(x, self.weight) + self.bias
        ### END SOLUTION


bar = torch.ones(6, 8)
bar[:, 2:6] = 0
diagonal = torch.eye(8)
K = torch.tensor([[1.0, -1.0]])

# The cross-correlations bar_edges: of bar with K; turned_bar: of the transpose of bar with K; diagonal_edges: of
# diagonal with K; turned_diagonal: of the transpose of diagonal with K; turned_kernel: of diagonal with the transpose of K.
### BEGIN SOLUTION
bar_edges = corr2d(bar, K)
turned_bar = corr2d(bar.T, K)
diagonal_edges = corr2d(diagonal, K)
turned_diagonal = corr2d(diagonal.T, K)
turned_kernel = corr2d(diagonal, K.T)
### END SOLUTION


def learn_kernel(
    X: torch.Tensor, Y: torch.Tensor, kernel_size: tuple[int, int], lr: float = 3e-2, num_steps: int = 10
) -> torch.Tensor:
    """Learn the kernel whose cross-correlation turns X into Y: num_steps steps of gradient descent from a random start.

    X: shape (h, w). Y: shape (h - kh + 1, w - kw + 1), same dtype and device. The loss is the sum of the squared errors.
    Returns the kernel, shape kernel_size = (kh, kw), with the dtype and device of X. There is no bias.
    """
    ### BEGIN SOLUTION
    conv2d = nn.Conv2d(1, 1, kernel_size, bias=False, dtype=X.dtype, device=X.device)
    for _ in range(num_steps):
        conv2d.zero_grad()
        (conv2d(X[None])[0] - Y).square().sum().backward()
        with torch.no_grad():
            conv2d.weight -= lr * conv2d.weight.grad
    return conv2d.weight.detach()[0, 0]
    ### END SOLUTION


def derivative_kernel(d: int, device: torch.device | None = None) -> torch.Tensor:
    """The smallest kernel that computes the d-th derivative along a row of pixels: shape (1, d + 1), float32.

    d: 0 or more. device: where the kernel is made; None is the CPU.
    """
    ### BEGIN SOLUTION
    K = torch.ones(1, 1, device=device)
    for _ in range(d):
        zero = torch.zeros(1, 1, device=device)
        K = torch.cat([zero, K], dim=1) - torch.cat([K, zero], dim=1)
    return K
    ### END SOLUTION


def im2col(X: torch.Tensor, kernel_size: tuple[int, int]) -> torch.Tensor:
    """The windows of X as the rows of a matrix, so that the matrix times a flattened kernel is their cross-correlation.

    X: shape (h, w). kernel_size: (kh, kw). Returns shape ((h - kh + 1) * (w - kw + 1), kh * kw), dtype and device of X:
    windows and the entries of a window in reading order, row by row.
    """
    ### BEGIN SOLUTION
    (h, w), (kh, kw) = X.shape, kernel_size
    places = [(i, j) for i in range(h - kh + 1) for j in range(w - kw + 1)]
    return torch.stack([X[i : i + kh, j : j + kw].reshape(-1) for i, j in places])
    ### END SOLUTION
