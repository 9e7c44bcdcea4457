import math

import torch
from torch.nn import functional as F


def conv_output_shape_counted(input_shape, kernel_size, padding=0, stride=1):
    """The places are counted."""
    both = [(x, x) if isinstance(x, int) else tuple(x) for x in (kernel_size, padding, stride)]
    result = [len(range(0, n + 2 * p - k + 1, s)) for n, k, p, s in zip(input_shape, *both, strict=True)]
    if 0 in result:
        raise ValueError("the kernel does not fit")
    return tuple(result)


def conv_output_shape_by_the_book(input_shape, kernel_size, padding=0, stride=1):
    """floor((n - k + p + s) / s) with the padding of both sides together, as the section writes it."""

    def size(axis):
        k, p, s = (x[axis] if isinstance(x, (tuple, list)) else x for x in (kernel_size, padding, stride))
        if input_shape[axis] + 2 * p < k:
            raise ValueError(f"a kernel of {k} does not fit")
        return math.floor((input_shape[axis] - k + 2 * p + s) / s)

    return [size(0), size(1)]


def comp_conv2d_unsqueezed(conv2d, X):
    """One axis after another."""
    return conv2d(X.unsqueeze(0).unsqueeze(0)).squeeze(0).squeeze(0)


def comp_conv2d_reshaped(conv2d, X):
    """The result reshaped to its last two axes."""
    Y = conv2d(X.reshape(1, 1, *X.shape))
    return Y.reshape(Y.shape[2:])


def corr2d_pad_stride_zeros_around(X, K, padding=0, stride=1):
    """A larger image of zeros with X written into it, and every sum stacked."""
    (h, w), (kh, kw) = X.shape, K.shape
    ph, pw = padding if isinstance(padding, tuple) else (padding, padding)
    sh, sw = stride if isinstance(stride, tuple) else (stride, stride)
    padded = torch.zeros(h + 2 * ph, w + 2 * pw, dtype=X.dtype, device=X.device)
    padded[ph : ph + h, pw : pw + w] = X
    rows = [
        torch.stack([(padded[i : i + kh, j : j + kw] * K).sum() for j in range(0, w + 2 * pw - kw + 1, sw)])
        for i in range(0, h + 2 * ph - kh + 1, sh)
    ]
    return torch.stack(rows)


def corr2d_pad_stride_unfolded(X, K, padding=0, stride=1):
    """All windows as a view, one sum over each."""
    ph, pw = [padding] * 2 if isinstance(padding, int) else padding
    sh, sw = [stride] * 2 if isinstance(stride, int) else stride
    windows = F.pad(X, (pw, pw, ph, ph)).unfold(0, K.shape[0], sh).unfold(1, K.shape[1], sw)
    return torch.einsum("ijab,ab->ij", windows, K)


def corr2d_pad_stride_every_other_result(X, K, padding=0, stride=1):
    """Everything at stride one first; then rows and columns are left out."""
    ph, pw = [padding] * 2 if isinstance(padding, int) else padding
    sh, sw = [stride] * 2 if isinstance(stride, int) else stride
    X = torch.cat([X.new_zeros(ph, X.shape[1]), X, X.new_zeros(ph, X.shape[1])])
    X = torch.cat([X.new_zeros(X.shape[0], pw), X, X.new_zeros(X.shape[0], pw)], dim=1)
    (h, w), (kh, kw) = X.shape, K.shape
    Y = X.new_zeros(h - kh + 1, w - kw + 1)
    for a in range(kh):
        for b in range(kw):
            Y = Y + K[a, b] * X[a : a + Y.shape[0], b : b + Y.shape[1]]
    return Y[::sh, ::sw]
