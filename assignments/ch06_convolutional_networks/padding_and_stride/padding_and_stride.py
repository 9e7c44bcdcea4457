"""Padding and stride (Dive into Deep Learning, section 6.3)."""

from collections.abc import Callable

import torch
from torch.nn import functional as F


def pair(value: int | tuple[int, int]) -> tuple[int, int]:
    """A number for both axes, or one for each: 2 is (2, 2), and (0, 1) stays."""
    return (value, value) if isinstance(value, int) else (value[0], value[1])


def conv_output_shape(
    input_shape: tuple[int, int],
    kernel_size: int | tuple[int, int],
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] = 1,
) -> tuple[int, int]:
    """The height and width of what a convolution makes of an image with these.

    padding: rows added above and again below, columns added left and again right. stride: rows and columns that a step
    leads on. Raises ValueError where the kernel is larger than the padded image.
    """
    raise NotImplementedError("conv_output_shape is not written yet")


def comp_conv2d(conv2d: Callable[[torch.Tensor], torch.Tensor], X: torch.Tensor) -> torch.Tensor:
    """What the layer conv2d makes of the single image X.

    conv2d: takes images of shape (n, 1, h, w), and gives images of shape (n, 1, h', w'). X: shape (h, w).
    Returns shape (h', w').
    """
    raise NotImplementedError("comp_conv2d is not written yet")


def corr2d_pad_stride(
    X: torch.Tensor, K: torch.Tensor, padding: int | tuple[int, int] = 0, stride: int | tuple[int, int] = 1
) -> torch.Tensor:
    """The cross-correlation of X, with zeros around it, with K, in steps of stride.

    X: image, floating point, shape (h, w). K: kernel, same dtype and device, shape (kh, kw).
    Returns a new tensor of shape conv_output_shape(X.shape, K.shape, padding, stride), dtype and device of X.
    """
    raise NotImplementedError("corr2d_pad_stride is not written yet")
