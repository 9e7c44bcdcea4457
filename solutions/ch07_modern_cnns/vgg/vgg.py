"""VGG: a network as a list of blocks (Dive into Deep Learning, section 7.2)."""

from torch import nn


def vgg_block(num_convs, in_channels, out_channels):
    """num_convs convolutions of 3 x 3 that keep height and width, each with ReLU; then max pooling that halves both.

    num_convs: one or more. Returns an nn.Sequential of 2 * num_convs + 1 layers that maps (n, in_channels, h, w) to
    (n, out_channels, h // 2, w // 2).
    """
    ### BEGIN SOLUTION
    layers = []
    for _ in range(num_convs):
        layers += [nn.Conv2d(in_channels, out_channels, kernel_size=3, padding=1), nn.ReLU()]
        in_channels = out_channels
    return nn.Sequential(*layers, nn.MaxPool2d(kernel_size=2, stride=2))
    ### END SOLUTION


def vgg(conv_arch, fc_hidden_units=4096):
    """A VGG network for grey images of 224 x 224 pixels and ten classes.

    conv_arch: a pair (num_convs, out_channels) for each of the five blocks. fc_hidden_units: the units of each of the
    two hidden fully connected layers. Returns a network that maps (n, 1, 224, 224) to (n, 10).
    """
    ### BEGIN SOLUTION
    blocks, channels = [], 1
    for num_convs, out_channels in conv_arch:
        blocks.append(vgg_block(num_convs, channels, out_channels))
        channels = out_channels
    return nn.Sequential(
        *blocks,
        nn.Flatten(),
        nn.Linear(channels * 7 * 7, fc_hidden_units),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(fc_hidden_units, fc_hidden_units),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(fc_hidden_units, 10),
    )
    ### END SOLUTION


# Three members of the family: a pair (num_convs, out_channels) for each of their five blocks.
### BEGIN SOLUTION
vgg11 = ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512))
vgg16 = ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
vgg19 = ((2, 64), (2, 128), (4, 256), (4, 512), (4, 512))
### END SOLUTION
