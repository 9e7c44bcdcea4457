"""AlexNet for grey images (Dive into Deep Learning, section 7.1)."""

import torch
from torch import nn


class AlexNet(nn.Module):
    """AlexNet for grey images of 224 x 224 pixels.

    channels: the output channels of the five convolutions. num_hiddens: the units of each of the two hidden fully
    connected layers. num_outputs: the number of classes. img: shape (n, 1, 224, 224). Returns shape (n, num_outputs).
    """

    def __init__(self, channels=(96, 256, 384, 384, 256), num_hiddens=4096, num_outputs=10):
        super().__init__()
        raise NotImplementedError("AlexNet.__init__ is not written yet")

    def forward(self, img):
        raise NotImplementedError("AlexNet.forward is not written yet")


def get_net_outshape(net: nn.Module, X: torch.Tensor) -> None:
    """Send X through the layers of net one after another; print a line for each: its class and its output's shape.

    net: an nn.Sequential. A line reads like "Conv2d output shape: torch.Size([1, 96, 54, 54])".
    """
    raise NotImplementedError("get_net_outshape is not written yet")
