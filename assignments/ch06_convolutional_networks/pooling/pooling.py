"""Pooling (Dive into Deep Learning, section 6.5)."""

import torch
from torch import nn
from torch.nn import functional as F


def pool2d(X: torch.Tensor, pool_size: tuple[int, int], mode: str = "max") -> torch.Tensor:
    """The maximum (mode "max") or the mean (mode "avg") of each window of X: no padding, stride one.

    X: floating point, shape (h, w). pool_size: (ph, pw). Returns a new tensor of shape (h - ph + 1, w - pw + 1), with the
    dtype and device of X. Raises ValueError for any other mode.
    """
    raise NotImplementedError("pool2d is not written yet")


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
    raise NotImplementedError("pool2d_pad_stride is not written yet")


def pool_layers() -> list[nn.Module]:
    """Four of torch's pooling layers.

    Maximum, windows of 3 x 3 side by side; maximum, 3 x 3, padding 1, stride 2; maximum, windows of 2 rows and 3 columns with
    stride (2, 3) and a column of padding left and right; average, 2 x 2, stride 1.
    """
    raise NotImplementedError("pool_layers is not written yet")


def avg_pool_conv(channels: int, pool_size: tuple[int, int]) -> nn.Conv2d:
    """An nn.Conv2d that does what nn.AvgPool2d(pool_size) does with images of so many channels."""
    raise NotImplementedError("avg_pool_conv is not written yet")
