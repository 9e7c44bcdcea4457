from torch import nn


def vgg_block_first_one_apart(num_convs, in_channels, out_channels):
    """The first convolution by a condition; added with names."""
    block = nn.Sequential()
    for i in range(num_convs):
        ins = in_channels if i == 0 else out_channels
        block.add_module(f"conv{i}", nn.Conv2d(ins, out_channels, (3, 3), (1, 1), (1, 1)))
        block.add_module(f"relu{i}", nn.ReLU(inplace=True))
    block.add_module("pool", nn.MaxPool2d((2, 2)))
    return block


def vgg_block_from_pairs(num_convs, in_channels, out_channels):
    """The channels as a list, taken in pairs."""
    channels = [in_channels] + [out_channels] * num_convs
    convs = [nn.Conv2d(channels[i], channels[i + 1], 3, 1, 1) for i in range(num_convs)]
    layers = [layer for conv in convs for layer in (conv, nn.ReLU())]
    return nn.Sequential(*layers, nn.MaxPool2d(kernel_size=2))


def vgg_with_a_head(conv_arch, fc_hidden_units=4096):
    """Blocks by name, and the fully connected part as a Sequential of its own, with a Flatten written by hand."""

    class Flat(nn.Module):
        def forward(self, X):
            return X.view(X.shape[0], -1)

    net, channels = nn.Sequential(), 1
    for i, (num_convs, out_channels) in enumerate(conv_arch, 1):
        block = nn.Sequential()
        for j in range(num_convs):
            block.append(nn.Conv2d(channels, out_channels, 3, 1, 1)).append(nn.ReLU())
            channels = out_channels
        net.add_module(f"vgg_block_{i}", block.append(nn.MaxPool2d(2, 2)))
    h = fc_hidden_units
    hidden = [nn.Linear(7 * 7 * channels, h), nn.ReLU(), nn.Dropout(), nn.Linear(h, h), nn.ReLU(), nn.Dropout()]
    net.add_module("fc", nn.Sequential(Flat(), *hidden, nn.Linear(h, 10)))
    return net


class vgg_as_a_class(nn.Module):
    """One Sequential of single layers in a module."""

    def __init__(self, conv_arch, fc_hidden_units=4096):
        super().__init__()
        layers, before = [], 1
        for n, out in conv_arch:
            while n:
                layers.append(nn.Conv2d(before, out, 3, padding=1))
                layers.append(nn.ReLU(True))
                before, n = out, n - 1
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        self.flatten = nn.Flatten()
        self.classifier = nn.Sequential(
            nn.Linear(before * 49, fc_hidden_units),
            nn.ReLU(True),
            nn.Dropout(0.5),
            nn.Linear(fc_hidden_units, fc_hidden_units),
            nn.ReLU(True),
            nn.Dropout(0.5),
            nn.Linear(fc_hidden_units, 10),
        )

    def forward(self, X):
        return self.classifier(self.flatten(self.features(X)))


def vgg16_as_lists():
    """Lists, from two others."""
    return [[n, c] for n, c in zip([2, 2, 3, 3, 3], [64, 128, 256, 512, 512])]


def vgg19_from_vgg16(vgg16):
    """One more in each of the last three blocks."""
    return [(n + (i > 1), c) for i, (n, c) in enumerate(vgg16)]
