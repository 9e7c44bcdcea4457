"""Two ways to write a box, and one to draw it (Dive into Deep Learning, section 13.3)."""

import torch
from matplotlib import pyplot as plt


def box_corner_to_center(boxes: torch.Tensor) -> torch.Tensor:
    """From (left, top, right, bottom) to (centre x, centre y, width, height).

    boxes: floating point, shape (n, 4), n may be 0. Returns a new tensor with the shape, dtype and device of boxes.
    """
    raise NotImplementedError("box_corner_to_center is not written yet")


def box_center_to_corner(boxes: torch.Tensor) -> torch.Tensor:
    """From (centre x, centre y, width, height) to (left, top, right, bottom).

    boxes: floating point, shape (n, 4), n may be 0. Returns a new tensor with the shape, dtype and device of boxes.
    """
    raise NotImplementedError("box_center_to_corner is not written yet")


def bbox_to_rect(bbox, color: str) -> plt.Rectangle:
    """A matplotlib rectangle for a box: its outline, 2 points wide, in this colour.

    bbox: (left, top, right, bottom), as a list, a tuple, an array or a tensor of shape (4,) on any device.
    """
    raise NotImplementedError("bbox_to_rect is not written yet")
