import os
import random
from pathlib import Path

import numpy as np
import torch
import torchvision
from PIL import Image


def voc_colormap2label_at_once(device=None):
    """All places at once."""
    red, green, blue = torch.tensor(VOC_COLORMAP, device=device).T
    colormap2label = torch.zeros(256**3, dtype=torch.long, device=device)
    colormap2label[(red * 256 + green) * 256 + blue] = torch.arange(len(VOC_COLORMAP), device=device)
    return colormap2label


def voc_colormap2label_shifted(device=None):
    """An axis for each colour, flattened, and a move in the end."""
    table = torch.zeros(256, 256, 256, dtype=torch.int64)
    for i, (r, g, b) in enumerate(VOC_COLORMAP):
        table[r, g, b] = i
    return table.flatten().to(device)


def voc_label_indices_by_product(colormap, colormap2label):
    """The place as a weighted sum over the colours."""
    weights = torch.tensor([65536, 256, 1], device=colormap.device).reshape(3, 1, 1)
    return torch.take(colormap2label, (colormap * weights).sum(dim=0))


def voc_label_indices_channels_last(colormap, colormap2label):
    """The colours as the last axis, as the book has it."""
    colours = colormap.permute(1, 2, 0).int()
    idx = (colours[:, :, 0] * 256 + colours[:, :, 1]) * 256 + colours[:, :, 2]
    return colormap2label[idx.long()]


def voc_rand_crop_by_randint(feature, label, height, width):
    """torch.randint and slices."""
    top = torch.randint(0, feature.shape[-2] - height + 1, (1,), device="cpu").item()
    left = torch.randint(0, feature.shape[-1] - width + 1, (1,), device="cpu").item()
    rows, columns = slice(top, top + height), slice(left, left + width)
    return feature[..., rows, columns], label[..., rows, columns]


def voc_rand_crop_by_random(feature, label, height, width):
    """Python's random."""
    i = random.randint(0, feature.shape[1] - height)
    j = random.randint(0, feature.shape[2] - width)
    return [torchvision.transforms.functional.crop(picture, i, j, height, width) for picture in (feature, label)]


def read_voc_images_by_pil(voc_dir, is_train=True):
    """PIL and numpy."""
    root = Path(voc_dir)
    names = (root / "ImageSets" / "Segmentation" / ("train.txt" if is_train else "val.txt")).read_text().splitlines()
    features, labels = [], []
    for name in names:
        for folder, ending, pictures in [("JPEGImages", "jpg", features), ("SegmentationClass", "png", labels)]:
            image = Image.open(root / folder / f"{name}.{ending}").convert("RGB")
            pictures.append(torch.from_numpy(np.array(image)).permute(2, 0, 1))
    return features, labels


def read_voc_images_as_the_book(voc_dir, is_train=True):
    """As the book reads them: a mode for the labels alone."""
    txt_fname = os.path.join(voc_dir, "ImageSets", "Segmentation", "train.txt" if is_train else "val.txt")
    mode = torchvision.io.image.ImageReadMode.RGB
    with open(txt_fname) as f:
        images = f.read().split()
    features, labels = [], []
    for fname in images:
        features.append(torchvision.io.read_image(os.path.join(voc_dir, "JPEGImages", f"{fname}.jpg")))
        labels.append(torchvision.io.read_image(os.path.join(voc_dir, "SegmentationClass", f"{fname}.png"), mode))
    return features, labels
