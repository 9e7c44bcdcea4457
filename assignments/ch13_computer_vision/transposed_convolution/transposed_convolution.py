"""Transposed convolution, and why it is called so (Dive into Deep Learning, section 13.10)."""

import torch


def trans_conv(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The transposed convolution of X with K: no padding, stride one.

    X: floating point, shape (h, w).
    K: kernel, same dtype and device, shape (kh, kw).
    Returns a new tensor of shape (h + kh - 1, w + kw - 1), with the dtype and device of X.
    """
    raise NotImplementedError("trans_conv is not written yet")


def trans_conv_strided(X: torch.Tensor, K: torch.Tensor, padding: int = 0, stride: int = 1) -> torch.Tensor:
    """The transposed convolution of X with K, with a stride and a padding, both for height and width.

    X, K: as in trans_conv. padding: rows and columns taken away at each side, 0 or more. stride: 1 or more.
    Returns a new tensor of shape ((h - 1) * stride + kh - 2 * padding, (w - 1) * stride + kw - 2 * padding), with the
    dtype and device of X.
    """
    raise NotImplementedError("trans_conv_strided is not written yet")


def kernel2matrix(K: torch.Tensor, h: int = 3, w: int = 3) -> torch.Tensor:
    """The matrix W for which W @ X.reshape(-1) is the cross-correlation of X, of shape (h, w), with K, row by row.

    K: kernel, floating point, shape (kh, kw), with kh <= h and kw <= w.
    Returns shape ((h - kh + 1) * (w - kw + 1), h * w), with the dtype and device of K.
    """
    raise NotImplementedError("kernel2matrix is not written yet")


def trans_conv_by_matrix(Y: torch.Tensor, W: torch.Tensor, h: int, w: int) -> torch.Tensor:
    """The transposed convolution that belongs to the matrix W of a convolution: back from the shape of Y to (h, w).

    Y: floating point, shape (m, n). W: same dtype and device, shape (m * n, h * w).
    Returns a new tensor of shape (h, w).
    """
    raise NotImplementedError("trans_conv_by_matrix is not written yet")
