import torch
from torch.nn import functional as F


def corr2d_multi_in_added_up(X, K):
    """A sum of generators; zip says itself that the lengths differ."""
    return sum(corr2d(x, k) for x, k in zip(X, K, strict=True))


def corr2d_multi_in_by_einsum(X, K):
    """All windows as a view, and one sum over channels and windows."""
    if X.shape[0] != K.shape[0]:
        raise ValueError(X.shape)
    windows = X.unfold(1, K.shape[1], 1).unfold(2, K.shape[2], 1)
    return torch.einsum("cijab,cab->ij", windows, K)


def corr2d_multi_in_out_filled(X, K):
    """A tensor of the right size, filled channel by channel."""
    Y = X.new_empty(K.shape[0], X.shape[1] - K.shape[2] + 1, X.shape[2] - K.shape[3] + 1)
    for o, kernel in enumerate(K):
        Y[o] = corr2d_multi_in_by_einsum(X, kernel)
    return Y


def corr2d_multi_in_out_as_a_matrix_product(X, K):
    """The windows as the columns of a matrix, as question 6 of the section asks."""
    (_, h, w), (co, _, kh, kw) = X.shape, K.shape
    columns = F.unfold(X[None], (kh, kw))[0]
    return (K.reshape(co, -1) @ columns).reshape(co, h - kh + 1, w - kw + 1)


def corr2d_multi_in_out_1x1_by_einsum(X, K):
    """The sum over the input channels as an einsum."""
    return torch.einsum("oi,ihw->ohw", K[:, :, 0, 0], X)


def corr2d_multi_in_out_1x1_pixels_first(X, K):
    """Each pixel is a row, as in a fully connected layer."""
    return (X.permute(1, 2, 0) @ K.flatten(1).T).permute(2, 0, 1)


def compose_kernels_entry_by_entry(K1, K2):
    """The definition, entry by entry, every sum stacked."""
    (h, w), (kh, kw) = K1.shape, K2.shape
    rows = []
    for i in range(h + kh - 1):
        row = []
        for j in range(w + kw - 1):
            pairs = [(a, b) for a in range(kh) for b in range(kw) if 0 <= i - a < h and 0 <= j - b < w]
            row.append(sum(K1[i - a, j - b] * K2[a, b] for a, b in pairs))
        rows.append(torch.stack(row))
    return torch.stack(rows)


def compose_kernels_padded_and_flipped(K1, K2):
    """The cross-correlation of the padded first kernel with the second one flipped."""
    kh, kw = K2.shape
    windows = F.pad(K1, (kw - 1, kw - 1, kh - 1, kh - 1)).unfold(0, kh, 1).unfold(1, kw, 1)
    return torch.einsum("ijab,ab->ij", windows, K2.flip(0, 1))


def conv_cost_counted(c_i, c_o, h, w, kernel_size, padding, stride):
    """The places are counted, and the results are a list."""
    k, p, s = kernel_size, padding, stride
    places = len(range(0, h + 2 * p[0] - k[0] + 1, s[0])) * len(range(0, w + 2 * p[1] - k[1] + 1, s[1]))
    return [c_o * places * c_i * k[0] * k[1], c_i * h * w + c_o * c_i * k[0] * k[1] + c_o * places]


def conv_cost_by_the_book(c_i, c_o, h, w, kernel_size, padding, stride):
    """The section's formula for the height and width of the result."""
    sizes = [(n - k + 2 * p + s) // s for n, k, p, s in zip((h, w), kernel_size, padding, stride, strict=True)]
    weights = kernel_size[0] * kernel_size[1] * c_i * c_o
    return weights * sizes[0] * sizes[1], weights + c_i * h * w + c_o * sizes[0] * sizes[1]
