"""Transposed convolution, and why it is called so (Dive into Deep Learning, section 13.10)."""

import torch


def trans_conv(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The transposed convolution of X with K: no padding, stride one.

    X: floating point, shape (h, w).
    K: kernel, same dtype and device, shape (kh, kw).
    Returns a new tensor of shape (h + kh - 1, w + kw - 1), with the dtype and device of X.
    """
    ### BEGIN SOLUTION
    h, w = K.shape
    Y = torch.zeros(X.shape[0] + h - 1, X.shape[1] + w - 1, dtype=X.dtype, device=X.device)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i : i + h, j : j + w] += X[i, j] * K
    return Y
    ### END SOLUTION


def trans_conv_strided(X: torch.Tensor, K: torch.Tensor, padding: int = 0, stride: int = 1) -> torch.Tensor:
    """The transposed convolution of X with K, with a stride and a padding, both for height and width.

    X, K: as in trans_conv. padding: rows and columns taken away at each side, 0 or more. stride: 1 or more.
    Returns a new tensor of shape ((h - 1) * stride + kh - 2 * padding, (w - 1) * stride + kw - 2 * padding), with the
    dtype and device of X.
    """
    ### BEGIN SOLUTION
    h, w = K.shape
    rows, columns = (X.shape[0] - 1) * stride + h, (X.shape[1] - 1) * stride + w
    Y = torch.zeros(rows, columns, dtype=X.dtype, device=X.device)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            top, left = i * stride, j * stride
            Y[top : top + h, left : left + w] += X[i, j] * K
    return Y[padding : rows - padding, padding : columns - padding]
    ### END SOLUTION


def kernel2matrix(K: torch.Tensor, h: int = 3, w: int = 3) -> torch.Tensor:
    """The matrix W for which W @ X.reshape(-1) is the cross-correlation of X, of shape (h, w), with K, row by row.

    K: kernel, floating point, shape (kh, kw), with kh <= h and kw <= w.
    Returns shape ((h - kh + 1) * (w - kw + 1), h * w), with the dtype and device of K.
    """
    ### BEGIN SOLUTION
    kh, kw = K.shape
    rows, columns = h - kh + 1, w - kw + 1
    W = torch.zeros(rows, columns, h, w, dtype=K.dtype, device=K.device)
    for i in range(rows):
        for j in range(columns):
            W[i, j, i : i + kh, j : j + kw] = K
    return W.reshape(rows * columns, h * w)
    ### END SOLUTION


def trans_conv_by_matrix(Y: torch.Tensor, W: torch.Tensor, h: int, w: int) -> torch.Tensor:
    """The transposed convolution that belongs to the matrix W of a convolution: back from the shape of Y to (h, w).

    Y: floating point, shape (m, n). W: same dtype and device, shape (m * n, h * w).
    Returns a new tensor of shape (h, w).
    """
    ### BEGIN SOLUTION
    return (W.T @ Y.reshape(-1)).reshape(h, w)
    ### END SOLUTION
