from torch import nn
from torch.nn import functional as F


def nin_block_added_by_name(in_channels, out_channels, kernel_size, stride, padding):
    """Named layers, and another name for the stride."""
    block = nn.Sequential()
    block.add_module("conv", nn.Conv2d(in_channels, out_channels, kernel_size, stride=stride, padding=padding))
    block.add_module("relu", nn.ReLU(inplace=True))
    for i in range(2):
        block.add_module(f"mlp{i}", nn.Conv2d(out_channels, out_channels, (1, 1)))
        block.add_module(f"relu{i}", nn.ReLU(inplace=True))
    return block


class nin_block_as_a_class(nn.Sequential):
    """A Sequential of its own class."""

    def __init__(self, in_channels, out_channels, kernel_size, strides, padding):
        super().__init__(nn.Conv2d(in_channels, out_channels, (kernel_size, kernel_size), (strides, strides), padding))
        self.append(nn.ReLU())
        for _ in "ab":
            self.extend([nn.Conv2d(out_channels, out_channels, 1), nn.ReLU()])


class _GlobalAvgPool2d(nn.Module):
    def forward(self, x):
        return F.avg_pool2d(x, kernel_size=x.size()[2:])


class _FlattenLayer(nn.Module):
    def forward(self, x):
        return x.view(x.shape[0], -1)


def NiN_layers_of_ones_own():
    """Global pooling and flattening as modules of one's own."""
    net = nn.Sequential()
    for ins, outs, kernel, strides, padding in [(1, 96, 11, 4, 0), (96, 256, 5, 1, 2), (256, 384, 3, 1, 1)]:
        net.append(nin_block(ins, outs, kernel, strides, padding)).append(nn.MaxPool2d(3, stride=2))
    return (
        net.append(nn.Dropout()).append(nin_block(384, 10, 3, 1, 1)).append(_GlobalAvgPool2d()).append(_FlattenLayer())
    )


class NiN_as_a_class(nn.Sequential):
    """A class, its layers under names of their own."""

    def __init__(self):
        super().__init__()
        self.first = nin_block(1, 96, kernel_size=11, strides=4, padding=0)
        self.pool1 = nn.MaxPool2d(3, 2)
        self.second = nin_block(96, 256, 5, 1, 2)
        self.pool2 = nn.MaxPool2d(3, 2)
        self.third = nin_block(256, 384, 3, 1, 1)
        self.pool3 = nn.MaxPool2d(3, 2)
        self.dropout = nn.Dropout(p=0.5)
        self.last = nin_block(384, 10, 3, 1, 1)
        self.mean = nn.AdaptiveAvgPool2d(output_size=1)
        self.flatten = nn.Flatten(1)
