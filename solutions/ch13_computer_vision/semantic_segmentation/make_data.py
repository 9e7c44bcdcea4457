"""Draws the small stand-in for Pascal VOC 2012 in data/: the folders, file names and formats of the real one.

6 pictures to train and 3 to validate, each of one object on a plain ground: a JPEG, and a PNG with the colours of the
classes in its palette. `python make_data.py` in this folder writes them.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent / "data" / "VOCdevkit" / "VOC2012"
SIZES = [(48, 64), (40, 56), (64, 48), (32, 60), (56, 56), (24, 40), (48, 48), (40, 64), (28, 36)]
PALETTE = [sum((i >> 3 * k + c & 1) << 7 - k for k in range(3)) for i in range(21) for c in range(3)]


def picture(label: int, size: tuple[int, int], rng: np.random.Generator) -> tuple[Image.Image, Image.Image]:
    """A picture and its classes: an ellipse of class `label`."""
    h, w = size
    y, x = np.mgrid[:h, :w]
    row, column = rng.uniform(0.35, 0.65, size=2) * size
    inside = ((y - row) / (0.3 * h)) ** 2 + ((x - column) / (0.3 * w)) ** 2 < 1
    ground, colour = rng.integers(30, 100, size=3), rng.integers(150, 230, size=3)
    pixels = np.where(inside[..., None], colour, ground) + rng.normal(0, 4, (h, w, 1))
    classes = Image.fromarray(np.where(inside, label, 0).astype(np.uint8), mode="P")
    classes.putpalette(PALETTE)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), classes


if __name__ == "__main__":
    generator = np.random.default_rng(139)
    names = [f"2007_{100 + 7 * i:06d}" for i in range(len(SIZES))]
    for folder in ("JPEGImages", "SegmentationClass", "ImageSets/Segmentation"):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    for name, size in zip(names, SIZES, strict=True):
        photo, classes = picture(int(generator.integers(1, 21)), size, generator)
        photo.save(FOLDER / "JPEGImages" / f"{name}.jpg", quality=92)
        classes.save(FOLDER / "SegmentationClass" / f"{name}.png")
    for part, chosen in (("train", names[:6]), ("val", names[6:])):
        (FOLDER / "ImageSets" / "Segmentation" / f"{part}.txt").write_text("".join(f"{name}\n" for name in chosen))
