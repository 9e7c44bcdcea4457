import matplotlib.pyplot as plt
import numpy as np
import torch
import torchvision
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def get_fashion_mnist_labels_by_dict(labels):
    """A dict, and a loop."""
    text = "t-shirt,trouser,pullover,dress,coat,sandal,shirt,sneaker,bag,ankle boot".split(",")
    names = dict(enumerate(text))
    found = []
    for label in labels:
        found.append(names[int(label)])
    return found


def get_fashion_mnist_labels_by_tolist(labels):
    """Through an int64 tensor."""
    text = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"]
    return [text[i] for i in torch.as_tensor(labels).long().tolist()]


def show_images_numpy(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """numpy arrays, grey, shown at once; the axes switched off."""
    fig = plt.figure(figsize=(num_cols * scale, num_rows * scale))
    axes = []
    for i in range(num_rows * num_cols):
        ax = fig.add_subplot(num_rows, num_cols, i + 1)
        ax.imshow(np.asarray(imgs[i]), cmap="gray")
        ax.axis("off")
        if titles is not None:
            ax.set_title(titles[i])
        axes.append(ax)
    plt.show()
    return axes


def show_images_ticks_removed(imgs, num_rows, num_cols, titles=None, scale=1.5):
    """The ticks removed instead of the axes."""
    figsize = (num_cols * scale, num_rows * scale)
    _, axes = plt.subplots(num_rows, num_cols, figsize=figsize)
    axes = axes.reshape(-1)
    for i, (ax, img) in enumerate(zip(axes, imgs)):
        if torch.is_tensor(img):
            img = img.numpy()
        ax.imshow(img)
        ax.set_xticks([])
        ax.set_yticks([])
        if titles:
            ax.set_title(titles[i])
    return axes


def load_data_fashion_mnist_tensor_resized(batch_size, resize=None):
    """The tensor scaled; a list of loaders."""
    steps = [transforms.ToTensor()] + ([transforms.Resize((resize, resize), antialias=True)] if resize else [])
    trans = transforms.Compose(steps)
    return [
        DataLoader(
            datasets.FashionMNIST("../data", train=train, transform=trans),
            batch_size=batch_size,
            shuffle=train,
            num_workers=get_dataloader_workers(),
        )
        for train in (True, False)
    ]


def load_data_fashion_mnist_inserted(batch_size, resize=None):
    """As it is often written."""
    trans = [transforms.ToTensor()]
    if resize:
        trans.insert(0, transforms.Resize(resize))
    trans = transforms.Compose(trans)
    mnist_train = torchvision.datasets.FashionMNIST(root="../data", train=True, transform=trans, download=True)
    mnist_test = torchvision.datasets.FashionMNIST(root="../data", train=False, transform=trans, download=True)
    workers = get_dataloader_workers()
    return (
        DataLoader(mnist_train, batch_size, shuffle=True, num_workers=workers),
        DataLoader(mnist_test, batch_size, shuffle=False, num_workers=workers),
    )


def get_dataloader_workers_none():
    """No process beside this one."""
    return 0
