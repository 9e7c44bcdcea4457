"""Two ways to write a box, and one to draw it (Dive into Deep Learning, section 13.3)."""

import torch
from matplotlib import pyplot as plt


def box_corner_to_center(boxes: torch.Tensor) -> torch.Tensor:
    """From (left, top, right, bottom) to (centre x, centre y, width, height).

    boxes: floating point, shape (n, 4), n may be 0. Returns a new tensor with the shape, dtype and device of boxes.
    """
    ### BEGIN SOLUTION
    x1, y1, x2, y2 = boxes.unbind(dim=1)
    return torch.stack(((x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1), dim=1)
    ### END SOLUTION


def box_center_to_corner(boxes: torch.Tensor) -> torch.Tensor:
    """From (centre x, centre y, width, height) to (left, top, right, bottom).

    boxes: floating point, shape (n, 4), n may be 0. Returns a new tensor with the shape, dtype and device of boxes.
    """
    ### BEGIN SOLUTION
    center, half = boxes[:, :2], boxes[:, 2:] / 2
    return torch.cat((center - half, center + half), dim=1)
    ### END SOLUTION


def bbox_to_rect(bbox, color: str) -> plt.Rectangle:
    """A matplotlib rectangle for a box: its outline, 2 points wide, in this colour.

    bbox: (left, top, right, bottom), as a list, a tuple, an array or a tensor of shape (4,) on any device.
    """
    ### BEGIN SOLUTION
    x1, y1, x2, y2 = (float(edge) for edge in bbox)
    return plt.Rectangle((x1, y1), x2 - x1, y2 - y1, fill=False, edgecolor=color, linewidth=2)
    ### END SOLUTION
