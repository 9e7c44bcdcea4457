import torch
from torch.nn import functional as F


def trans_conv_over_the_kernel(X, K):
    """A loop over the kernel: each of its entries adds a shifted copy of the input."""
    (h, w), (kh, kw) = X.shape, K.shape
    Y = X.new_zeros(h + kh - 1, w + kw - 1)
    for a in range(kh):
        for b in range(kw):
            Y[a : a + h, b : b + w] += K[a, b] * X
    return Y


def trans_conv_as_a_correlation(X, K):
    """The cross-correlation of the padded input with the flipped kernel, over all windows at once."""
    kh, kw = K.shape
    padded = F.pad(X, (kw - 1, kw - 1, kh - 1, kh - 1))
    return torch.einsum("ijab,ab->ij", padded.unfold(0, kh, 1).unfold(1, kw, 1), K.flip(0, 1))


def trans_conv_folded(X, K):
    """All windows as columns, laid back and added by fold."""
    (h, w), (kh, kw) = X.shape, K.shape
    columns = K.reshape(-1, 1) * X.reshape(1, -1)
    return F.fold(columns[None], (h + kh - 1, w + kw - 1), (kh, kw))[0, 0]


def trans_conv_sum_of_padded_copies(X, K):
    """Padded copies, summed: nothing is assigned in place."""
    h, w = X.shape
    return sum(F.pad(X[i, j] * K, (j, w - 1 - j, i, h - 1 - i)) for i in range(h) for j in range(w))


def trans_conv_strided_by_zeros(X, K, padding=0, stride=1):
    """stride - 1 zeros between the numbers of the input, then a transposed convolution with stride one."""
    apart = X.new_zeros((X.shape[0] - 1) * stride + 1, (X.shape[1] - 1) * stride + 1)
    apart[::stride, ::stride] = X
    Y = trans_conv(apart, K)
    return Y[padding : Y.shape[0] - padding, padding : Y.shape[1] - padding]


def trans_conv_strided_folded(X, K, padding=0, stride=1):
    """fold knows padding and stride itself."""
    (h, w), (kh, kw) = X.shape, K.shape
    size = ((h - 1) * stride + kh - 2 * padding, (w - 1) * stride + kw - 2 * padding)
    columns = K.reshape(-1, 1) * X.reshape(1, -1)
    return F.fold(columns[None], size, (kh, kw), padding=padding, stride=stride)[0, 0]


def kernel2matrix_padded(K, h=3, w=3):
    """Each row is the padded kernel, flattened."""
    kh, kw = K.shape
    rows = []
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            rows.append(F.pad(K, (j, w - kw - j, i, h - kh - i)).flatten())
    return torch.stack(rows)


def kernel2matrix_by_unfolding_the_identity(K, h=3, w=3):
    """The convolution of every unit picture: its windows, weighed with the kernel."""
    units = torch.eye(h * w, dtype=K.dtype, device=K.device).reshape(h * w, h, w)
    windows = units.unfold(1, K.shape[0], 1).unfold(2, K.shape[1], 1)
    return torch.einsum("nijab,ab->ijn", windows, K).reshape(-1, h * w)


def trans_conv_by_matrix_from_the_left(Y, W, h, w):
    """The vector from the left: then W need not be transposed."""
    return torch.matmul(Y.flatten(), W).view(h, w)


def trans_conv_by_matrix_einsum(Y, W, h, w):
    """A sum over the windows."""
    m, n = Y.shape
    return torch.einsum("mn,mnhw->hw", Y, W.reshape(m, n, h, w))
