"""Fashion-MNIST: names, pictures and loaders (Dive into Deep Learning, section 3.5)."""

from collections.abc import Iterable, Sequence

import torchvision
from matplotlib import pyplot as plt
from torch.utils import data
from torchvision import transforms


def get_fashion_mnist_labels(labels: Iterable) -> list[str]:
    """The names of the classes, one for each label.

    labels: whole numbers from 0 to 9, as a tensor (n,) of any dtype, a list or the like.
    """
    raise NotImplementedError("get_fashion_mnist_labels is not written yet")


def show_images(imgs: Sequence, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5):
    """Draw images in a grid, row by row, without ticks; titles above them if given. Returns the axes, flattened.

    imgs: num_rows * num_cols tensors or arrays of shape (h, w), or PIL images. The figure is num_cols * scale inches
    wide and num_rows * scale inches high."""
    raise NotImplementedError("show_images is not written yet")


def get_dataloader_workers() -> int:
    """With how many processes a loader reads: a whole number, 0 or more."""
    raise NotImplementedError("get_dataloader_workers is not written yet")


def load_data_fashion_mnist(batch_size: int, resize: int | None = None) -> tuple[data.DataLoader, data.DataLoader]:
    """Loaders of the training and the test set in ../data: batches (X, y), the last of what is left.

    X: float32 from 0 to 1, shape (n, 1, 28, 28), or (n, 1, resize, resize). y: int64, shape (n,). The training set is
    shuffled in each pass, the test set is in order. Both use get_dataloader_workers() processes."""
    raise NotImplementedError("load_data_fashion_mnist is not written yet")
