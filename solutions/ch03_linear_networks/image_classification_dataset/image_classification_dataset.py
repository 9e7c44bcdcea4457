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
    ### BEGIN SOLUTION
    names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [names[int(i)] for i in labels]
    ### END SOLUTION


def show_images(imgs: Sequence, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5):
    """Draw images in a grid, row by row, without ticks; titles above them if given. Returns the axes, flattened.

    imgs: num_rows * num_cols tensors or arrays of shape (h, w), or PIL images. The figure is num_cols * scale inches
    wide and num_rows * scale inches high."""
    ### BEGIN SOLUTION
    _, axes = plt.subplots(num_rows, num_cols, figsize=(num_cols * scale, num_rows * scale))
    axes = axes.flatten()
    for i, (ax, img) in enumerate(zip(axes, imgs, strict=False)):
        ax.imshow(img)
        ax.axes.get_xaxis().set_visible(False)
        ax.axes.get_yaxis().set_visible(False)
        if titles:
            ax.set_title(titles[i])
    return axes
    ### END SOLUTION


def get_dataloader_workers() -> int:
    """With how many processes a loader reads: a whole number, 0 or more."""
    ### BEGIN SOLUTION
    return 4
    ### END SOLUTION


def load_data_fashion_mnist(batch_size: int, resize: int | None = None) -> tuple[data.DataLoader, data.DataLoader]:
    """Loaders of the training and the test set in ../data: batches (X, y), the last of what is left.

    X: float32 from 0 to 1, shape (n, 1, 28, 28), or (n, 1, resize, resize). y: int64, shape (n,). The training set is
    shuffled in each pass, the test set is in order. Both use get_dataloader_workers() processes."""
    ### BEGIN SOLUTION
    steps = [transforms.ToTensor()]
    if resize:
        steps.insert(0, transforms.Resize((resize, resize)))
    sets = [
        torchvision.datasets.FashionMNIST(
            root="../data", train=train, transform=transforms.Compose(steps), download=True
        )
        for train in (True, False)
    ]
    workers = get_dataloader_workers()
    return (
        data.DataLoader(sets[0], batch_size, shuffle=True, num_workers=workers),
        data.DataLoader(sets[1], batch_size, shuffle=False, num_workers=workers),
    )
    ### END SOLUTION
