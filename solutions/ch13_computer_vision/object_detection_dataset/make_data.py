"""Draws the small stand-in for the banana dataset in data/: the folders, the tables and the size of pictures of the real one.

12 pictures to train and 5 to validate, 256 by 256 pixels, each with one banana; `python make_data.py` in this folder.
"""

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent / "data" / "banana-detection"
SIDE = 256


def banana(rng: np.random.Generator) -> np.ndarray:
    """Where the banana is, bool, shape (256, 256): a disc without a disc beside it, turned and put somewhere inside."""
    radius, turn = rng.uniform(24, 48), rng.uniform(0, 2 * np.pi)
    cx, cy = rng.uniform(radius + 4, SIDE - radius - 4, size=2)
    y, x = np.mgrid[:SIDE, :SIDE]
    bite_x, bite_y = cx + 0.6 * radius * np.cos(turn), cy + 0.6 * radius * np.sin(turn)
    return (np.hypot(x - cx, y - cy) < radius) & (np.hypot(x - bite_x, y - bite_y) > 0.9 * radius)


def picture(where: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A banana before a sky or a meadow, uint8, shape (256, 256, 3)."""
    top, bottom = rng.integers(0, 200, size=(2, 1, 1, 3))
    height = np.linspace(0, 1, SIDE)[:, None, None]
    values = np.broadcast_to(top + (bottom - top) * height, (SIDE, SIDE, 3)).astype(np.uint8).copy()
    values[where] = (250, 220, 60)
    return values


def write(name: str, n: int, rng: np.random.Generator) -> None:
    """A set of n pictures, with its table: name, class (0 is a banana), left, top, right, bottom in pixels."""
    images = FOLDER / name / "images"
    images.mkdir(parents=True, exist_ok=True)
    rows = ["img_name,label,xmin,ymin,xmax,ymax"]
    for i in range(n):
        where = banana(rng)
        columns, lines = np.flatnonzero(where.any(axis=0)), np.flatnonzero(where.any(axis=1))
        rows.append(f"{i}.png,0,{columns[0]},{lines[0]},{columns[-1] + 1},{lines[-1] + 1}")
        Image.fromarray(picture(where, rng)).save(images / f"{i}.png", optimize=True)
    (FOLDER / name / "label.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    generator = np.random.default_rng(136)
    write("bananas_train", 12, generator)
    write("bananas_val", 5, generator)
