"""Network in network: small perceptrons at every pixel (Dive into Deep Learning, section 7.3)."""

from torch import nn


def nin_block(in_channels, out_channels, kernel_size, strides, padding):
    """A convolution and two convolutions of 1 x 1, each followed by ReLU: an nn.Sequential of six layers.

    kernel_size, strides, padding: of the first convolution. It maps in_channels to out_channels.
    """
    raise NotImplementedError("nin_block is not written yet")


def NiN():
    """The network for grey images and ten classes: an nn.Sequential of ten layers.

    It maps (n, 1, 224, 224) to (n, 10), and images of other sizes, too: the last pooling takes what is there.
    """
    raise NotImplementedError("NiN is not written yet")
