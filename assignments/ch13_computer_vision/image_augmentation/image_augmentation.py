"""Image augmentation, and training with it (Dive into Deep Learning, section 13.1)."""

from collections.abc import Callable

import torch
import torchvision
from matplotlib import pyplot as plt
from torch import nn
from torch.utils.data import DataLoader


def apply(img, aug: Callable, num_rows: int = 2, num_cols: int = 4, scale: float = 1.5) -> None:
    """Draw what aug(img) gives in num_rows * num_cols calls, row by row in a grid, without ticks.

    img: whatever aug takes. aug: gives pictures of shape (h, w) or (h, w, 3), tensors, arrays or PIL images. The figure
    is num_cols * scale inches wide and num_rows * scale inches high.
    """
    raise NotImplementedError("apply is not written yet")


# A transformation of torchvision that changes brightness, contrast and saturation by random factors from 0.5 to 1.5, and
# the hue by a random part of the colour circle from -0.5 to 0.5.
# Your code here. / 在这里写你的代码。
color_aug = None

# A transformation of torchvision that cuts out a random rectangle, with 0.1 to 1 of the area and a ratio of width to
# height from 0.5 to 2, and scales it to 200 by 200.
# Your code here. / 在这里写你的代码。
shape_aug = None


class CIFAR10(torchvision.datasets.FakeData):
    """Stands for torchvision.datasets.CIFAR10, with the same arguments: 50 made pictures to train, 20 to test.

    An item is a picture, 32 by 32 in colour, and its class from 0 to 9. Nothing is downloaded.
    """

    def __init__(self, root, train=True, transform=None, target_transform=None, download=False):
        size, offset = (50, 0) if train else (20, 1000)
        super().__init__(size, (3, 32, 32), 10, transform, target_transform, random_offset=offset)


# For training: mirrored left to right half of the time, then a tensor, float32 from 0 to 1. For testing: a tensor alone.
# Your code here. / 在这里写你的代码。
train_augs = None
test_augs = None


def load_cifar10(is_train: bool, augs: Callable, batch_size: int) -> DataLoader:
    """A loader of the training or the test set of CIFAR10, each picture sent through augs; shuffled if is_train."""
    raise NotImplementedError("load_cifar10 is not written yet")


def try_all_gpus() -> list[torch.device]:
    """All GPUs that torch finds; the CPU where there is none."""
    return [torch.device(f"cuda:{i}") for i in range(torch.cuda.device_count())] or [torch.device("cpu")]


def train_batch_ch13(net: nn.Module, X, y: torch.Tensor, loss: Callable, trainer, devices: list):
    """Train one step on one batch, in training mode. Returns the sum of the losses, and how many predictions are right.

    X: a tensor, or a list of tensors if the net takes a list; y: int64, shape (n,). They are moved to devices[0].
    loss: gives the loss of each example. trainer: an optimiser; it steps on the gradient of the sum.
    """
    raise NotImplementedError("train_batch_ch13 is not written yet")


def train_ch13(net: nn.Module, train_iter, test_iter, loss: Callable, trainer, num_epochs: int, devices=None):
    """num_epochs times: train_batch_ch13 on each batch of train_iter, then the accuracy on test_iter.

    devices: None: all GPUs, asked for in each call. Returns the accuracy on test_iter after each epoch, a list of floats.
    """
    raise NotImplementedError("train_ch13 is not written yet")
