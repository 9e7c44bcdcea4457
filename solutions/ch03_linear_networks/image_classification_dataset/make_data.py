"""Draws the small stand-in for Fashion-MNIST in data/: ten kinds of shapes in the files and the format of the real one.

100 images to train and 30 to test, 28 by 28 pixels; `python make_data.py` in this folder writes the same bytes each time.
"""

import struct
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent / "data" / "FashionMNIST" / "raw"


def picture(label: int, rng: np.random.Generator) -> np.ndarray:
    """One image, uint8, shape (28, 28): a shape for each label, at a place and a size of its own."""
    y, x = np.mgrid[:28, :28] - 13.5 + rng.integers(-2, 3, size=(2, 1, 1))
    size = rng.uniform(8, 11)
    u, v = np.abs(x), np.abs(y)
    shapes = [
        u + v < size,  # a diamond
        (u < size) & (u > size / 3) & (v < size),  # two bars
        x**2 + y**2 < size**2,  # a disc
        (u < size / 3) & (v < size),  # a bar
        (u < size) & (v < size),  # a square
        (v < size / 3) & (u < size),  # a lying bar
        (x**2 + y**2 < size**2) & (x**2 + y**2 > size**2 / 3),  # a ring
        (y > x) & (u < size) & (v < size),  # a triangle
        np.minimum(u, v) < size / 4,  # a cross
        ((x > 0) | (y > size / 3)) & (u < size) & (v < size),  # an L
    ]
    return np.clip(shapes[label] * rng.integers(140, 230) + rng.normal(0, 8, (28, 28)), 0, 255).astype(np.uint8)


def write(name: str, values: np.ndarray) -> None:
    """A file in the IDX format: two zero bytes, the type (8: uint8), the number of axes, their lengths, the bytes."""
    head = struct.pack(f">HBB{values.ndim}I", 0, 8, values.ndim, *values.shape)
    (FOLDER / name).write_bytes(head + values.tobytes())


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(35)
    for kind, n in (("train", 100), ("t10k", 30)):
        labels = generator.permutation(np.arange(n) % 10).astype(np.uint8)
        write(f"{kind}-images-idx3-ubyte", np.stack([picture(label, generator) for label in labels]))
        write(f"{kind}-labels-idx1-ubyte", labels)
