"""GoogLeNet: four paths side by side (Dive into Deep Learning, section 7.4)."""

import torch
from torch import nn
from torch.nn import functional as F


class Inception(nn.Module):
    """Four paths for the same input; their channels are joined, height and width stay.

    c1, c4: output channels of the first and the last path. c2, c3: pairs of channels, behind the first and the second
    convolution of the second and the third path. x: shape (n, in_channels, h, w).
    Returns shape (n, c1 + c2[1] + c3[1] + c4, h, w).
    """

    def __init__(self, in_channels, c1, c2, c3, c4, **kwargs):
        super().__init__(**kwargs)
        ### BEGIN SOLUTION
        self.p1_1 = nn.Conv2d(in_channels, c1, kernel_size=1)
        self.p2_1 = nn.Conv2d(in_channels, c2[0], kernel_size=1)
        self.p2_2 = nn.Conv2d(c2[0], c2[1], kernel_size=3, padding=1)
        self.p3_1 = nn.Conv2d(in_channels, c3[0], kernel_size=1)
        self.p3_2 = nn.Conv2d(c3[0], c3[1], kernel_size=5, padding=2)
        self.p4_1 = nn.MaxPool2d(kernel_size=3, stride=1, padding=1)
        self.p4_2 = nn.Conv2d(in_channels, c4, kernel_size=1)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        p1 = F.relu(self.p1_1(x))
        p2 = F.relu(self.p2_2(F.relu(self.p2_1(x))))
        p3 = F.relu(self.p3_2(F.relu(self.p3_1(x))))
        p4 = F.relu(self.p4_2(self.p4_1(x)))
        return torch.cat((p1, p2, p3, p4), dim=1)
        ### END SOLUTION


# What the nine Inception blocks are made of: c1, c2, c3, c4.
WIDTHS = (
    (64, (96, 128), (16, 32), 32),
    (128, (128, 192), (32, 96), 64),
    (192, (96, 208), (16, 48), 64),
    (160, (112, 224), (24, 64), 64),
    (128, (128, 256), (24, 64), 64),
    (112, (144, 288), (32, 64), 64),
    (256, (160, 320), (32, 128), 128),
    (256, (160, 320), (32, 128), 128),
    (384, (192, 384), (48, 128), 128),
)


def GoogLeNet(divisor=1):
    """GoogLeNet for grey images and ten classes: five stages and a linear layer, the six children of the module.

    divisor: all numbers of channels are divided by it: 1, 2, 4 or 8. Maps (n, 1, 96, 96) to (n, 10), and images of other
    sizes, too.
    """
    ### BEGIN SOLUTION
    blocks, channels = [], 192 // divisor
    for c1, c2, c3, c4 in WIDTHS:
        sizes = c1 // divisor, [c // divisor for c in c2], [c // divisor for c in c3], c4 // divisor
        blocks.append(Inception(channels, *sizes))
        channels = (c1 + c2[1] + c3[1] + c4) // divisor

    def pool():
        return nn.MaxPool2d(kernel_size=3, stride=2, padding=1)

    b1 = nn.Sequential(nn.Conv2d(1, 64 // divisor, kernel_size=7, stride=2, padding=3), nn.ReLU(), pool())
    b2 = nn.Sequential(
        nn.Conv2d(64 // divisor, 64 // divisor, kernel_size=1),
        nn.ReLU(),
        nn.Conv2d(64 // divisor, 192 // divisor, kernel_size=3, padding=1),
        nn.ReLU(),
        pool(),
    )
    b3 = nn.Sequential(*blocks[:2], pool())
    b4 = nn.Sequential(*blocks[2:7], pool())
    b5 = nn.Sequential(*blocks[7:], nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten())
    return nn.Sequential(b1, b2, b3, b4, b5, nn.Linear(channels, 10))
    ### END SOLUTION
