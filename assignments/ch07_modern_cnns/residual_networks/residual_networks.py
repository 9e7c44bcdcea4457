"""Residual networks (Dive into Deep Learning, section 7.6; He et al., 2015 and 2016)."""

from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    """Two convolutions of 3 x 3 with batch normalization, added to the input.

    use_1x1conv: whether a convolution of 1 x 1 brings the input to the shape of the result. strides: of the first
    convolution of 3 x 3, and of that of 1 x 1. X: shape (n, input_channels, h, w).
    Returns shape (n, num_channels, h, w), and with strides=2 half the height and width, rounded up.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        raise NotImplementedError("Residual.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("Residual.forward is not written yet")


def resnet_block(input_channels, num_channels, num_residuals, first_block=False):
    """A list of num_residuals residual blocks, each for what the one before it gives.

    The first of them goes from input_channels to num_channels and halves height and width, by use_1x1conv and
    strides=2; with first_block it is as all the others, which keep the shape (input_channels equals num_channels then).
    """
    raise NotImplementedError("resnet_block is not written yet")


def ResNet18(num_channels=64):
    """ResNet-18 for grey images and ten classes, in eight children: five stages, average, flatten, linear.

    num_channels: the channels of the first two stages. Maps (n, 1, 224, 224) to (n, 10), and images of other sizes, too.
    """
    raise NotImplementedError("ResNet18 is not written yet")


class Bottleneck(nn.Module):
    """Convolutions of 1 x 1, 3 x 3 and 1 x 1, the middle one with a quarter of the channels, added to the input.

    The arguments, X and the result are those of Residual. num_channels is a multiple of 4.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        raise NotImplementedError("Bottleneck.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("Bottleneck.forward is not written yet")


class PreActResidual(nn.Module):
    """A residual block in which normalization and activation come before each convolution, and none after the sum.

    The arguments, X and the shape of the result are those of Residual.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        raise NotImplementedError("PreActResidual.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("PreActResidual.forward is not written yet")
