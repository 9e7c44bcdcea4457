"""Network in network: small perceptrons at every pixel (Dive into Deep Learning, section 7.3)."""

from torch import nn


def nin_block(in_channels, out_channels, kernel_size, strides, padding):
    """A convolution and two convolutions of 1 x 1, each followed by ReLU: an nn.Sequential of six layers.

    kernel_size, strides, padding: of the first convolution. It maps in_channels to out_channels.
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, kernel_size, strides, padding),
        nn.ReLU(),
        nn.Conv2d(out_channels, out_channels, kernel_size=1),
        nn.ReLU(),
        nn.Conv2d(out_channels, out_channels, kernel_size=1),
        nn.ReLU(),
    )
    ### END SOLUTION


def NiN():
    """The network for grey images and ten classes: an nn.Sequential of ten layers.

    It maps (n, 1, 224, 224) to (n, 10), and images of other sizes, too: the last pooling takes what is there.
    """
    ### BEGIN SOLUTION
    return nn.Sequential(
        nin_block(1, 96, kernel_size=11, strides=4, padding=0),
        nn.MaxPool2d(kernel_size=3, stride=2),
        nin_block(96, 256, kernel_size=5, strides=1, padding=2),
        nn.MaxPool2d(kernel_size=3, stride=2),
        nin_block(256, 384, kernel_size=3, strides=1, padding=1),
        nn.MaxPool2d(kernel_size=3, stride=2),
        nn.Dropout(0.5),
        nin_block(384, 10, kernel_size=3, strides=1, padding=1),
        nn.AdaptiveAvgPool2d((1, 1)),
        nn.Flatten(),
    )
    ### END SOLUTION
