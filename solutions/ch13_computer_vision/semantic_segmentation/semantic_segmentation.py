"""Semantic segmentation: classes of pixels, crops and pictures that are read (Dive into Deep Learning, section 13.9)."""

import os

import torch
import torchvision

# The classes of Pascal VOC and their colours, as (red, green, blue).
VOC_CLASSES = [
    "background", "aeroplane", "bicycle", "bird", "boat", "bottle", "bus", "car", "cat", "chair", "cow",
    "diningtable", "dog", "horse", "motorbike", "person", "potted plant", "sheep", "sofa", "train", "tv/monitor",
]  # fmt: skip
VOC_COLORMAP = [
    [0, 0, 0], [128, 0, 0], [0, 128, 0], [128, 128, 0], [0, 0, 128], [128, 0, 128], [0, 128, 128],
    [128, 128, 128], [64, 0, 0], [192, 0, 0], [64, 128, 0], [192, 128, 0], [64, 0, 128], [192, 0, 128],
    [64, 128, 128], [192, 128, 128], [0, 64, 0], [128, 64, 0], [0, 192, 0], [128, 192, 0], [0, 64, 128],
]  # fmt: skip


def voc_colormap2label(device=None) -> torch.Tensor:
    """A table with a place for every colour: at (red * 256 + green) * 256 + blue stands its class.

    device: where the table is made; None: torch's default. Returns int64, shape (256 ** 3,); 0 for all other colours.
    """
    ### BEGIN SOLUTION
    table = torch.zeros(256**3, dtype=torch.int64, device=device)
    for label, (red, green, blue) in enumerate(VOC_COLORMAP):
        table[(red * 256 + green) * 256 + blue] = label
    return table
    ### END SOLUTION


def voc_label_indices(colormap: torch.Tensor, colormap2label: torch.Tensor) -> torch.Tensor:
    """The class of each pixel of a picture whose colours say its classes.

    colormap: colours from 0 to 255, of an integer dtype, shape (3, h, w): red, green, blue. colormap2label: a table as
    voc_colormap2label gives it, on the same device. Returns shape (h, w), with the dtype and device of the table.
    """
    ### BEGIN SOLUTION
    red, green, blue = colormap.long()
    return colormap2label[(red * 256 + green) * 256 + blue]
    ### END SOLUTION


def voc_rand_crop(
    feature: torch.Tensor, label: torch.Tensor, height: int, width: int
) -> tuple[torch.Tensor, torch.Tensor]:
    """The same rectangle of both pictures, at a random place; every place that fits is equally likely.

    feature, label: shape (3, h, w), with h >= height and w >= width. Returns two tensors of shape (3, height, width).
    """
    ### BEGIN SOLUTION
    rect = torchvision.transforms.RandomCrop.get_params(feature, (height, width))
    return torchvision.transforms.functional.crop(feature, *rect), torchvision.transforms.functional.crop(label, *rect)
    ### END SOLUTION


def read_voc_images(voc_dir: str, is_train: bool = True) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """All pictures of the training or the validation set, and their labels, in the order of the list of names.

    voc_dir: holds ImageSets/Segmentation/train.txt and val.txt, JPEGImages/NAME.jpg and SegmentationClass/NAME.png.
    Returns (features, labels): uint8 tensors of shape (3, h, w), red, green and blue, on the CPU.
    """
    ### BEGIN SOLUTION
    names = os.path.join(voc_dir, "ImageSets", "Segmentation", "train.txt" if is_train else "val.txt")
    features, labels = [], []
    mode = torchvision.io.ImageReadMode.RGB
    with open(names) as lines:
        for name in lines.read().split():
            features.append(torchvision.io.read_image(os.path.join(voc_dir, "JPEGImages", f"{name}.jpg")))
            labels.append(torchvision.io.read_image(os.path.join(voc_dir, "SegmentationClass", f"{name}.png"), mode))
    return features, labels
    ### END SOLUTION
