"""Densely connected networks (Dive into Deep Learning, section 7.7; Huang et al., 2017)."""

import torch
from torch import nn


def conv_block(input_channels, num_channels):
    """Batch normalization, ReLU and a convolution of 3 x 3 that keeps height and width: an nn.Sequential of three."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.BatchNorm2d(input_channels),
        nn.ReLU(),
        nn.Conv2d(input_channels, num_channels, kernel_size=3, padding=1),
    )
    ### END SOLUTION


class DenseBlock(nn.Module):
    """num_convs convolution blocks; each gets all that was there before it, and adds num_channels channels.

    X: shape (n, input_channels, h, w). Returns shape (n, input_channels + num_convs * num_channels, h, w).
    """

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__()
        ### BEGIN SOLUTION
        self.blocks = nn.ModuleList(
            [conv_block(input_channels + i * num_channels, num_channels) for i in range(num_convs)]
        )
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        for block in self.blocks:
            X = torch.cat((X, block(X)), dim=1)
        return X
        ### END SOLUTION


def transition_block(input_channels, num_channels):
    """Batch normalization, ReLU, a convolution of 1 x 1 and average pooling that halves: an nn.Sequential of four."""
    ### BEGIN SOLUTION
    return nn.Sequential(
        nn.BatchNorm2d(input_channels),
        nn.ReLU(),
        nn.Conv2d(input_channels, num_channels, kernel_size=1),
        nn.AvgPool2d(kernel_size=2, stride=2),
    )
    ### END SOLUTION


def DenseNet(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """DenseNet for grey images and ten classes.

    num_channels: the channels of the first convolution. growth_rate: the channels that each convolution block adds.
    num_convs_in_dense_blocks: one number of convolution blocks for each dense block, at least one of them.
    Maps (n, 1, 96, 96) to (n, 10), and images of other sizes, too.
    """
    ### BEGIN SOLUTION
    layers = [
        nn.Sequential(
            nn.Conv2d(1, num_channels, kernel_size=7, stride=2, padding=3),
            nn.BatchNorm2d(num_channels),
            nn.ReLU(),
            nn.MaxPool2d(kernel_size=3, stride=2, padding=1),
        )
    ]
    for i, num_convs in enumerate(num_convs_in_dense_blocks):
        if i > 0:
            layers.append(transition_block(num_channels, num_channels // 2))
            num_channels //= 2
        layers.append(DenseBlock(num_convs, num_channels, growth_rate))
        num_channels += num_convs * growth_rate
    return nn.Sequential(
        *layers,
        nn.BatchNorm2d(num_channels),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d((1, 1)),
        nn.Flatten(),
        nn.Linear(num_channels, 10),
    )
    ### END SOLUTION
