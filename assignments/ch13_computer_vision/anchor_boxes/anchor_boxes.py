"""Anchor boxes, and what a detector is to learn about each (Dive into Deep Learning, section 13.4)."""

import math
from collections.abc import Sequence

import torch
from matplotlib import pyplot as plt
from torchvision.ops import box_convert


def box_corner_to_center(boxes: torch.Tensor) -> torch.Tensor:
    """Given: from corners (x1, y1, x2, y2) to (centre x, centre y, width, height). Shape (n, 4)."""
    return box_convert(boxes, "xyxy", "cxcywh")


def multibox_prior(data: torch.Tensor, sizes: Sequence[float], ratios: Sequence[float]) -> torch.Tensor:
    """The anchor boxes of a picture or feature map, by their corners, in units of its width and height.

    data: floating point, shape (..., h, w); only its size and device matter. sizes: n numbers from 0 to 1; ratios: m numbers
    above 0. Returns float32 on the device of data, shape (1, h * w * (n + m - 1), 4): pixel by pixel, row by row.
    """
    raise NotImplementedError("multibox_prior is not written yet")


def write_label(axes, x: float, y: float, text: str, color: str) -> None:
    """Given: a text at (x, y) that is easy to read: white on the colour, black on white."""
    back = {"facecolor": color, "lw": 0}
    axes.text(x, y, text, va="center", ha="center", fontsize=9, color="k" if color == "w" else "w", bbox=back)


def show_bboxes(axes, bboxes: torch.Tensor, labels=None, colors=None) -> None:
    """Draw boxes into axes, each as an outline with its label at the top left corner.

    bboxes: corners, shape (n, 4), on any device. labels: a list of strings, one string, or None for none; a list may be
    shorter than n. colors: a list of colours that is used over and over, one colour, or None for b, g, r, m, c.
    """
    raise NotImplementedError("show_bboxes is not written yet")


def box_iou(boxes1: torch.Tensor, boxes2: torch.Tensor) -> torch.Tensor:
    """The intersection over union of every box of boxes1 with every box of boxes2.

    boxes1, boxes2: corners, shapes (n, 4) and (m, 4), n or m may be 0; every box has an area. Returns shape (n, m), with
    their dtype and device.
    """
    raise NotImplementedError("box_iou is not written yet")


def assign_anchor_to_bbox(ground_truth, anchors, device, iou_threshold: float = 0.5) -> torch.Tensor:
    """For each anchor the index of the true box that it stands for, or -1.

    ground_truth: corners, shape (m, 4), m may be 0. anchors: corners, shape (n, 4), n >= m. device: where the result is
    wanted, the device of both. Returns int64, shape (n,).
    """
    raise NotImplementedError("assign_anchor_to_bbox is not written yet")


def offset_boxes(anchors: torch.Tensor, assigned_bb: torch.Tensor, eps: float = 1e-6) -> torch.Tensor:
    """How each anchor would have to move and grow to become the box that was assigned to it.

    anchors, assigned_bb: corners, shape (n, 4). Returns (n, 4), with their dtype and device: ten times the way of the centre,
    in widths and heights of the anchor, then five times the logarithm of eps plus the ratio of widths and heights.
    """
    raise NotImplementedError("offset_boxes is not written yet")


def multibox_target(anchors: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """What is to be learned about each anchor, for each picture of a batch: (offsets, masks, classes).

    anchors: shape (1, n, 4). labels: shape (b, m, 5), m >= 1: class, then corners. Both float32. Returns float32 (b, 4n), float32
    (b, 4n), and int64 (b, n): 0 for the background, else the class plus one.
    """
    raise NotImplementedError("multibox_target is not written yet")
