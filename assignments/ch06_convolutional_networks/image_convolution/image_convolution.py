import torch


def corr2d(X: torch.Tensor, K: torch.Tensor) -> torch.Tensor:
    """The two-dimensional cross-correlation of X with K: no flip, no padding, stride one.

    X: image, floating point, shape (h, w).
    K: kernel, same dtype and device, shape (kh, kw), with kh <= h and kw <= w.
    Returns a new tensor of shape (h - kh + 1, w - kw + 1), with the dtype and device of X.
    """
    raise NotImplementedError("corr2d is not written yet")
