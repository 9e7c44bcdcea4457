"""Residual networks (Dive into Deep Learning, section 7.6; He et al., 2015 and 2016)."""

from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    """Two convolutions of 3 x 3 with batch normalization, added to the input.

    use_1x1conv: whether a convolution of 1 x 1 brings the input to the shape of the result. strides: of the first
    convolution of 3 x 3, and of that of 1 x 1. X: shape (n, input_channels, h, w).
    Returns shape (n, num_channels, h, w), and with strides=2 half the height and width, rounded up.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        ### BEGIN SOLUTION
        self.conv1 = nn.Conv2d(input_channels, num_channels, kernel_size=3, padding=1, stride=strides)
        self.conv2 = nn.Conv2d(num_channels, num_channels, kernel_size=3, padding=1)
        self.conv3 = nn.Conv2d(input_channels, num_channels, kernel_size=1, stride=strides) if use_1x1conv else None
        self.bn1 = nn.BatchNorm2d(num_channels)
        self.bn2 = nn.BatchNorm2d(num_channels)
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        Y = F.relu(self.bn1(self.conv1(X)))
        Y = self.bn2(self.conv2(Y))
        return F.relu(Y + (X if self.conv3 is None else self.conv3(X)))
        ### END SOLUTION


def resnet_block(input_channels, num_channels, num_residuals, first_block=False):
    """A list of num_residuals residual blocks, each for what the one before it gives.

    The first of them goes from input_channels to num_channels and halves height and width, by use_1x1conv and
    strides=2; with first_block it is as all the others, which keep the shape (input_channels equals num_channels then).
    """
    ### BEGIN SOLUTION
    blocks = []
    for i in range(num_residuals):
        if i == 0 and not first_block:
            blocks.append(Residual(input_channels, num_channels, use_1x1conv=True, strides=2))
        else:
            blocks.append(Residual(num_channels, num_channels))
    return blocks
    ### END SOLUTION


def ResNet18(num_channels=64):
    """ResNet-18 for grey images and ten classes, in eight children: five stages, average, flatten, linear.

    num_channels: the channels of the first two stages. Maps (n, 1, 224, 224) to (n, 10), and images of other sizes, too.
    """
    ### BEGIN SOLUTION
    c = num_channels
    b1 = nn.Sequential(
        nn.Conv2d(1, c, kernel_size=7, stride=2, padding=3),
        nn.BatchNorm2d(c),
        nn.ReLU(),
        nn.MaxPool2d(kernel_size=3, stride=2, padding=1),
    )
    return nn.Sequential(
        b1,
        nn.Sequential(*resnet_block(c, c, 2, first_block=True)),
        nn.Sequential(*resnet_block(c, 2 * c, 2)),
        nn.Sequential(*resnet_block(2 * c, 4 * c, 2)),
        nn.Sequential(*resnet_block(4 * c, 8 * c, 2)),
        nn.AdaptiveAvgPool2d((1, 1)),
        nn.Flatten(),
        nn.Linear(8 * c, 10),
    )
    ### END SOLUTION


class Bottleneck(nn.Module):
    """Convolutions of 1 x 1, 3 x 3 and 1 x 1, the middle one with a quarter of the channels, added to the input.

    The arguments, X and the result are those of Residual. num_channels is a multiple of 4.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        ### BEGIN SOLUTION
        narrow = num_channels // 4
        self.body = nn.Sequential(
            nn.Conv2d(input_channels, narrow, kernel_size=1),
            nn.BatchNorm2d(narrow),
            nn.ReLU(),
            nn.Conv2d(narrow, narrow, kernel_size=3, padding=1, stride=strides),
            nn.BatchNorm2d(narrow),
            nn.ReLU(),
            nn.Conv2d(narrow, num_channels, kernel_size=1),
            nn.BatchNorm2d(num_channels),
        )
        self.shortcut = nn.Conv2d(input_channels, num_channels, kernel_size=1, stride=strides) if use_1x1conv else None
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return F.relu(self.body(X) + (X if self.shortcut is None else self.shortcut(X)))
        ### END SOLUTION


class PreActResidual(nn.Module):
    """A residual block in which normalization and activation come before each convolution, and none after the sum.

    The arguments, X and the shape of the result are those of Residual.
    """

    def __init__(self, input_channels, num_channels, use_1x1conv=False, strides=1):
        super().__init__()
        ### BEGIN SOLUTION
        self.body = nn.Sequential(
            nn.BatchNorm2d(input_channels),
            nn.ReLU(),
            nn.Conv2d(input_channels, num_channels, kernel_size=3, padding=1, stride=strides),
            nn.BatchNorm2d(num_channels),
            nn.ReLU(),
            nn.Conv2d(num_channels, num_channels, kernel_size=3, padding=1),
        )
        self.shortcut = nn.Conv2d(input_channels, num_channels, kernel_size=1, stride=strides) if use_1x1conv else None
        ### END SOLUTION

    def forward(self, X):
        ### BEGIN SOLUTION
        return self.body(X) + (X if self.shortcut is None else self.shortcut(X))
        ### END SOLUTION
