"""A network that labels every pixel (Dive into Deep Learning, section 13.11; Long, Shelhamer and Darrell, 2015)."""

import torch
import torchvision
from torch import nn
from torch.nn import functional as F

# The colours of the 21 classes of Pascal VOC, as (red, green, blue).
VOC_COLORMAP = [
    [0, 0, 0], [128, 0, 0], [0, 128, 0], [128, 128, 0], [0, 0, 128], [128, 0, 128], [0, 128, 128],
    [128, 128, 128], [64, 0, 0], [192, 0, 0], [64, 128, 0], [192, 128, 0], [64, 0, 128], [192, 0, 128],
    [64, 128, 128], [192, 128, 128], [0, 64, 0], [128, 64, 0], [0, 192, 0], [128, 192, 0], [0, 64, 128],
]  # fmt: skip


def bilinear_kernel(in_channels: int, out_channels: int, kernel_size: int, device=None) -> torch.Tensor:
    """The weight with which a transposed convolution enlarges by bilinear interpolation, each channel by itself.

    in_channels, out_channels: equal. device: where the result is made; None: torch's default.
    Returns float32, shape (in_channels, out_channels, kernel_size, kernel_size); zero between different channels.
    """
    raise NotImplementedError("bilinear_kernel is not written yet")


def fcn_head(in_channels: int, num_classes: int, stride: int = 32) -> nn.Sequential:
    """Two layers, named final_conv and transpose_conv: scores of the classes, enlarged stride times.

    final_conv: 1x1, in_channels to num_classes, weight drawn by Xavier (uniform). transpose_conv: kernel 2 * stride,
    padding stride // 2, a bias of zeros, weight bilinear. stride: even.
    (n, in_channels, h, w) becomes (n, num_classes, stride * h, stride * w).
    """
    raise NotImplementedError("fcn_head is not written yet")


def fcn(num_classes: int = 21) -> nn.Sequential:
    """torchvision's ResNet-18, untrained and without its last two layers, and behind it two layers as of fcn_head.

    Children: the eight of the body, then final_conv and transpose_conv. (n, 3, h, w) becomes (n, num_classes, h, w)
    where h and w are multiples of 32.
    """
    raise NotImplementedError("fcn is not written yet")


def loss(inputs: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The cross-entropy of each picture: the mean over its pixels.

    inputs: scores, floating point, shape (n, q, h, w). targets: classes, int64, shape (n, h, w). Returns shape (n,).
    """
    raise NotImplementedError("loss is not written yet")


def predict(net: nn.Module, img: torch.Tensor) -> torch.Tensor:
    """The class of each pixel of one picture: the one with the highest score.

    net: takes (1, 3, h, w) and gives scores (1, q, h, w). img: shape (3, h, w). Returns int64, shape (h, w), on the
    device of the scores, without a graph; the net is in eval mode meanwhile.
    """
    raise NotImplementedError("predict is not written yet")


def label2image(pred: torch.Tensor) -> torch.Tensor:
    """The picture of the classes: each number becomes its colour in VOC_COLORMAP.

    pred: classes, of an integer dtype, shape (h, w). Returns int64, shape (h, w, 3), on the device of pred.
    """
    raise NotImplementedError("label2image is not written yet")
