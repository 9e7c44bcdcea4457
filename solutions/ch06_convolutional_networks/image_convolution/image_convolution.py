import torch


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
