import torch
from torch import nn


def conv_block_added_by_name(input_channels, num_channels):
    """Named layers."""
    block = nn.Sequential()
    block.add_module("bn", nn.BatchNorm2d(num_features=input_channels))
    block.add_module("relu", nn.ReLU(inplace=True))
    block.add_module("conv", nn.Conv2d(input_channels, num_channels, (3, 3), stride=1, padding=(1, 1)))
    return block


class conv_block_as_a_class(nn.Sequential):
    """A Sequential of its own class."""

    def __init__(self, input_channels, num_channels):
        super().__init__(nn.BatchNorm2d(input_channels), nn.ReLU())
        self.append(nn.Conv2d(input_channels, num_channels, 3, 1, 1))


class DenseBlock_in_a_sequential(nn.Module):
    """A Sequential that is gone through; the channels counted on the way."""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__()
        layers, channels = [], input_channels
        for _ in range(num_convs):
            layers.append(conv_block(channels, num_channels))
            channels += num_channels
        self.net = nn.Sequential(*layers)

    def forward(self, X):
        for blk in self.net:
            Y = blk(X)
            X = torch.cat((X, Y), dim=1)
        return X


class DenseBlock_of_all_results(nn.Module):
    """All results in a list, joined anew for each block; single layers instead of blocks."""

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__()
        self.norms, self.convs = nn.ModuleList(), nn.ModuleList()
        for i in range(num_convs):
            self.norms.append(nn.BatchNorm2d(num_channels * i + input_channels))
            self.convs.append(nn.Conv2d(num_channels * i + input_channels, num_channels, 3, padding=1))

    def forward(self, X):
        results = [X]
        for norm, conv in zip(self.norms, self.convs):
            results.append(conv(torch.relu(norm(torch.cat(results, 1)))))
        return torch.cat(results, 1)


def transition_block_added_by_name(input_channels, num_channels):
    """Named layers."""
    block = nn.Sequential()
    block.add_module("norm", nn.BatchNorm2d(input_channels))
    block.add_module("relu", nn.ReLU(inplace=True))
    block.add_module("conv", nn.Conv2d(input_channels, num_channels, (1, 1)))
    block.add_module("pool", nn.AvgPool2d((2, 2)))
    return block


class transition_block_as_a_class(nn.Sequential):
    """A Sequential of its own class."""

    def __init__(self, input_channels, num_channels):
        super().__init__(nn.BatchNorm2d(input_channels), nn.ReLU(), nn.Conv2d(input_channels, num_channels, 1))
        self.append(nn.AvgPool2d(2, stride=2))


def DenseNet_but_not_behind_the_last(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """The transition is appended behind a dense block, unless it is the last."""
    b1 = nn.Sequential(
        nn.Conv2d(1, num_channels, 7, 2, 3), nn.BatchNorm2d(num_channels), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
    )
    blks = []
    for i, num_convs in enumerate(num_convs_in_dense_blocks):
        blks.append(DenseBlock(num_convs, num_channels, growth_rate))
        num_channels += num_convs * growth_rate
        if i != len(num_convs_in_dense_blocks) - 1:
            blks.append(transition_block(num_channels, num_channels // 2))
            num_channels = num_channels // 2
    net = nn.Sequential(b1, *blks, nn.BatchNorm2d(num_channels), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten())
    return net.append(nn.Linear(num_channels, 10))


class DenseNet_as_a_class(nn.Module):
    """Attributes in the order in which they work; the mean by hand."""

    class Mean(nn.Module):
        def forward(self, X):
            return X.mean(dim=(2, 3), keepdim=True)

    def __init__(self, num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
        super().__init__()
        c = num_channels
        self.stem = nn.Sequential(
            nn.Conv2d(1, c, 7, 2, 3), nn.BatchNorm2d(c), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1)
        )
        for i, n in enumerate(num_convs_in_dense_blocks):
            if i:
                self.add_module(f"transition{i}", transition_block(c, c // 2))
                c //= 2
            self.add_module(f"dense{i}", DenseBlock(n, c, growth_rate))
            c += n * growth_rate
        self.norm, self.relu, self.mean = nn.BatchNorm2d(c), nn.ReLU(inplace=True), self.Mean()
        self.flatten, self.fc = nn.Flatten(), nn.Linear(c, 10)

    def forward(self, X):
        for child in self.children():
            X = child(X)
        return X
