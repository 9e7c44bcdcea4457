"""VGG: a network as a list of blocks (Dive into Deep Learning, section 7.2)."""

from torch import nn


def vgg_block(num_convs, in_channels, out_channels):
    """num_convs convolutions of 3 x 3 that keep height and width, each with ReLU; then max pooling that halves both.

    num_convs: one or more. Returns an nn.Sequential of 2 * num_convs + 1 layers that maps (n, in_channels, h, w) to
    (n, out_channels, h // 2, w // 2).
    """
    raise NotImplementedError("vgg_block is not written yet")


def vgg(conv_arch, fc_hidden_units=4096):
    """A VGG network for grey images of 224 x 224 pixels and ten classes.

    conv_arch: a pair (num_convs, out_channels) for each of the five blocks. fc_hidden_units: the units of each of the
    two hidden fully connected layers. Returns a network that maps (n, 1, 224, 224) to (n, 10).
    """
    raise NotImplementedError("vgg is not written yet")


# Three members of the family: a pair (num_convs, out_channels) for each of their five blocks.
# Your code here. / 在这里写你的代码。
vgg11 = None
vgg16 = None
vgg19 = None
