"""Cross-correlation and the convolutional layer (Dive into Deep Learning, section 6.2)."""

import torch
from torch import nn


def corr2d(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The two-dimensional cross-correlation of X with K: no flip, no padding, stride one.

    X: image, floating point, shape (h, w).
    K: kernel, same dtype and device, shape (kh, kw), with kh <= h and kw <= w.
    Returns a new tensor of shape (h - kh + 1, w - kw + 1), with the dtype and device of X.
    """
    raise NotImplementedError("corr2d is not written yet")


class Conv2D(nn.Module):
    """The cross-correlation of x with a kernel that is learned, plus a number that is learned.

    weight: a parameter of shape kernel_size, (kh, kw), that starts at random; bias: a parameter with one element.
    x: shape (h, w), dtype and device of the parameters. Returns shape (h - kh + 1, w - kw + 1).
    """

    def __init__(self, kernel_size: tuple[int, int]):
        super().__init__()
        raise NotImplementedError("Conv2D.__init__ is not written yet")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        raise NotImplementedError("Conv2D.forward is not written yet")


bar = torch.ones(6, 8)
bar[:, 2:6] = 0
diagonal = torch.eye(8)
K = torch.tensor([[1.0, -1.0]])

# The cross-correlations bar_edges: of bar with K; turned_bar: of the transpose of bar with K; diagonal_edges: of
# diagonal with K; turned_diagonal: of the transpose of diagonal with K; turned_kernel: of diagonal with the transpose of K.
# Your code here. / 在这里写你的代码。
bar_edges = None
turned_bar = None
diagonal_edges = None
turned_diagonal = None
turned_kernel = None


def learn_kernel(
    X: torch.Tensor, Y: torch.Tensor, kernel_size: tuple[int, int], lr: float = 3e-2, num_steps: int = 10
) -> torch.Tensor:
    """Learn the kernel whose cross-correlation turns X into Y: num_steps steps of gradient descent from a random start.

    X: shape (h, w). Y: shape (h - kh + 1, w - kw + 1), same dtype and device. The loss is the sum of the squared errors.
    Returns the kernel, shape kernel_size = (kh, kw), with the dtype and device of X. There is no bias.
    """
    raise NotImplementedError("learn_kernel is not written yet")


def derivative_kernel(d: int, device: torch.device | None = None) -> torch.Tensor:
    """The smallest kernel that computes the d-th derivative along a row of pixels: shape (1, d + 1), float32.

    d: 0 or more. device: where the kernel is made; None is the CPU.
    """
    raise NotImplementedError("derivative_kernel is not written yet")


def im2col(X: torch.Tensor, kernel_size: tuple[int, int]) -> torch.Tensor:
    """The windows of X as the rows of a matrix, so that the matrix times a flattened kernel is their cross-correlation.

    X: shape (h, w). kernel_size: (kh, kw). Returns shape ((h - kh + 1) * (w - kw + 1), kh * kw), dtype and device of X:
    windows and the entries of a window in reading order, row by row.
    """
    raise NotImplementedError("im2col is not written yet")
