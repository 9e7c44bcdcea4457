import torch


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
