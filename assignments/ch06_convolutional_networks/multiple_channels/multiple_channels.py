"""Multiple input and output channels (Dive into Deep Learning, section 6.4)."""

import torch


def corr2d(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The cross-correlation of two matrices, as in section 6.2, with the dtype and device of X."""
    Y = X.new_zeros(X.shape[0] - K.shape[0] + 1, X.shape[1] - K.shape[1] + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            Y[i, j] = (X[i : i + K.shape[0], j : j + K.shape[1]] * K).sum()
    return Y


def corr2d_multi_in(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The cross-correlations of all input channels, added up.

    X: shape (ci, h, w). K: shape (ci, kh, kw), same dtype and device. Returns shape (h - kh + 1, w - kw + 1).
    Raises ValueError where the numbers of channels differ.
    """
    raise NotImplementedError("corr2d_multi_in is not written yet")


def corr2d_multi_in_out(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The cross-correlation with several output channels: each has a kernel of its own for all input channels.

    X: shape (ci, h, w). K: shape (co, ci, kh, kw), same dtype and device. Returns shape (co, h - kh + 1, w - kw + 1).
    """
    raise NotImplementedError("corr2d_multi_in_out is not written yet")


def corr2d_multi_in_out_1x1(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """What corr2d_multi_in_out gives for kernels of one pixel, by one product of two matrices.

    X: shape (ci, h, w). K: shape (co, ci, 1, 1), same dtype and device. Returns shape (co, h, w).
    """
    raise NotImplementedError("corr2d_multi_in_out_1x1 is not written yet")


def compose_kernels(K1: torch.Tensor, K2: torch.Tensor) -> torch.Tensor:
    """The kernel K with corr2d(X, K) = corr2d(corr2d(X, K1), K2) for every image X.

    K1, K2: matrices of one dtype and device. Returns a new tensor with these.
    """
    raise NotImplementedError("compose_kernels is not written yet")


def conv_cost(
    c_i: int, c_o: int, h: int, w: int, kernel_size: tuple[int, int], padding: tuple[int, int], stride: tuple[int, int]
) -> tuple[int, int]:
    """What the forward pass of a convolution takes for one image of c_i channels and h x w pixels.

    padding: rows above and again below, columns left and again right. Returns the number of multiplications (of an input
    value, or a zero of the padding, with an entry of a kernel), and how many numbers input, kernels and output hold together.
    """
    raise NotImplementedError("conv_cost is not written yet")
