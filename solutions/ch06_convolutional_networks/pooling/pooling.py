"""Pooling (Dive into Deep Learning, section 6.5)."""

import torch
from torch import nn
from torch.nn import functional as F


def pool2d(X: torch.Tensor, pool_size: tuple[int, int], mode: str = "max") -> torch.Tensor:
    """The maximum (mode "max") or the mean (mode "avg") of each window of X: no padding, stride one.

    X: floating point, shape (h, w). pool_size: (ph, pw). Returns a new tensor of shape (h - ph + 1, w - pw + 1), with the
    dtype and device of X. Raises ValueError for any other mode.
    """
    ### BEGIN SOLUTION
    if mode not in ("max", "avg"):
        raise ValueError(f"mode must be 'max' or 'avg', not {mode!r}")
    ph, pw = pool_size
    Y = X.new_zeros(X.shape[0] - ph + 1, X.shape[1] - pw + 1)
    for i in range(Y.shape[0]):
        for j in range(Y.shape[1]):
            window = X[i : i + ph, j : j + pw]
            Y[i, j] = window.max() if mode == "max" else window.mean()
    return Y
    ### END SOLUTION


def pool2d_pad_stride(
    X: torch.Tensor,
    pool_size: tuple[int, int],
    mode: str = "max",
    padding: tuple[int, int] = (0, 0),
    stride: tuple[int, int] | None = None,
) -> torch.Tensor:
    """Pooling of each channel of each image, as torch's layers do it. mode: "max" or "avg".

    X: floating point, shape (n, c, h, w). padding: rows above and again below, columns left and again right, at most half of
    pool_size: they are never a maximum, and count as zeros in a mean. stride: None is pool_size.
    Returns a new tensor of shape (n, c, h', w'), with the dtype and device of X.
    """
    ### BEGIN SOLUTION
    (kh, kw), (ph, pw), (sh, sw) = pool_size, padding, stride or pool_size
    X = F.pad(X, (pw, pw, ph, ph), value=float("-inf") if mode == "max" else 0.0)
    windows = X.unfold(2, kh, sh).unfold(3, kw, sw)
    return windows.amax(dim=(4, 5)) if mode == "max" else windows.mean(dim=(4, 5))
    ### END SOLUTION


def pool_layers() -> list[nn.Module]:
    """Four of torch's pooling layers.

    Maximum, windows of 3 x 3 side by side; maximum, 3 x 3, padding 1, stride 2; maximum, windows of 2 rows and 3 columns with
    stride (2, 3) and a column of padding left and right; average, 2 x 2, stride 1.
    """
    ### BEGIN SOLUTION
    return [
        nn.MaxPool2d(3),
        nn.MaxPool2d(3, padding=1, stride=2),
        nn.MaxPool2d((2, 3), stride=(2, 3), padding=(0, 1)),
        nn.AvgPool2d(2, stride=1),
    ]
    ### END SOLUTION


def avg_pool_conv(channels: int, pool_size: tuple[int, int]) -> nn.Conv2d:
    """An nn.Conv2d that does what nn.AvgPool2d(pool_size) does with images of so many channels."""
    ### BEGIN SOLUTION
    conv2d = nn.Conv2d(channels, channels, pool_size, stride=pool_size, groups=channels, bias=False)
    nn.init.constant_(conv2d.weight, 1 / (pool_size[0] * pool_size[1]))
    return conv2d
    ### END SOLUTION
