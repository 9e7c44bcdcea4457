"""Densely connected networks (Dive into Deep Learning, section 7.7; Huang et al., 2017)."""

import torch
from torch import nn


def conv_block(input_channels, num_channels):
    """Batch normalization, ReLU and a convolution of 3 x 3 that keeps height and width: an nn.Sequential of three."""
    raise NotImplementedError("conv_block is not written yet")


class DenseBlock(nn.Module):
    """num_convs convolution blocks; each gets all that was there before it, and adds num_channels channels.

    X: shape (n, input_channels, h, w). Returns shape (n, input_channels + num_convs * num_channels, h, w).
    """

    def __init__(self, num_convs, input_channels, num_channels):
        super().__init__()
        raise NotImplementedError("DenseBlock.__init__ is not written yet")

    def forward(self, X):
        raise NotImplementedError("DenseBlock.forward is not written yet")


def transition_block(input_channels, num_channels):
    """Batch normalization, ReLU, a convolution of 1 x 1 and average pooling that halves: an nn.Sequential of four."""
    raise NotImplementedError("transition_block is not written yet")


def DenseNet(num_channels=64, growth_rate=32, num_convs_in_dense_blocks=(4, 4, 4, 4)):
    """DenseNet for grey images and ten classes.

    num_channels: the channels of the first convolution. growth_rate: the channels that each convolution block adds.
    num_convs_in_dense_blocks: one number of convolution blocks for each dense block, at least one of them.
    Maps (n, 1, 96, 96) to (n, 10), and images of other sizes, too.
    """
    raise NotImplementedError("DenseNet is not written yet")
